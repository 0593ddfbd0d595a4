"""A person, team or machine that work has to wait for.

Relief: one real unit more in the weeks in which it falls short. Base and relief are computed in the same futures with
people, of which there are fewer than by logic: the standard error says so. Without any limit it brings its ceiling.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from rechterhand.engine.price.change import Change
from rechterhand.engine.staffed.result import PeopleResult, Shortage
from rechterhand.findings.detector import Candidate, Detector, Relief, Scene
from rechterhand.text import Message

TRIED = 6
"""Resources that are waited for most."""
FRIDAY = timedelta(days=4)


def _detect(scene: Scene) -> Iterator[Candidate]:
    people = scene.people
    if people is None:
        return
    for one in people.shortages[:TRIED]:
        yield Candidate(
            key=f"resource:{one.resource_id}",
            title=Message.of("bottlenecks.resource.title", name=one.name, count=len(one.weeks)),
            activity_ids=one.waiting,
            weight=one.waited_days,
            relief=partial(_relief, people, one),
            always=True,
        )


def _relief(people: PeopleResult, one: Shortage) -> Relief:
    staff = people.staffed.staff
    place = next(at for at, each in enumerate(staff.resources) if each.id == one.resource_id)
    text = Message.of(
        "bottlenecks.resource.relief", count=len(one.weeks), first=one.weeks[0], last=one.weeks[-1] + FRIDAY
    )
    weeks = people.staffed.weeks_short(place)
    return Relief(text=text, change=Change(), staff=staff.with_more(place, weeks), no_limit=staff.without_limit(place))


detector = Detector(_detect)
