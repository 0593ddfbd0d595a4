"""Runs what ``make test``, ``test-fast``, ``lint`` and ``coverage`` promise and prints each share of the time.

Shares and their budgets (minutes on 2 cores): lint and types 3, core 12, web and API 12, browser 20, fuzz 5.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Share:
    """A part of the tests with its time budget in minutes."""

    name: str
    budget: float
    commands: tuple[tuple[str, ...], ...]


def pytest(*arguments: str) -> tuple[str, ...]:
    """The command that runs tests with the worker processes that this machine has room for."""
    return (str(BIN / "python"), "-m", "pytest", *arguments)


LINT = Share(
    "lint and types",
    3,
    (
        (str(BIN / "ruff"), "check", "."),
        (str(BIN / "ruff"), "format", "--check", "."),
        (str(BIN / "mypy"),),
        (str(BIN / "lint-imports"),),
        (str(BIN / "python"), "tools/shape.py"),
        (str(BIN / "python"), "tools/templates.py"),
        (str(BIN / "python"), "tools/frontend.py", "types"),
    ),
)
TOGETHER = ("-n", "2", "--dist", "loadfile", "-m", "not browser and not fuzz")
"""Tests of one file run in one process: what they share (a verdict, a workbench that runs) is made once."""
OF_CORE = (*TOGETHER, "--ignore=tests/web")
CORE = Share("core", 12, (pytest(*OF_CORE, "--durations=40"),))
COVERED = Share("core, covered", 30, (pytest(*OF_CORE, "--cov", "--cov-report=term:skip-covered"),))
WEB = Share(
    "web and API",
    12,
    (pytest(*TOGETHER, "tests/web", "--durations=20"),),
)
BROWSER = Share("browser", 20, (("sh", "tools/browser.sh"), pytest("-m", "browser")))
FUZZ = Share("fuzz", 5, (pytest("-n", "2", "-m", "fuzz"),))
WHOLE = ("tests/journeys", "tests/versions", "tests/demo", "tests/web")
"""Tests that run whole commands, or schedule hundreds of plans each."""
FAST = Share(
    "fast",
    3,
    (
        pytest(
            "-n", "2", "-m", "not browser and not fuzz and not slow and not data", *(f"--ignore={one}" for one in WHOLE)
        ),
    ),
)

PLANS = {"all": (LINT, CORE, WEB, BROWSER, FUZZ), "fast": (FAST,), "lint": (LINT,), "coverage": (COVERED,)}
"""Counting covered lines takes half as much time again, so that it is asked for by itself."""


def main(name: str) -> int:
    """Run every share of a plan, the later ones also when an earlier one failed; 0 when all passed."""
    failed: list[str] = []
    table: list[str] = []
    for share in PLANS[name]:
        started = time.monotonic()
        passed = all(_run(command) for command in share.commands)
        minutes = (time.monotonic() - started) / 60
        if not passed:
            failed.append(share.name)
        over = "  over budget" if minutes > share.budget else ""
        table.append(
            f"{share.name:<16}{minutes:6.1f} of {share.budget:4.0f} min  {'passed' if passed else 'FAILED'}{over}"
        )
    print("\n" + "\n".join(table))
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def _run(command: tuple[str, ...]) -> bool:
    print("+", " ".join(command).replace(str(ROOT) + "/", ""), flush=True)
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
