"""A mistake of the program on one plan: told in a line that can be reported, and the other plans are still done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from tests.cases.schemas import faults

from rechterhand.cli.language import language
from rechterhand.cli.main import _ending_well
from rechterhand.cli.outputs import Output
from rechterhand.cli.plans import Asked, Work, each
from rechterhand.errors import BadInput
from rechterhand.text import Message

LINES = "Nr;Taak;Duur;Start\n1;{name};5d;5-1-2026\n"


@pytest.fixture(params=["nl", "en"])
def tongue(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr("sys.argv", ["rechterhand", "--lang", request.param])
    monkeypatch.delenv("RECHTERHAND_DEBUG", raising=False)
    language.cache_clear()
    yield request.param
    language.cache_clear()


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{name}.csv" for name in ("een", "twee", "drie")]
    for path in paths:
        path.write_text(LINES.format(name=path.stem), encoding="utf-8")
    return paths


def _work(where: str) -> Work:
    """A command that breaks down on the second plan, while it makes, documents or shows it."""

    def at(step: str, made: Any) -> Any:
        if step == where and made.plan.name == "twee":
            raise OverflowError("too large")
        return made

    def make(path: Path, *, password: Any, mapping: Any, intake: Any, step: Any) -> Any:
        return at("make", intake.read(path, password=password, mapping=mapping))

    def document(made: Any) -> dict[str, Any]:
        at("document", made)
        return {"schema": "rechterhand/read/1", "source": {"file": made.plan.name}}

    return Work("read", make, document, lambda made: typer.echo(at("show", made).plan.name))


@pytest.mark.parametrize("where", ["make", "document", "show", "write"])
def test_the_other_plans_are_still_done(
    tongue: str, three: list[Path], tmp_path: Path, where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def write(made: Any, _: str) -> bytes:
        if where == "write" and made.plan.name == "twee":
            raise ZeroDivisionError
        return made.plan.name.encode()

    outputs = [Output("--html", tmp_path / "made", (".html",), write)]
    code = each(Asked(three, json=str(tmp_path / "all.json")), _work(where), outputs)

    told = capsys.readouterr()
    kind = "ZeroDivisionError" if where == "write" else "OverflowError"
    words = {"nl": f"Het programma liep hierop vast ({kind} in", "en": f"The program broke down on this ({kind} in"}
    assert code == 2
    assert told.err.count(words[tongue]) == 1
    assert str(three[1]) in told.err
    assert "RECHTERHAND_DEBUG=1" in told.err
    assert "Traceback" not in told.err
    shown = [line for line in told.out.splitlines() if line in {"een", "twee", "drie"}]
    assert shown == ["een", "drie"]
    assert {one.name for one in (tmp_path / "made").iterdir()} >= {"een.csv.html", "drie.csv.html"}
    documents = [json.loads(line) for line in (tmp_path / "all.json").read_text(encoding="utf-8").splitlines()]
    assert len(documents) == 3
    refused = [one for one in documents if "error" in one]
    assert [one["error"]["code"] for one in refused] == (["unexpected"] if where in {"make", "document"} else [])
    assert all(faults(one, "read") == [] for one in refused)


def test_who_wants_the_traceback_gets_it(three: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECHTERHAND_DEBUG", "1")

    with pytest.raises(OverflowError):
        each(Asked(three), _work("make"))


def test_a_mistake_without_a_plan_is_told_too(tongue: str, capsys: pytest.CaptureFixture[str]) -> None:
    def command() -> int:
        raise KeyError("nobody foresaw this")

    with pytest.raises(typer.Exit) as ended:
        _ending_well(command)()

    assert ended.value.exit_code == 2
    told = capsys.readouterr().err
    assert {"nl": "fout van het programma zelf", "en": "mistake of the program itself"}[tongue] in told
    assert "KeyError in" in told


def test_what_was_foreseen_keeps_its_own_words(tongue: str, capsys: pytest.CaptureFixture[str]) -> None:
    def command() -> int:
        raise BadInput(Message.of("cli.no_plans"))

    with pytest.raises(typer.Exit):
        _ending_well(command)()

    told = capsys.readouterr().err
    assert {"nl": "Hier staat geen planning", "en": "There is no plan of a known format here."}[tongue] in told
