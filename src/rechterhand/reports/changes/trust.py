"""What the comparison rests on: how rows were matched, which with a doubt, and assumptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rechterhand.intake import Reading
from rechterhand.lineage import Certainty
from rechterhand.record.assumption import Assumption
from rechterhand.reports.changes.named import when
from rechterhand.reports.charts.svg import clean
from rechterhand.reports.markup import bullets, details, table
from rechterhand.reports.saying import Sayer
from rechterhand.versions.compare import Comparison
from rechterhand.versions.series import Series

SHOWN = 100


def trust(made: Series, say: Sayer) -> str:
    """Assumptions under the version or step that they hold for, and of the last step how rows were matched."""
    last = made.steps[-1]
    told = bullets(clean(one) for one in _assumed(made, Sayer(say.language)))
    return f"<section><h2>{say('compare.rests_on')}</h2>{told}{_matched(last, say)}{_doubtful(last, say)}</section>"


def _assumed(made: Series, say: Sayer) -> Iterator[str]:
    """What was taken for granted: of two versions of both, of a series of the newest; then of each step.

    What holds for all of these is told once, the rest under the name of what it holds for.
    """
    readings = [one.new for one in made.steps]
    readings = [made.steps[0].old, *readings] if len(made.steps) == 1 else readings[-1:]
    versions = dict(zip(_names(readings, say), (_texts(one.assumptions, say) for one in readings), strict=True))
    places = range(len(made.steps))
    steps = {
        say("compare.from_to", old=when(made, place, say), new=when(made, place + 1, say)): _texts(
            made.steps[place].own_assumptions, say
        )
        for place in places
    }
    yield from _held(versions, say, named=len(made.steps) > 1)
    yield from _held(steps, say, named=False)


def _names(readings: Sequence[Reading], say: Sayer) -> list[str]:
    """Versions by their file; two of one name by their status date too."""
    files = [one.source.file for one in readings]
    if len(set(files)) == len(files):
        return files
    return [say("compare.old_version", file=files[0]), say("compare.new_version", file=files[-1])]


def _texts(assumptions: Sequence[Assumption], say: Sayer) -> list[str]:
    return list(dict.fromkeys(say.message(one.text) for one in assumptions))


def _held(found: Mapping[str, Sequence[str]], say: Sayer, *, named: bool) -> Iterator[str]:
    """Each text once where it holds for all, else with the names of what it holds for."""
    for text in dict.fromkeys(text for texts in found.values() for text in texts):
        holders = tuple(name for name, texts in found.items() if text in texts)
        if len(holders) == len(found) and not named:
            yield text
        else:
            yield say("compare.holds_for", names=holders, told=text)


def _matched(made: Comparison, say: Sayer) -> str:
    counts = Counter((one.by, one.certainty) for one in made.lineage.pairs)
    rows = [
        (say(f"compare.by.{by.value}"), say(f"compare.certainty.{sure.value}"), str(count))
        for (by, sure), count in sorted(counts.items(), key=lambda one: -one[1])
    ]
    heads = tuple(say(f"compare.column.{key}") for key in ("by", "certainty", "count"))
    return details(say("compare.matched"), table(heads, rows, short=(2,)))


def _doubtful(made: Comparison, say: Sayer) -> str:
    old = {one.id: one.name for one in made.old.plan.activities}
    new = {one.id: one.name for one in made.new.plan.activities}
    found = [one for one in made.lineage.pairs if one.certainty is Certainty.POSSIBLE]
    if not found:
        return ""
    rows = [
        (clean(old[one.old_id]), clean(new[one.new_id]), say(f"compare.by.{one.by.value}")) for one in found[:SHOWN]
    ]
    heads = tuple(say(f"compare.column.{key}") for key in ("old", "new", "by"))
    return details(say("compare.uncertain"), table(heads, rows))
