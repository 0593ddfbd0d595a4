"""What the page of a verdict is drawn from: a short document beside the long one."""

from __future__ import annotations

from uuid import UUID

from tests.cases.verdicts import ordinary

from rechterhand.web.bridge import page_documents, storage, verdicts

UPLOAD = UUID(int=7)


def test_it_holds_what_the_page_shows_and_says_how_much_more_there_is() -> None:
    whole = verdicts.document(ordinary(), "en")
    check = max(whole["check"]["checks"], key=lambda one: len(one["evidence"]))
    row = check["evidence"][0]
    check["evidence"] = [row] * (page_documents.ROWS + 5)

    told = page_documents.page_of(whole)

    found = next(one for one in told["check"]["checks"] if one["id"] == check["id"])
    assert (len(found["evidence"]), found["rows"]) == (page_documents.ROWS, page_documents.ROWS + 5)
    names = dict(told["names"])
    for one in told["bottlenecks"]["bottlenecks"]:
        assert set(one["activity_ids"]) <= set(names)
    assert "activities" not in told["simulate"]
    assert "schedule" not in told


def test_it_is_the_same_whether_it_was_kept_or_is_read_out_of_the_document() -> None:
    name = verdicts.keep(UPLOAD, ordinary())["nl"]
    kept = page_documents.load(name)
    alone = storage.keep(UUID(int=8), "verdict-nl", storage.load(name))

    assert page_documents.load(alone) == kept
