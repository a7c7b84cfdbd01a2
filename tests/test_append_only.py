"""Between two copies nothing may be lost: each article's acts are the first ones of its history in the newer copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from proofs import with_history
from pure import PATH, changed, do, reach

from dragoman.workflow.append_only import lost_acts
from dragoman.workflow.seal import sha256
from dragoman.workflow.states import EDITED, PUBLISHED, SOURCED, TRANSLATED

if TYPE_CHECKING:
    from dragoman.workflow.copies import CommitCopy

OTHER = "articles/2026/11/bread/fr.md"


class Files:
    """A copy's files, held in memory."""

    def __init__(self, **files: str) -> None:
        self.files = {{"water": PATH, "bread": OTHER}.get(name, name): text for name, text in files.items()}
        self.blobs = {path: sha256(text) for path, text in self.files.items()}

    def read(self, path: str) -> bytes | None:
        text = self.files.get(path)
        return text.encode("utf-8", "surrogateescape") if text is not None else None


def found(old: dict[str, str], new: dict[str, str]) -> list[tuple[str, str, str]]:
    copies = (cast("CommitCopy", Files(**files)) for files in (old, new))
    return [(one.problem.id, one.article, one.path) for one in lost_acts(*copies)]


EDIT, DONE = reach(EDITED).text, reach(PUBLISHED).text


def test_nothing_is_lost_where_histories_go_on() -> None:
    assert found({"water": EDIT}, {"water": DONE}) == []
    assert found({"water": EDIT}, {"water": EDIT}) == []
    assert found({}, {"water": DONE}) == []
    assert found({"water": EDIT}, {"water": changed(reach(EDITED), "Monday", "Tuesday").text}) == []
    assert found({"water": EDIT}, {"water": EDIT.replace("\n", "\r\n")}) == []


@pytest.mark.parametrize("back", [SOURCED, TRANSLATED, EDITED])
def test_acts_taken_out_are_told_by_article(back: str) -> None:
    assert found({"water": DONE}, {"water": reach(back).text}) == [("record-removed", "water/en", PATH)]


def test_a_return_takes_nothing_out() -> None:
    returned = do(reach(PUBLISHED), "return", "sara", to=TRANSLATED, reason="a word")
    assert found({"water": DONE}, {"water": returned.text}) == []
    assert found({"water": returned.text}, {"water": DONE}) == [("record-removed", "water/en", PATH)]


def test_another_act_in_the_place_of_one_is_told() -> None:
    other = do(reach(TRANSLATED), "edit", "lina")
    assert found({"water": EDIT}, {"water": other.text}) == [("record-rewritten", "water/en", PATH)]
    longer = do(other, "disclaim", "omar")
    assert found({"water": EDIT}, {"water": longer.text}) == [("record-rewritten", "water/en", PATH)]


@pytest.mark.parametrize("files", [{}, {"water": "no article"}, {"water": "\udcff"}, {"bread": DONE}])
def test_an_article_that_is_gone_or_unreadable_is_told(files: dict[str, str]) -> None:
    assert found({"water": EDIT}, files) == [("record-removed", "water/en", PATH)]


def test_of_an_article_that_is_gone_the_last_act_is_named() -> None:
    copies = (cast("CommitCopy", Files(**files)) for files in ({"water": DONE}, {}))
    (one,) = lost_acts(*copies)
    assert "`publish` by sara" in one.problem.message


def test_what_had_no_acts_or_was_no_article_is_not_missed() -> None:
    assert found({"water": with_history(reach(SOURCED), ()).text}, {}) == []
    assert found({"water": "no article"}, {"water": DONE}) == []
    assert found({"README.md": EDIT, "articles/2026/11/water/source.ar.md": EDIT}, {}) == []


def test_every_article_is_looked_at() -> None:
    told = found({"README.md": "x", "bread": EDIT, "water": EDIT}, {"README.md": "y"})
    assert told == [("record-removed", "bread/fr", OTHER), ("record-removed", "water/en", PATH)]
    bare = with_history(reach(SOURCED), ()).text
    assert found({"bread": bare, "water": EDIT}, {}) == [("record-removed", "water/en", PATH)]
    assert found({"bread": EDIT, "water": EDIT}, {"bread": EDIT}) == [("record-removed", "water/en", PATH)]
