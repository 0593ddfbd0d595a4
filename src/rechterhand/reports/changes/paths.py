"""The critical path then and now, and the float that chains lost."""

from __future__ import annotations

from collections.abc import Mapping

from rechterhand.reports.charts.svg import clean
from rechterhand.reports.markup import bullets, details, scroll, table
from rechterhand.reports.saying import Sayer
from rechterhand.text.writing import number
from rechterhand.versions.compare import Comparison
from rechterhand.versions.naming import deleted_names_of, names_of
from rechterhand.versions.slack import Slack, slack_on_path

_GROUPS = ("came", "left", "done", "stayed")


def paths(made: Comparison, say: Sayer) -> str:
    """What came onto the path and what left it, to open; then each chain with its float."""
    names = names_of(made)
    counts = made.path.counts
    if not any(counts.values()) and not made.chains:
        return ""
    slack = slack_on_path(made.joined, made.schedules[1])
    told = {key: _with_float(one, names[key], names, say) for key, one in slack.items()}
    lists = "".join(
        _list(made, name, {**{key: clean(one) for key, one in names.items()}, **told}, say) for name in _GROUPS
    )
    head = f"<section><h2>{say('compare.path')}</h2><p>{say('compare.path_told', **counts)}</p>"
    also = f"<p class='quiet'>{say('compare.path.float_too')}</p>" if slack else ""
    return f"{head}{also}{lists}{_chains(made, say)}</section>"


def _with_float(one: Slack, name: str, names: Mapping[int, str], say: Sayer) -> str:
    """Work on the path that has float, and what it waits for."""
    if one.before_id is None:
        return say("compare.path.slack", name=name, days=one.days)
    return say("compare.path.slack_before", name=name, days=one.days, before=names[one.before_id])


def _list(made: Comparison, name: str, told: Mapping[int, str], say: Sayer) -> str:
    rows = [told[key] for key in getattr(made.path, name)]
    if name == "left":
        gone = deleted_names_of(made)
        rows += [say("compare.path.deleted", name=gone[key]) for key in made.path.deleted]
    if not rows:
        return ""
    title = say("compare.counted", what=say(f"compare.path.{name}"), count=len(rows))
    return details(title, bullets(rows), look="evidence")


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
    title, told = say("compare.float"), table(heads, rows, short=(1, 2, 3), stack=True)
    return f"<h3>{title}</h3>{scroll(told, title)}"
