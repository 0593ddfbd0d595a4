"""Holds the code against the size budgets: files, functions, parameters, docstrings and reasons of suppressions.

Run as ``python tools/shape.py``; exits 1 with every breach listed, and prints the medians that we steer on.
"""

from __future__ import annotations

import ast
import re
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "rechterhand"

FILE_STOP = 500
FUNCTION_STOP = 80
KERNEL_STOP = 120
PARAMETER_STOP = 8
POSITIONAL_STOP = 5
BANNED_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "core", "services"}

SUPPRESSION = re.compile(r"#\s*(noqa|type:\s*ignore|pragma: no cover)(?P<codes>[^#]*)")
UNFINISHED = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + r")\b")


def main() -> int:
    """Check all Python files of the project; 0 when every budget is kept."""
    breaches: list[str] = []
    lines: list[int] = []
    functions: list[int] = []
    for path in _python_files(SOURCE):
        text = path.read_text(encoding="utf-8")
        count = text.count("\n")
        lines.append(count)
        name = path.relative_to(ROOT)
        if count > FILE_STOP and "migrations" not in path.parts:
            breaches.append(f"{name}: {count} lines (stop at {FILE_STOP})")
        if path.stem in BANNED_NAMES:
            breaches.append(f"{name}: a file's name says its subject; '{path.stem}' says none")
        tree = ast.parse(text)
        for where, problem, length in _functions(tree, kernel="kernel" in path.stem):
            functions.append(length)
            if problem:
                breaches.append(f"{name}:{where}: {problem}")
        if "migrations" not in path.parts:
            breaches += [f"{name}:{where}: {problem}" for where, problem in _docstrings(tree)]
        if path.name == "__init__.py" and path.parent != SOURCE:
            breaches += [f"{name}:{where}: logic in __init__.py" for where in _logic(tree)]
    for folder in (SOURCE, ROOT / "tests", ROOT / "benchmarks", ROOT / "tools"):
        for path in _python_files(folder):
            breaches += _suppressions(path)
    print(_figures(lines, functions))
    for breach in breaches:
        print(breach)
    return 1 if breaches else 0


def _python_files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.py")) if "__pycache__" not in path.parts)


def _functions(tree: ast.Module, *, kernel: bool) -> Iterator[tuple[int, str | None, int]]:
    stop = KERNEL_STOP if kernel else FUNCTION_STOP
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        arguments = node.args
        positional = [one.arg for one in arguments.posonlyargs + arguments.args if one.arg not in {"self", "cls"}]
        total = len(positional) + len(arguments.kwonlyargs)
        problem = None
        if length > stop:
            problem = f"{node.name} has {length} lines (stop at {stop})"
        elif len(positional) > (PARAMETER_STOP if kernel else POSITIONAL_STOP) and not _is_command(node):
            problem = f"{node.name} has {len(positional)} positional parameters"
        elif total > PARAMETER_STOP and not _is_command(node):
            problem = f"{node.name} has {total} parameters (stop at {PARAMETER_STOP})"
        yield node.lineno, problem, length


def _is_command(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A command's parameters are its options: as many as the command line has."""
    return node.name == "command"


def _docstrings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    if not ast.get_docstring(tree) and tree.body:
        yield 1, "the module has no docstring"
    for node in tree.body:
        public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if public and not ast.get_docstring(node):
            yield node.lineno, f"{node.name} has no docstring"


def _logic(tree: ast.Module) -> Iterator[int]:
    allowed = (ast.Import, ast.ImportFrom, ast.Expr, ast.Assign, ast.AnnAssign)
    return (node.lineno for node in tree.body if not isinstance(node, allowed))


def _suppressions(path: Path) -> list[str]:
    """Each suppression carries codes and a reason, after a dash or in a comment behind it."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = SUPPRESSION.search(line)
        if match and " - " not in match["codes"] and "# " not in line[match.end() :]:
            found.append(f"{path.relative_to(ROOT)}:{number}: suppression without a reason")
        if UNFINISHED.search(line):
            found.append(f"{path.relative_to(ROOT)}:{number}: unfinished work is not merged")
    return found


def _figures(lines: list[int], functions: list[int]) -> str:
    tests = sum(path.read_text(encoding="utf-8").count("\n") for path in _python_files(ROOT / "tests"))
    source = sum(lines)
    return (
        f"{len(lines)} files, median {statistics.median(lines):.0f} lines, largest {max(lines)}; "
        f"{len(functions)} functions, median {statistics.median(functions or [0]):.0f} lines; "
        f"tests {tests} lines to {source} of source"
    )


if __name__ == "__main__":
    sys.exit(main())
