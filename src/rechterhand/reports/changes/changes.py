"""Every change, by kind, to open."""

from __future__ import annotations

from itertools import groupby

from rechterhand.reports import telling
from rechterhand.reports.markup import bullets, details
from rechterhand.reports.saying import Sayer
from rechterhand.versions.change import Change
from rechterhand.versions.compare import Comparison

SHOWN = 200


def changes(made: Comparison, say: Sayer) -> str:
    """How many changes of each kind, and which."""
    head = f"<section><h2>{say('compare.changes')}</h2>"
    if not made.changes:
        return f"{head}<p>{say('compare.no_changes')}</p></section>"
    past = telling.in_past(made)
    marked = f"<p class='warn'>{say('compare.past_count', count=past)}</p>" if past else ""
    kinds = []
    for what, group in groupby(made.changes, key=lambda one: one.what):
        found = list(group)
        title = say("compare.counted", what=say(f"compare.what.{what.value}"), count=len(found))
        left = len(found) - SHOWN
        more = f"<p class='quiet'>{say('compare.more', count=left)}</p>" if left > 0 else ""
        kinds.append(details(title, bullets(_told(one, say) for one in found[:SHOWN]) + more, look="evidence"))
    return f"{head}{marked}{''.join(kinds)}</section>"


def _told(one: Change, say: Sayer) -> str:
    mark = f' <span class="warn">({say("compare.in_past")})</span>' if one.in_past else ""
    return say.message(one.text) + mark
