"""Jobs in words: how far they are, as pages and their events say it."""

from __future__ import annotations

from typing import cast

from django.urls import reverse

from rechterhand.text import Message
from rechterhand.web.data.models import JobKind, JobState, Person
from rechterhand.web.look.work import JobState as Shown
from rechterhand.web.look.work import Progress
from rechterhand.web.queries.versions import JobLine

STEPS = {
    "make": Message.of("work.step.make"),
    "read": Message.of("work.step.read"),
    "match": Message.of("work.step.match"),
    "attribute": Message.of("work.step.attribute"),
    "schedule": Message.of("work.step.schedule"),
    "simulate": Message.of("work.step.simulate"),
    "people": Message.of("work.step.people"),
    "check": Message.of("work.step.check"),
    "price": Message.of("work.step.price"),
    "ways_out": Message.of("work.step.ways_out"),
    "keep": Message.of("work.step.keep"),
}
STATES: dict[str, Message] = {
    JobState.WAITING: Message.of("work.state.waiting"),
    JobState.RUNNING: Message.of("work.state.running"),
    JobState.DONE: Message.of("work.state.done"),
    JobState.FAILED: Message.of("work.state.failed"),
    JobState.CANCELLED: Message.of("work.state.cancelled"),
}

KINDS: dict[str, str] = {
    JobKind.IMPORT: "work.kind.import",
    JobKind.REVIEW: "work.kind.review",
    JobKind.EXPORT: "work.kind.export",
    JobKind.COMPARE: "work.kind.compare",
    JobKind.DEMONSTRATION: "work.kind.demonstration",
    JobKind.TRY: "work.kind.try",
    JobKind.JOINT: "work.kind.joint",
}


def told_of(state: str, step: str) -> Message:
    """How far it is: the step while it runs, else the state."""
    return STEPS.get(step, STATES[state]) if state == JobState.RUNNING else STATES[state]


def name_of(kind: str, file: str) -> Message:
    """What is done, with the file that it is done to."""
    return Message.of(KINDS[kind], **({"file": file} if file else {}))


def progress_of(one: JobLine, viewer: Person, *, reviews: bool) -> Progress:
    """A job for ``{% progress %}``; ``reviews`` when the viewer may have plans reviewed where it is done."""
    may_stop = reviews or one.owner == viewer.pk
    return Progress(
        str(one.pk),
        name_of(one.kind, one.file_name),
        cast(Shown, one.state),
        told_of(one.state, one.step),
        one.share if one.state == JobState.RUNNING else None,
        cancel_url=reverse("work:cancel", kwargs={"job": one.pk}) if may_stop else "",
        again_url=reverse("work:again", kwargs={"job": one.pk}) if may_stop else "",
    )
