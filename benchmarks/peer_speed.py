"""How long a peer takes to schedule a Primavera file that it has read: ``python -m benchmarks.peer_speed PEER FILE``.

Prints the best of several runs in seconds; reading isn't counted. The Java machine gets its ordinary compilers.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from rechterhand.sandbox import java

RUNS = 4


def _longpath(path: Path) -> list[float]:
    from longpath import cpm, loader

    read = loader.open_schedule(str(path))
    project = loader.pick_project(read)
    options = cpm.CpmOptions.for_project(project, read.format)
    seconds = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        cpm.run(project, read.calendars, options)
        seconds.append(time.perf_counter() - begun)
    return seconds


def _mpxj(path: Path) -> list[float]:
    import jpype
    import mpxj  # noqa: F401 - puts its jars on the class path

    jpype.startJVM(str(java.library()), "-Xmx6g", "-Xss64m", convertStrings=True)
    from java.io import File
    from org.mpxj.cpm import PrimaveraScheduler
    from org.mpxj.reader import UniversalProjectReader

    project = UniversalProjectReader().read(File(str(path)))
    start = project.getProjectProperties().getPlannedStart()
    seconds = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        PrimaveraScheduler().schedule(project, start)
        seconds.append(time.perf_counter() - begun)
    return seconds


PEERS = {"longpath": _longpath, "mpxj": _mpxj}

if __name__ == "__main__":
    print(min(PEERS[sys.argv[1]](Path(sys.argv[2]))))
