"""Holds the templates of the workbench against what they promise. Run as ``python tools/templates.py``.

No style attribute, no script in the page, no handler in an attribute; only components that exist; every text from the
catalogue; no bare number: a numeric field of a dataclass of queries stands in a page through ``{% number %}``, or with
``|count`` where it is a plain count in a sentence, or ``|ident`` where it is a name; at most 150 lines.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src" / "rechterhand" / "web"
MOST_LINES = 150

TAG = re.compile(r"\{%-?\s*(\w+)(.*?)%\}|\{\{(.*?)\}\}|\{#.*?#\}", re.DOTALL)
HELD = re.compile(r"\{% comment .*?%\}.*?\{% endcomment %\}", re.DOTALL)
DJANGO = frozenset(
    [
        "autoescape",
        "block",
        "comment",
        "csrf_token",
        "cycle",
        "else",
        "elif",
        "empty",
        "extends",
        "filter",
        "firstof",
        "for",
        "get_media_prefix",
        "if",
        "ifchanged",
        "include",
        "load",
        "now",
        "partial",
        "partialdef",
        "querystring",
        "regroup",
        "resetcycle",
        "spaceless",
        "static",
        "templatetag",
        "url",
        "verbatim",
        "widthratio",
        "with",
    ]
)
"""Tags of Django that templates may use; what would bring texts or scripts past the components isn't among them."""
SAID = ("alt", "aria-label", "aria-description", "placeholder", "title", "data-head")
"""Attributes that people read or hear."""
ALLAUTH = frozenset({"get_providers", "provider_login_url", "slot", "endslot"})
"""Tags of django-allauth, for its own pages in our look."""

SAME_EVERYWHERE = frozenset({"Rechterhand", "Ctrl K", "Ctrl", "Enter", "Esc"})
"""Names and keys, which no language translates."""
NUMERIC = re.compile(r"\b(int|float|Decimal|timedelta)\b")
ALLOWED = ("count", "ident")
UNSAFE = ("safe", "safeseq")
LETTERS = re.compile(r"[^\W\d_]")


class _Page(HTMLParser):
    """Collects what breaks the rules in the HTML between the tags of a template."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._script = tag == "script"
        given = dict(attrs)
        if tag == "style":
            self._note("a style element: put it into frontend/styles")
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self._note("a script in the page: put it into frontend/")
        for name, value in attrs:
            if name == "style":
                self._note("a style attribute: the content security policy refuses it")
            elif name.startswith(("on", "hx-on")):
                self._note(f"{name}: a script in an attribute")
            elif (value or "").strip().lower().startswith("javascript:"):
                self._note(f"{name}: a script as an address")
            elif name in SAID and _is_text(value or ""):
                self._note(f"{name} isn't from the catalogue: {value!r}")

    def handle_endtag(self, tag: str) -> None:
        self._script = self._script and tag != "script"

    def handle_data(self, data: str) -> None:
        if not self._script and _is_text(data):
            self._note(f"a text that isn't from the catalogue: {data.strip()[:60]!r}")

    def _note(self, words: str) -> None:
        self.found.append((self.getpos()[0], words))


def _is_text(words: str) -> bool:
    return bool(LETTERS.search(words)) and words.strip(" ·/–:\n") not in SAME_EVERYWHERE


def breaches(text: str, components: frozenset[str], numeric: frozenset[str]) -> list[tuple[int, str]]:
    """What is wrong in a template, with its lines."""
    found = [(1, f"{text.count(chr(10))} lines (stop at {MOST_LINES})")] if text.count("\n") > MOST_LINES else []
    text = HELD.sub(_blank, text)
    for match in TAG.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        if match[1] is not None:
            name = match[1].removeprefix("end")
            if match[1] not in components and name not in DJANGO | ALLAUTH | components:
                found.append((line, f"{{% {match[1]} %}} is no component"))
        elif match[3] is not None:
            found += [(line, words) for words in _of_value(match[3], numeric)]
    page = _Page()
    page.feed(TAG.sub(_blank, text))
    page.close()
    return sorted(found + page.found)


def _of_value(expression: str, numeric: frozenset[str]) -> Iterator[str]:
    path, *filters = (part.strip() for part in expression.split("|"))
    names = [one.partition(":")[0] for one in filters]
    last = path.rpartition(".")[2]
    if last in numeric and "." in path and not any(one in ALLOWED for one in names):
        yield f"a bare number: {{{{ {path} }}}} (give {{% number %}} an Explained, or say |count or |ident)"
    if any(one in UNSAFE for one in names):
        yield f"{{{{ {path} }}}} is marked as safe"


def _blank(match: re.Match[str]) -> str:
    """Nothing, with the lines kept."""
    return "\n" * match[0].count("\n")


def components_of(folder: Path) -> frozenset[str]:
    """Names of all tags that the look and the areas register."""
    found: set[str] = set()
    for path in sorted(folder.rglob("templatetags/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                found |= {name for one in node.decorator_list if (name := _registered(one, node.name))}
    return frozenset(found)


def _registered(decorator: ast.expr, function: str) -> str:
    call = decorator if isinstance(decorator, ast.Call) else None
    told = ast.unparse(call.func if call else decorator)
    if not told.startswith("register.") or told == "register.filter":
        return ""
    given = {one.arg: one.value for one in call.keywords} if call else {}
    name = given.get("name")
    return name.value if isinstance(name, ast.Constant) and isinstance(name.value, str) else function


def numeric_fields(folder: Path) -> frozenset[str]:
    """Fields of the dataclasses of queries that are numbers."""
    found: set[str] = set()
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and any("dataclass" in ast.unparse(one) for one in node.decorator_list):
                fields = [one for one in node.body if isinstance(one, ast.AnnAssign)]
                found |= {ast.unparse(one.target) for one in fields if NUMERIC.search(ast.unparse(one.annotation))}
    return frozenset(found)


def main() -> int:
    """Check every template of the workbench; 0 when all are right."""
    components, numeric = components_of(WEB), numeric_fields(WEB / "queries")
    paths = sorted(path for path in WEB.rglob("templates/**/*") if path.suffix in {".html", ".txt"})
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {words}"
        for path in paths
        if path.suffix == ".html"
        for line, words in breaches(path.read_text(encoding="utf-8"), components, numeric)
    ]
    print(f"{len(paths)} templates, {len(components)} components, {len(numeric)} numeric fields of queries")
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
