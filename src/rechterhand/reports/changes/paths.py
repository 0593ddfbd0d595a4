"""The critical path then and now, and the float that chains lost."""

from __future__ import annotations

from collections.abc import Mapping

from rechterhand.reports.charts.svg import clean
from rechterhand.reports.markup import bullets, details, scroll, table
from rechterhand.reports.saying import Sayer
from rechterhand.text.writing import number
from rechterhand.versions.compare import Comparison
from rechterhand.versions.naming import names_of

_GROUPS = ("came", "left", "done", "stayed")


def paths(made: Comparison, say: Sayer) -> str:
    """What came onto the path and what left it, to open; then each chain with its float."""
    names = names_of(made)
    counts = {name: len(getattr(made.path, name)) for name in _GROUPS}
    if not any(counts.values()) and not made.chains:
        return ""
    lists = "".join(_list(made, name, names, say) for name in _GROUPS)
    head = f"<section><h2>{say('compare.path')}</h2><p>{say('compare.path_told', **counts)}</p>{lists}"
    return f"{head}{_chains(made, say)}</section>"


def _list(made: Comparison, name: str, names: Mapping[int, str], say: Sayer) -> str:
    ids = getattr(made.path, name)
    if not ids:
        return ""
    title = say("compare.counted", what=say(f"compare.path.{name}"), count=len(ids))
    return details(title, bullets(clean(names[key]) for key in ids), look="evidence")


def _chains(made: Comparison, say: Sayer) -> str:
    if not made.chains:
        return ""
    rows = [
        (
            say("compare.chain", name=one.name, more=len(one.activity_ids) - 1, count=len(one.activity_ids)),
            "–" if one.old_days is None else number(one.old_days, say.language, 1),
            number(one.new_days, say.language, 1),
            "–" if one.eaten_days is None else number(one.eaten_days, say.language, 1),
        )
        for one in made.chains
    ]
    heads = tuple(say(f"compare.column.{key}") for key in ("chain", "float_old", "float_new", "eaten"))
    return f"<h3>{say('compare.float')}</h3>{scroll(table(heads, rows, short=(1, 2, 3)), say('compare.float'))}"
