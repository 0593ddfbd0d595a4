"""What the keys of a profile may hold: each value checked, each problem collected."""

from __future__ import annotations

import math
import re
from datetime import date, datetime

from rechterhand.findings.check import Check, Severity
from rechterhand.findings.profile import Excuse
from rechterhand.findings.profiles import chosen
from rechterhand.findings.profiles.document import Entry, known_keys
from rechterhand.findings.profiles.problems import Problems
from rechterhand.text import LANGUAGES, Language

LONGEST = 500
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_ID = re.compile(r"0|[1-9]\d{0,17}")
_EXCUSE = ("check", "activity", "reason", "owner", "expires", "other", "name", "plan")


def text(entry: Entry, at: str, problems: Problems) -> str | None:
    """A text of one line that says something; numbers and dates count as they were written."""
    if isinstance(entry.value, list | dict) or not entry.raw.strip():
        problems.add("not_text", line=entry.line, key=at)
        return None
    if len(entry.raw) > LONGEST:
        problems.add("too_long", line=entry.line, key=at, most=LONGEST)
        return None
    return " ".join(entry.raw.split())


def texts(entry: Entry, at: str, problems: Problems) -> list[tuple[str, Entry]]:
    """One text, or a list of them, each with where it stands."""
    parts = entry.value if isinstance(entry.value, list) else [entry]
    found = [(text(one, at, problems), one) for one in parts]
    return [(told, one) for told, one in found if told is not None]


def titles(entry: Entry, at: str, problems: Problems) -> dict[Language, str]:
    """One text for all languages, or one for each."""
    if not isinstance(entry.value, dict):
        told = text(entry, at, problems)
        return {} if told is None else dict.fromkeys(LANGUAGES, told)
    found = known_keys(entry, LANGUAGES, at, problems)
    given = {one: text(found[one], f"{at}.{one}", problems) for one in LANGUAGES if one in found}
    return {language: told for language, told in given.items() if told is not None}


def selection(entry: Entry, at: str, problems: Problems, *, whole: bool = False) -> frozenset[str]:
    """The ids of the checks that are named; ``whole`` takes ids and whole codes only."""
    found: set[str] = set()
    for name, one in texts(entry, at, problems):
        ids = chosen.exactly(name) if whole else chosen.named(name)
        if not ids:
            known = (*chosen.checks(), *chosen.codes()) if whole else chosen.names()
            problems.unknown("unknown_check", name, known, line=one.line, key=at)
        found |= ids
    return frozenset(found)


def limits(entry: Entry, at: str, problems: Problems) -> dict[str, float]:
    """Thresholds by check, and choices by '<id>.<choice>'. A code stands for each check that carries it."""
    if not isinstance(entry.value, dict):
        problems.add("not_limits", line=entry.line, key=at)
        return {}
    found: dict[str, float] = {}
    for name, value in entry.value.items():
        inner = f"{at}.{name}"
        for key in _limited(name, value.line, inner, problems):
            number = _number(value, inner, chosen.checks()[key.split(".")[0]], problems, choice="." in key)
            if number is not None:
                found[key] = number
    return found


def _limited(name: str, line: int, at: str, problems: Problems) -> list[str]:
    """The keys under which checks ask for this limit."""
    check, dot, _ = name.partition(".")
    ids = sorted(chosen.exactly(check))
    if not ids:
        problems.unknown("unknown_check", check, (*chosen.checks(), *chosen.codes()), line=line, key=at)
        return []
    if not dot:
        return ids
    if name not in chosen.choices(check):
        known = sorted(chosen.choices(check))
        if known:
            problems.unknown("unknown_choice", name, known, line=line, key=at)
        else:
            problems.add("no_choices", line=line, key=at, name=check)
        return []
    return [name]


def _number(entry: Entry, at: str, check: Check, problems: Problems, *, choice: bool) -> float | None:
    value = entry.value
    percent = _PERCENT.fullmatch(value.strip()) if isinstance(value, str) else None
    if percent is not None:
        value = float(percent[1].replace(",", ".")) / 100
    if not isinstance(value, int | float) or (isinstance(value, bool) and not choice):
        problems.add("not_number", line=entry.line, key=at, told=entry.raw)
        return None
    number = float(value)
    if not math.isfinite(number) or number < 0 or (check.unit == "share" and not choice and number > 1):
        problems.add("out_of_range", line=entry.line, key=at, told=entry.raw)
        return None
    return number


def severities(entry: Entry, at: str, problems: Problems) -> dict[str, Severity]:
    """How much a failed check can hurt, by check."""
    words = tuple(one.value for one in Severity)
    if not isinstance(entry.value, dict):
        problems.add("not_severities", line=entry.line, key=at, words=", ".join(words))
        return {}
    found: dict[str, Severity] = {}
    for name, value in entry.value.items():
        inner = f"{at}.{name}"
        ids = chosen.named(name)
        if not ids:
            problems.unknown("unknown_check", name, chosen.names(), line=value.line, key=inner)
        if value.raw not in words:
            problems.unknown("unknown_severity", value.raw, words, line=value.line, key=inner)
            continue
        found |= dict.fromkeys(sorted(ids), Severity(value.raw))
    return found


def excuses(entry: Entry, at: str, problems: Problems) -> tuple[Excuse, ...]:
    """A list of excuses; one that isn't whole is a problem, since it would excuse nothing or too much."""
    if not isinstance(entry.value, list):
        problems.add("not_excuses", line=entry.line, key=at)
        return ()
    made = [_excuse(one, f"{at}[{place}]", problems) for place, one in enumerate(entry.value, 1)]
    return tuple(one for one in made if one is not None)


def _excuse(entry: Entry, at: str, problems: Problems) -> Excuse | None:
    before = len(problems.found)
    given = known_keys(entry, _EXCUSE, at, problems)
    if not isinstance(entry.value, dict):
        return None
    which = given.get("check")
    missing = [one for one in ("check", "activity", "reason", "owner", "expires") if one not in given]
    if missing:
        problems.add("missing", line=entry.line, key=at, names=", ".join(missing), count=len(missing))
    told = {
        name: text(given[name], f"{at}.{name}", problems)
        for name in ("reason", "owner", "name", "plan")
        if name in given
    }
    ids = frozenset() if which is None else selection(which, f"{at}.check", problems, whole=True)
    activity, other = (
        None if name not in given else _activity(given[name], f"{at}.{name}", problems)
        for name in ("activity", "other")
    )
    expires = None if "expires" not in given else _day(given["expires"], f"{at}.expires", problems)
    if len(problems.found) > before or activity is None or expires is None:
        return None
    return Excuse(
        tuple(sorted(ids)),
        activity,
        told["reason"] or "",
        told["owner"],
        expires,
        other,
        told.get("name"),
        told.get("plan"),
    )


def _activity(entry: Entry, at: str, problems: Problems) -> int | str | None:
    """An id as a whole number, else a code: what is quoted or begins with a nought stays as it was written."""
    told = text(entry, at, problems)
    if told is None:
        return None
    return int(told) if _ID.fullmatch(told) and isinstance(entry.value, int) else told


def _day(entry: Entry, at: str, problems: Problems) -> date | None:
    value = entry.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    problems.add("not_date", line=entry.line, key=at, told=entry.raw)
    return None
