"""Which acts must be proved before something is built on them, and what counts as proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pasts import Step, path_of, roster_files, run, write
from proofs import (
    REQUIRED,
    Files,
    act,
    brought,
    but,
    chain,
    ids,
    kept,
    line,
    resealed,
    signature,
    signed,
    version,
    with_keys,
)
from pure import ROSTER

from dragoman.workflow import proved_acts
from dragoman.workflow.memory import Memory, digest_of
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.objects import Reader
from dragoman.workflow.proved_acts import Arrived, Prover, chain_on_disk
from dragoman.workflow.record_files import signature_path
from dragoman.workflow.states import DISCLAIMER_ATTACHED, EDITED, PUBLISHED, TRANSLATED

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.workflow.article import Article
    from dragoman.workflow.beside import Read
    from dragoman.workflow.roster_chain import Chain

PLAIN = version(ROSTER)
KEYED = version(with_keys(PLAIN, "omar"), PLAIN)
STRICT = version(REQUIRED + with_keys(ROSTER, "tarek", "omar", "sara"))
OFF = version("policy: {signatures: off}\n" + with_keys(ROSTER, "omar"))
NOTHING: Read = dict[str, bytes]().get
LATER = "2026-12-01T06:00:00Z"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def unproved(article: Article, roster: str, files: Files | None = None, *, known: Chain | None = None) -> list[str]:
    rosters = known or chain(PLAIN, KEYED, STRICT, OFF)
    with Prover(parse_newsroom(roster), lambda _memory: rosters) as prover:
        found = prover.unproved(article, (files or {}).get)
    assert {one.severity for one in found} <= {"error"}
    return ids(found)


def after(state: str, *acts: tuple[str, str, dict[str, str]], roster: str = KEYED) -> Article:
    article = brought(roster, state)
    for name, person, said in acts:
        article = act(article, name, person, roster, **said)
    return article


def test_an_approval_is_proved_by_its_signature_and_by_nothing_else() -> None:
    edited = brought(KEYED, EDITED)
    assert unproved(edited, KEYED, signed(edited, 2)) == []
    assert unproved(edited, KEYED) == ["unsigned"]
    assert unproved(edited, KEYED, signed(edited, 2, by="eve")) == ["signature-bad"]
    assert unproved(edited, KEYED, signed(edited, 1, 2)) == ["signature-bad"], "tarek has no key"


def test_whoever_had_no_key_when_they_acted_need_not_have_signed() -> None:
    assert unproved(brought(KEYED, TRANSLATED), KEYED) == []
    assert unproved(brought(PLAIN, PUBLISHED), KEYED) == []


def test_by_the_policy_everybody_signs_or_nobody() -> None:
    edited = brought(STRICT, EDITED)
    assert unproved(edited, STRICT) == ["signature-missing"] * 3
    assert unproved(edited, STRICT, signed(edited, 0, 1, 2)) == []
    assert unproved(edited, STRICT, signed(edited, 1, 2)) == ["signature-missing"]
    assert unproved(brought(OFF, EDITED), OFF) == []
    assert unproved(edited, OFF) == []


def test_where_nobody_has_a_key_no_roster_is_read() -> None:
    def read(_memory: Memory) -> Chain:
        raise AssertionError

    with Prover(parse_newsroom(PLAIN), read) as prover:
        assert prover.unproved(brought(PLAIN, EDITED), NOTHING) == ()
    gone = version(but(PLAIN, "omar", revoked=(line("omar"),)), PLAIN)
    with Prover(parse_newsroom(gone), read) as prover, pytest.raises(AssertionError):
        prover.unproved(brought(PLAIN, EDITED), NOTHING)


@pytest.mark.parametrize(
    ("name", "said", "undone"),
    [("hold", {"reason": "x"}, "release"), ("embargo", {"until": LATER}, ""), ("schedule", {"until": LATER}, "")],
)
def test_what_is_beside_the_line_counts_until_it_is_done_again(name: str, said: dict[str, str], undone: str) -> None:
    by_omar = after(TRANSLATED, (name, "omar", said))
    assert unproved(by_omar, KEYED) == ([] if undone else ["unsigned"]), "a hold needs no proof: it only stops"
    lifted = act(by_omar, undone or name, "omar", KEYED)
    assert unproved(lifted, KEYED) == ["unsigned"]
    assert unproved(lifted, KEYED, signed(lifted, 3)) == []
    again = act(lifted, name, "lina", KEYED, **said)
    assert unproved(again, KEYED) == []


def test_by_an_older_roster_an_act_is_signed_unless_it_was_there_before_the_key() -> None:
    class Told(Arrived):
        def __init__(self, *, known: bool) -> None:
            super().__init__("")
            self.known = known
            self.asked: list[tuple[int, str, str]] = []

        def before(self, version: int, path: str, seal: str) -> bool:
            self.asked.append((version, path, seal))
            return self.known

    edited = brought(PLAIN, EDITED)
    for known, wanted in ((True, []), (False, ["unsigned"])):
        told = Told(known=known)
        with Prover(parse_newsroom(KEYED), lambda _memory: chain(PLAIN, KEYED), told) as prover:
            found = prover.unproved(edited, NOTHING)
            assert (ids(found), [one.severity for one in found]) == (wanted, ["error"] * len(wanted))
            assert told.asked == [(2, edited.path, edited.history[2].seal)]
            assert prover.unproved(brought(PLAIN, EDITED), signed(edited, 2, by="eve").get) != ()
            assert len(told.asked) == 1, "what is signed is judged by its signature"
            held = act(brought(PLAIN, TRANSLATED), "hold", "omar", PLAIN, reason="x")
            assert prover.unproved(held, NOTHING) == ()
            assert len(told.asked) == 1, "nothing is built on a hold"


def test_what_is_signed_is_not_asked_when_it_came() -> None:
    edited, later = brought(KEYED, EDITED), version(but(KEYED, "lina", name="Lina L"), KEYED)
    with Prover(parse_newsroom(later), lambda _memory: chain(PLAIN, KEYED, later), Arrived("/nowhere")) as prover:
        assert prover.unproved(edited, signed(edited, 2).get) == ()


def test_whether_an_act_was_there_when_a_version_came_is_told_by_the_history(tmp_path: Path) -> None:
    edited, bread = brought(PLAIN, EDITED), brought(PLAIN, EDITED, path_of("bread"))
    first = [Step("olga", roster_files(PLAIN)), Step("tarek", {edited.path: edited.text})]
    then = [Step("olga", roster_files(KEYED)), Step("omar", {bread.path: bread.text}), Step("olga", {"x": "x"})]
    write(tmp_path / "whole", [*first, *then])
    old, new = edited.history[2].seal, bread.history[2].seal
    with Arrived(str(tmp_path / "whole")) as arrived:
        for _ in range(2):
            assert (arrived.before(2, edited.path, old), arrived.before(2, bread.path, new)) == (True, False)
            assert arrived.before(1, edited.path, old) is False
            assert arrived.before(3, bread.path, new) is True, "there is no such version"
    with arrived:
        assert arrived.before(2, edited.path, old), "a second time it begins anew"
    for depth, told in (("3", True), ("4", False)):
        clone = tmp_path / depth
        run(tmp_path, "clone", "-q", f"--depth={depth}", f"file://{tmp_path}/whole", str(clone))
        with Arrived(str(clone)) as arrived:
            assert arrived.before(2, bread.path, new) is told, "what was before is out of sight"
    with Arrived(str(tmp_path)) as arrived:
        assert arrived.before(2, bread.path, new) is True


def test_one_git_is_asked_when_acts_came_and_is_sent_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    class Counted(Reader):
        def __init__(self, root: str) -> None:
            told.append("begun")
            super().__init__(root)

        def __exit__(self, *error: object) -> None:
            told.append("ended")
            super().__exit__(None, None, None)

    monkeypatch.setattr(proved_acts, "Reader", Counted)
    edited, bread = brought(PLAIN, EDITED), brought(PLAIN, EDITED, path_of("bread"))
    acts = Step("tarek", {edited.path: edited.text, bread.path: bread.text})
    write(tmp_path / "whole", [Step("olga", roster_files(PLAIN)), acts, Step("olga", roster_files(KEYED))])
    arrived = Arrived(str(tmp_path / "whole"))
    with Prover(parse_newsroom(KEYED), lambda _memory: chain(PLAIN, KEYED), arrived) as prover:
        assert (prover.unproved(edited, NOTHING), prover.unproved(bread, NOTHING)) == ((), ())
        assert told == ["begun"]
    assert told == ["begun", "ended"]


def test_a_clone_that_has_not_fetched_what_there_was_cannot_tell_when_an_act_came(tmp_path: Path) -> None:
    edited = brought(PLAIN, EDITED)
    old = [Step("olga", roster_files(PLAIN)), Step("tarek", {edited.path: "---\nold: words\n---\n"})]
    write(tmp_path / "whole", [*old, Step("olga", roster_files(KEYED)), Step("omar", {edited.path: edited.text})])
    run(tmp_path / "whole", "config", "uploadpack.allowFilter", "true")
    run(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{tmp_path}/whole", str(tmp_path / "partial"))
    for name, told in (("whole", False), ("partial", True)):
        with Arrived(str(tmp_path / name)) as arrived:
            assert arrived.before(2, edited.path, edited.history[2].seal) is told


def test_of_acts_beside_the_line_the_last_of_each_kind_counts() -> None:
    held = after(TRANSLATED, ("embargo", "omar", {"until": LATER}), ("hold", "tarek", {"reason": "x"}))
    looked = resealed(act(held, "release", "lina", KEYED), -1, act="recheck", role="editor")
    assert unproved(looked, KEYED) == ["unsigned"], "the embargo"
    by_omar = after(TRANSLATED, ("hold", "tarek", {"reason": "x"}), ("release", "omar", {}))
    assert unproved(resealed(by_omar, -1, act="recheck"), KEYED) == ["unsigned"]
    spiked = after(TRANSLATED, ("spike", "lina", {"reason": "x"}), ("unspike", "omar", {}))
    assert unproved(spiked, KEYED) == ["unsigned"]
    assert unproved(act(spiked, "spike", "lina", KEYED, reason="x"), KEYED) == []


def test_a_return_needs_no_proof_and_takes_back_what_did() -> None:
    sent_back = after(EDITED, ("return", "omar", {"to": TRANSLATED, "reason": "x"}))
    assert unproved(sent_back, KEYED) == []
    assert unproved(act(sent_back, "edit", "lina", KEYED), KEYED) == []


def test_to_take_a_spike_back_and_to_withdraw_is_proved() -> None:
    spiked = after(TRANSLATED, ("spike", "omar", {"reason": "x"}))
    assert unproved(spiked, KEYED) == []
    assert unproved(act(spiked, "unspike", "omar", KEYED), KEYED) == ["unsigned"]
    with_sara = version(with_keys(PLAIN, "sara"), PLAIN)
    gone = act(brought(PLAIN), "withdraw", "sara", with_sara, notice="It was wrong.")
    assert unproved(gone, with_sara, known=chain(PLAIN, with_sara)) == ["unsigned"]


def test_an_act_by_an_unknown_roster_or_in_a_role_nobody_gave_is_not_proved() -> None:
    edited = brought(KEYED, EDITED)
    assert unproved(edited, KEYED, signed(edited, 2), known=chain(PLAIN)) == ["unknown-roster"] * 3
    assert unproved(resealed(edited, 2, role="publisher"), KEYED) == ["role-missing", "unsigned"]


def test_what_was_found_good_is_remembered_for_the_next_run() -> None:
    edited = brought(KEYED, EDITED)
    assert unproved(edited, KEYED, signed(edited, 2)) == []
    with Memory() as memory:
        assert memory.knows(digest_of(_record(edited), signature("omar", _record(edited)).decode(), line("omar")))
    forged = signature("eve", "x")
    path = signature_path(edited.path, 3, edited.history[2])
    assert unproved(edited, KEYED, {path: forged}) == ["signature-bad"]
    with Memory() as memory:
        memory.add(digest_of(_record(edited), forged.decode(), line("omar")))
    assert unproved(edited, KEYED, {path: forged}) == [], "only to show that it is asked"


def _record(article: Article) -> str:
    from proofs import said

    return said(article, 2)


def test_the_rosters_that_lie_in_a_folder_are_read_and_links_are_none(tmp_path: Path) -> None:
    for path, data in kept(PLAIN, KEYED).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    assert [one.sealed.version for one in chain_on_disk(str(tmp_path), Memory()).versions] == [1, 2]
    edited = brought(KEYED, EDITED)
    with Prover.on_disk(str(tmp_path), parse_newsroom(KEYED)) as prover:
        assert ids(prover.unproved(edited, NOTHING)) == ["unsigned"]
    (tmp_path / "rosters/0002.yaml").unlink()
    (tmp_path / "rosters/0002.yaml").symlink_to(tmp_path / "newsroom.yaml")
    assert [one.sealed.version for one in chain_on_disk(str(tmp_path), Memory()).versions] == [1]


def test_an_act_that_was_taken_back_by_a_correction_counts_in_the_version_readers_have_alone() -> None:
    corrected = after(PUBLISHED, ("correct", "tarek", {"kind": "update", "notice": "More."}))
    assert unproved(corrected, KEYED) == []
    assert unproved(brought(KEYED, DISCLAIMER_ATTACHED), KEYED).count("unsigned") >= 1
