"""Errors of the family ↔ plain data, so that a job's error is told in the language of who reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rechterhand.errors import PasswordNeeded, RechterhandError
from rechterhand.text import Language, Message, render
from rechterhand.web.bridge.canonical import packed_message, unpacked_message


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what to do about it, in somebody's language."""

    code: str
    message: str
    hint: str
    where: dict[str, str | int]
    further: tuple[str, ...] = ()


def as_data(error: RechterhandError) -> dict[str, Any]:
    """An error as JSON values."""
    return {
        "code": error.code,
        "message": packed_message(error.message),
        "where": error.where,
        "hint": packed_message(error.hint) if error.hint else None,
        "problems": [packed_message(one) for one in error.problems],
    }


HERE = {
    "intake.password_needed_hint": "records.hint.password",
    "tables.no_header_hint": "records.hint.columns",
    "tables.mapping_no_column": "records.mapping_no_column",
}
"""What speaks of options of the command line, and what the workbench says instead."""


def asks_password(data: dict[str, Any]) -> bool:
    """Whether the file opens by a password, or by another than was given."""
    return data["code"] == PasswordNeeded.code or unpacked_message(data["message"]).key == "intake.password_wrong"


def told(data: dict[str, Any], language: Language) -> Problem:
    """The error in words, for somebody in the workbench."""

    def words(one: Any) -> str:
        message = unpacked_message(one)
        return render(Message(HERE.get(message.key, message.key), message.values), language)

    return Problem(
        data["code"],
        words(data["message"]),
        words(data["hint"]) if data["hint"] else "",
        data["where"],
        tuple(words(one) for one in data["problems"]),
    )


def unexpected() -> dict[str, Any]:
    """The data of an error that nobody foresaw; what it was stands in the log."""
    return {
        "code": "unexpected",
        "message": packed_message(Message.of("records.job_failed")),
        "where": {},
        "hint": packed_message(Message.of("records.job_failed.hint")),
        "problems": [],
    }
