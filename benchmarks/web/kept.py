"""What takes long is kept in ``.cache/bench-web`` under a digest of the files that make it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CACHE = ROOT / ".cache" / "bench-web"
SOURCE = ROOT / "src" / "rechterhand"
HERE = Path(__file__).resolve().parent
OF_REVIEWS = (
    *(SOURCE / one for one in ("record", "engine", "findings", "remedies", "versions", "lineage", "registers", "demo")),
    *(SOURCE / "web" / one for one in ("bridge", "data/models")),
    *(SOURCE / one for one in ("verdict.py", "schema", "export")),
    *(HERE / one for one in ("plans.py", "reviewed.py", "made.py", "sizes.py")),
    ROOT / "benchmarks" / "networks.py",
    ROOT / "benchmarks" / "reviewing.py",
)
"""What a kept verdict depends on; texts aside, which change often and weigh nothing here."""
OF_ROWS = (*OF_REVIEWS, SOURCE / "web" / "data", SOURCE / "web" / "actions", HERE / "filled.py", HERE / "staff.py")
"""What the kept installation depends on."""


def reviewed(key: str) -> Path:
    """The folder of a plan with its files, made when it isn't there."""
    folder = CACHE / "plans" / f"{key}-{digest(OF_REVIEWS)}"
    if folder.is_dir():
        return folder
    print(f"making and reviewing {key}", flush=True)
    begun = fresh(folder.with_name(f"{folder.name}.begun"))
    run("benchmarks.web.reviewed", key, str(begun), data=begun)
    begun.rename(folder)
    return folder


def installed(plans: Iterable[Path]) -> Path:
    """The data folder of an installation that holds the whole portfolio, made when it isn't there."""
    folder = CACHE / f"installation-{digest(OF_ROWS)}"
    if folder.is_dir():
        return folder
    print("filling the database", flush=True)
    begun = fresh(folder.with_name(f"{folder.name}.begun"))
    run("benchmarks.web.filled", *map(str, plans), data=begun)
    begun.rename(folder)
    return folder


def copied(folder: Path) -> Path:
    """A copy to measure on: what is measured changes it."""
    there = CACHE / "measured"
    shutil.rmtree(there, ignore_errors=True)
    subprocess.run(["cp", "-a", "--reflink=auto", str(folder), str(there)], check=True)
    return there


def run(module: str, *arguments: str, data: Path) -> None:
    """Run a module of ours on a data folder."""
    subprocess.run([sys.executable, "-m", module, *arguments], check=True, cwd=ROOT, env=environment(data))


def environment(data: Path) -> dict[str, str]:
    """That of an installation in a folder: nothing of what else is set here, but where modules are found."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("RECHTERHAND_")}
    ours.pop("DATABASE_URL", None)
    return ours | {"RECHTERHAND_DATA": str(data)}


def fresh(folder: Path) -> Path:
    """An empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def digest(places: Iterable[Path]) -> str:
    """Of all Python files, texts and data in some places."""
    found = hashlib.sha256()
    for file in sorted(_files(places)):
        found.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:16]


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_file():
            yield place
        else:
            yield from (one for one in place.rglob("*") if one.suffix in (".py", ".po", ".toml", ".yaml", ".json"))
