"""What the source itself says: literals in calls, for contracts on keys."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path


def literals(name: str, method: str) -> set[str]:
    """First arguments, written out, of calls of this method in a module or in the modules of a package.

    Texts made with the module's constant KEY count too.
    """
    module = importlib.import_module(name)
    paths = [Path(one) for folder in getattr(module, "__path__", ()) for one in Path(folder).glob("*.py")]
    found: set[str] = set()
    for path in paths or [Path(str(module.__file__))]:
        key = str(getattr(module, "KEY", ""))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == method:
                found |= {told for one in node.args[:1] if (told := _text(one, key))}
    return found


def _text(node: ast.expr, key: str) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [one.value if isinstance(one, ast.Constant) else key for one in node.values]
        return "".join(map(str, parts))
    return ""
