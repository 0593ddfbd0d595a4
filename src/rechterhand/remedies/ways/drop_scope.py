"""Leave out what was agreed that may drop: work marked 'could' or 'should' (MoSCoW).

Effect: nothing is left to do of it, and no risk strikes it any more; what waits for it waits no longer. Only work that
the plan itself marks, in a code or field called MoSCoW or priority: what may drop is agreed before trouble, not
guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from rechterhand.engine.futures.uncertainty import Risk
from rechterhand.record.activity import Activity
from rechterhand.remedies.case import Case, remaining
from rechterhand.remedies.rates import cost_of
from rechterhand.remedies.remedy import Remedy, Way
from rechterhand.remedies.sight import Sight
from rechterhand.text import Message

_FIELD = re.compile(r"moscow|must.?should|prioriteit|priority", re.IGNORECASE)
_COULD = re.compile(r"c|could( have)?|kan|zou (mooi|fijn) zijn", re.IGNORECASE)
_SHOULD = re.compile(r"s|should( have)?|zou moeten|hoort", re.IGNORECASE)


def _propose(sight: Sight) -> Iterator[Way]:
    for one in sight.driving:
        mark = _marked(one)
        if mark is None:
            continue
        saved = cost_of(sight.staffed(one.id), sight.now)
        days = sight.days(remaining(one))
        yield Way(
            target=("activity", one.id),
            degree=mark,
            title=Message.of("remedies.drop_scope.title", name=one.name),
            effect=Message.of("remedies.drop_scope.effect", days=days),
            side=Message.of(f"remedies.drop_scope.side_{mark}"),
            kind="activity",
            about=frozenset({one.id}),
            touches=frozenset({("activity", one.id), ("kept", one.id)}),
            apply=partial(_apply, one.id),
            cost=None if saved is None else -saved,
            weight=days * sight.share(one.id),
        )


def _marked(one: Activity) -> str | None:
    """'could' or 'should' where the plan says so."""
    for name, value in (*one.codes.items(), *one.fields.items()):
        if not _FIELD.search(name) or not isinstance(value, str):
            continue
        if _COULD.fullmatch(value.strip()):
            return "could"
        if _SHOULD.fullmatch(value.strip()):
            return "should"
    return None


def _apply(key: int, case: Case) -> Case:
    spared = (_sparing(one, key) for one in case.uncertainty.risks)
    return case.shortened(key, 0.0).with_risks([one for one in spared if one.activity_ids])


def _sparing(risk: Risk, key: int) -> Risk:
    """The risk without that activity."""
    if key not in risk.activity_ids:
        return risk
    return replace(risk, activity_ids=tuple(one for one in risk.activity_ids if one != key))


remedy = Remedy(("activity", "chain"), "moscow", _propose)
