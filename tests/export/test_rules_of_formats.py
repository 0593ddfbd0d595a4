"""Written files keep the rules of the tools that will open them; the rules know nothing of the writers."""

from __future__ import annotations

import re
from functools import cache

import pytest
from tests.cases.real import FOLDER, needs_data
from tests.oracles import mspdi_rules, xer_rules

from rechterhand.demo.plan import demonstration
from rechterhand.export import written
from rechterhand.export.mpxj.parents_first import parents_first
from rechterhand.record.plan import Dialect


@cache
def demo(suffix: str, dialect: Dialect) -> bytes:
    return written(demonstration(dialect), f"demo{suffix}").data


@pytest.mark.parametrize("dialect", list(Dialect))
def test_the_demonstration_keeps_primaveras_rules(dialect: Dialect) -> None:
    assert list(xer_rules.broken_rules(demo(".xer", dialect))) == []


@pytest.mark.parametrize("dialect", list(Dialect))
def test_the_demonstration_keeps_microsofts_rules(dialect: Dialect) -> None:
    assert list(mspdi_rules.broken_rules(demo(".xml", dialect))) == []


@needs_data
@pytest.mark.data
def test_a_file_that_primavera_wrote_keeps_them() -> None:
    data = (FOLDER / "plans" / "primavera" / "sp10_cost_loaded.xer").read_bytes()
    assert list(xer_rules.broken_rules(data)) == []


@pytest.mark.parametrize(
    ("pattern", "instead", "told"),
    [
        (rb"\tPR_FS\t", rb"\tFS\t", "pred_type FS"),
        (rb"%T\tTASKPRED", rb"%T\tTASKLINK", "tables"),
        (rb"\tTK_Complete\t", rb"\tTK_Active\t", "TK_Active"),
        (rb"(%R\t1\t)(\d+)(\t\d+\t1\t1\tPR)", rb"\g<1>999999\3", "task_id 999999 leads nowhere"),
    ],
)
def test_the_rules_see_what_primavera_would_refuse(pattern: bytes, instead: bytes, told: str) -> None:
    wrong = re.sub(pattern, instead, demo(".xer", Dialect.PRIMAVERA), count=1)
    assert any(told in one for one in xer_rules.broken_rules(wrong))


@pytest.mark.parametrize(
    ("pattern", "instead", "told"),
    [
        (rb"<PredecessorUID>\d+<", rb"<PredecessorUID>9999<", "link 9999"),
        (rb"(<OutlineLevel>)2<", rb"\g<1>7<", "outline"),
        (rb"<Duration>PT\d+H0M0S<", rb"<Duration>PT1D<", "is no duration"),
        (rb"(<ID>1</ID>)(\s*)(<Name>[^<]*</Name>)", rb"\3\2\1", "order in Task"),
    ],
)
def test_the_rules_see_what_microsoft_would_pass_over(pattern: bytes, instead: bytes, told: str) -> None:
    wrong = re.sub(pattern, instead, demo(".xml", Dialect.MICROSOFT), count=1)
    assert any(told in one for one in mspdi_rules.broken_rules(wrong))


def test_parents_come_before_their_children_whatever_their_numbers() -> None:
    head = b"ERMHDR\n%T\tPROJWBS\n%F\twbs_id\tparent_wbs_id\n"
    rows = {key: f"%R\t{key}\t{parent}\n".encode() for key, parent in ((1, 9), (2, 1), (3, 9), (9, 77))}
    tail = b"%T\tTASK\n%F\ttask_id\n%R\t5\n%E\n"
    given = head + b"".join(rows.values()) + tail
    assert parents_first(given) == head + rows[9] + rows[1] + rows[2] + rows[3] + tail
    assert parents_first(head[:7] + tail) == head[:7] + tail
