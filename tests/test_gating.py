"""The gate's judgement of a push, without a server: what may move, by the roster before it, and what may be lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from pasts import FIRST, Step, act_files, path_of, roster_files, run, worked, write
from proofs import act, but, opened, said, signature, version
from pure import changed

from dragoman.workflow import gating
from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.gating import BRANCHES, Update, judge_push, parse_updates
from dragoman.workflow.memory import Memory, digest_of
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.problems import Found, Problem, Severity
from dragoman.workflow.states import EDITED
from dragoman.workflow.trust import Trust

if TYPE_CHECKING:
    from pathlib import Path

NONE = "0" * 40
NEWSROOM = worked()
BREAD, WATER = NEWSROOM.articles["bread"], NEWSROOM.articles["water"]
DISCLAIMED = act(BREAD, "disclaim", "omar", FIRST)
BY_SARA = act(BREAD, "disclaim", "sara", FIRST)
RETURNED = act(WATER, "return", "sara", FIRST, to=EDITED, reason="x")
BASE = len(NEWSROOM.steps) - 1
SECOND = version(but(FIRST, "tarek", roles=("translator", "editor")), FIRST)
BY_TAREK = act(BREAD, "disclaim", "tarek", SECOND)
SAME_PUSH = dict(roster_files(SECOND))
HONEST, EVIL, OTHER = BASE + 1, BASE + 2, BASE + 3
ROAD = opened(FIRST, path=path_of("road"))
TWIN = opened(FIRST, path="articles/2027/01/bread/en.md")
STEPS = [
    *NEWSROOM.steps,
    Step("omar", act_files(DISCLAIMED)),  # HONEST
    Step("eve", act_files(RETURNED)),  # EVIL: not by the author
    Step("sara", act_files(BY_SARA), parents=(BASE,)),  # OTHER: parallel to HONEST
    Step("lina", {BREAD.path: BREAD.text}, parents=(BASE,)),  # +4: nothing but a commit
    Step("olga", SAME_PUSH, parents=(BASE,)),  # +5
    Step("tarek", act_files(BY_TAREK, SECOND)),  # +6
    Step("omar", act_files(BY_SARA) | dict.fromkeys([p for p in act_files(DISCLAIMED) if p.endswith(".sig")]),
         parents=(HONEST, OTHER)),  # +7: a merge that gives up HONEST's act
    Step("tarek", act_files(ROAD), parents=(BASE,)),  # +8
    Step("tarek", act_files(TWIN), parents=(BASE,)),  # +9: a second bread/en
    Step("olga", roster_files(version(but(FIRST, "tarek", name="Eve"))), parents=()),  # +10: another newsroom
    Step("lina", {BREAD.path: changed(BREAD, "Monday", "Tuesday").text}, parents=(HONEST,)),  # +11: acts taken out
    Step("olga", {"README.md": "x"}, parents=(HONEST,)),  # +12: after HONEST
    Step("tarek", act_files(ROAD), parents=(HONEST,)),  # +13: the same act as in +8, by another way
    Step("lina", {BREAD.path: changed(BREAD, "Monday", "Tuesday").text}, parents=(BASE,)),  # +14: after an approval
]  # fmt: skip
TEXT, ROSTER, BROUGHT, GIVEN_UP, NEW, SECOND_BREAD, ALIEN, CUT, AFTER, AGAIN, LATE = range(BASE + 4, BASE + 15)


@dataclass
class Server:
    root: Path
    ids: list[str]

    def at(self, place: int | None) -> str:
        return NONE if place is None else self.ids[place]

    def push(self, *moves: tuple[str, int | None, int | None], trust: Trust | None = None) -> list[Found]:
        updates = [Update(self.at(old), self.at(new), BRANCHES + branch) for branch, old, new in moves]
        return list(judge_push(str(self.root), updates, trust or Trust()))

    def told(self, *moves: tuple[str, int | None, int | None], trust: Trust | None = None) -> list[str]:
        return [one.problem.id for one in self.push(*moves, trust=trust) if one.problem.severity == "error"]


@pytest.fixture(autouse=True)
def forgetful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_what_is_remembered_where_the_hook_runs_is_not_believed(tmp_path: Path) -> None:
    forged = {path: signature("eve", "x") if path.endswith(".sig") else data
              for path, data in act_files(DISCLAIMED).items()}  # fmt: skip
    root = tmp_path / "forged"
    there = Server(root, write(root, [*NEWSROOM.steps, Step("omar", forged)], {"main": BASE}))
    known = parse_newsroom(FIRST).roster.by_id("omar")
    assert known
    number = len(DISCLAIMED.history) - 1
    with Memory() as memory:  # as whoever pushes leaves it, in whose name git runs the hook
        memory.add(digest_of(said(DISCLAIMED, number), signature("eve", "x").decode(), *known.keys))
    assert there.told(("main", BASE, BASE + 1)) == ["signature-bad"]


def server(root: Path, **branches: int) -> Server:
    return Server(root, write(root, STEPS, branches))


def test_git_tells_what_a_push_would_move() -> None:
    lines = [f"{'a' * 40} {'b' * 40} refs/heads/main\n", f"{NONE} {'b' * 40} refs/heads/odd name", "a 00 r\n"]
    one, two, three = parse_updates(lines)
    assert one == Update("a" * 40, "b" * 40, "refs/heads/main")
    assert (one.branch, one.is_new, one.deletes) == ("main", False, False)
    assert (two.branch, two.is_new, two.deletes) == ("odd name", True, False)
    assert (three.is_new, three.deletes) == (False, True)
    assert parse_updates([]) == []
    for odd in ("", "a b", "\n"):
        with pytest.raises(UsageProblem):
            parse_updates([lines[0], odd])


def test_honest_pushes_go_through(tmp_path: Path) -> None:
    desk = server(tmp_path, main=BASE)
    assert desk.push(("main", BASE, HONEST)) == []
    assert desk.push(("work", None, OTHER)) == []
    assert desk.push(("main", BASE, HONEST), ("work", None, OTHER)) == []
    assert desk.push() == []


def test_a_bad_commit_is_told_and_what_is_to_be_done_about_it_before_it_is_in(tmp_path: Path) -> None:
    desk = server(tmp_path, main=BASE)
    for branch, old in (("main", BASE), ("work", None)):
        found = desk.push((branch, old, EVIL))
        assert [(one.problem.id, one.commit) for one in found] == [("not-by-author", desk.ids[EVIL])]
    (cut,) = desk.push(("work", None, CUT))
    assert (cut.problem.id, cut.problem.who) == ("record-removed", "you")
    assert cut.problem.fix.startswith("leave this commit out")


def test_a_warning_about_a_commit_keeps_its_own_remedy(tmp_path: Path) -> None:
    (found,) = server(tmp_path, main=BASE).push(("main", BASE, LATE))
    assert (found.problem.id, found.problem.severity) == ("changed-after-approval", "warning")
    assert found.problem.who == "an editor"
    assert found.problem.fix == "dragoman diff bread/en --since edit"


def in_time(kind: str, severity: Severity = "error") -> Problem:
    """A finding of that kind as it is told of a commit that can still be left out."""
    found = Found(Problem(kind, "It is wrong.", severity, who="omar", fix="undo it"), "water/en", "a path", "an id")
    told = gating._in_time(found)
    assert (told.article, told.path, told.commit) == (found.article, found.path, found.commit)
    assert (told.problem.id, told.problem.message, told.problem.severity) == (kind, "It is wrong.", severity)
    return told.problem


@pytest.mark.parametrize(
    ("kind", "instead"),
    [
        ("act-in-merge", "by itself, and not in a merge"),
        ("approval-void", "have what was void approved again"),
        ("edited-after-approval", "return the article, and edit it again"),
        ("key-revoked", "with a key that the roster has"),
        ("not-by-author", "in a clone of their own"),
        ("role-missing", "ask somebody with the role"),
        ("roster-same-push", "an owner pushes the change of the roster to the main branch first"),
        ("sealed-other-text", "over the words as they are"),
        ("self-approval", "ask somebody else"),
        ("several-acts", "push each act as the commit that it was"),
        ("signature-bad", "with a key that the roster has"),
        ("signature-missing", "with a key that the roster has"),
        ("roster-unsealed", "ask an owner to make the change"),
        ("roster-", "ask an owner to make the change"),
    ],
)
def test_what_can_be_done_instead_of_a_bad_commit_is_told_to_who_did_it(kind: str, instead: str) -> None:
    problem = in_time(kind)
    assert problem.who == "omar"
    assert problem.fix.startswith("leave this commit out, as said below; ")
    assert instead in problem.fix


@pytest.mark.parametrize("kind", ["record-removed", "seal-broken", "a-roster-", ""])
def test_what_has_no_other_way_is_left_out_by_who_pushes(kind: str) -> None:
    assert (in_time(kind).who, in_time(kind).fix) == ("you", "leave this commit out, as said below")


@pytest.mark.parametrize("severity", ["warning", "todo"])
def test_what_stops_no_push_need_not_be_left_out(severity: Severity) -> None:
    for kind in ("role-missing", "record-removed"):
        assert (in_time(kind, severity).who, in_time(kind, severity).fix) == ("omar", "undo it")


def test_what_a_branch_of_the_server_has_was_judged_when_it_came(tmp_path: Path) -> None:
    desk = server(tmp_path, main=BASE, work=EVIL)
    assert desk.told(("main", BASE, EVIL)) == []
    assert desk.told(("other", None, EVIL)) == []


def test_a_role_that_the_push_brings_along_does_not_count(tmp_path: Path) -> None:
    desk = server(tmp_path, main=BASE)
    assert desk.told(("main", BASE, ROSTER)) == []
    assert desk.told(("main", BASE, BROUGHT)) == ["roster-same-push"]
    assert desk.told(("work", None, BROUGHT)) == ["roster-same-push"]
    later = server(tmp_path / "later", main=ROSTER)
    assert later.told(("main", ROSTER, BROUGHT)) == []


def test_a_branch_is_judged_by_the_roster_of_the_main_one(tmp_path: Path) -> None:
    desk = server(tmp_path, main=BASE, work=ROSTER)
    assert desk.told(("work", ROSTER, BROUGHT)) == ["roster-same-push"]


def test_refs_that_are_no_branches_are_let_through(tmp_path: Path) -> None:
    desk = server(tmp_path, main=BASE)
    for ref in ("refs/tags/x", "refs/notes/x", "HEAD", "x/refs/heads/main"):
        assert list(judge_push(str(desk.root), [Update(NONE, desk.ids[EVIL], ref)], Trust())) == []
    empty = server(tmp_path / "2")
    assert list(judge_push(str(empty.root), [Update(NONE, empty.ids[BASE], "refs/tags/x")], Trust())) == []


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_a_branch_named_like_a_commit_lets_no_commit_in(tmp_path: Path, sign: str) -> None:
    desk = server(tmp_path, main=BASE)
    name = f"work{sign}{desk.ids[EVIL]}"
    assert desk.told((name, None, BASE)) == []
    run(desk.root, "update-ref", BRANCHES + name, desk.ids[BASE])
    assert desk.told(("main", BASE, EVIL)) == ["not-by-author"]


def test_a_branch_may_have_any_name_that_git_takes(tmp_path: Path) -> None:
    desk = server(tmp_path, work=EVIL)
    odd = "a\udcff\u2028b\u00a0"
    run(desk.root, "symbolic-ref", "HEAD", BRANCHES + odd)
    assert desk.told((odd, None, BASE)) == []
    run(desk.root, "update-ref", BRANCHES + odd, desk.ids[BASE])
    assert desk.told((odd, BASE, HONEST)) == []
    assert desk.told((odd, BASE, BROUGHT)) == ["roster-same-push"]
    assert desk.told((odd, BASE, None)) == ["branch-deleted"]


def test_the_main_branch_never_loses_commits(tmp_path: Path) -> None:
    desk = server(tmp_path, main=HONEST)
    for place in (BASE, OTHER, TEXT):
        found = desk.push(("main", HONEST, place))
        assert found[0].problem.id == "history-rewritten"
        assert found[0].commit == desk.ids[HONEST]
    assert desk.told(("main", HONEST, AFTER)) == []


def test_the_main_branch_is_not_deleted_and_others_are_where_nothing_is_lost(tmp_path: Path) -> None:
    desk = server(tmp_path, main=HONEST, done=BASE, work=OTHER, twin=OTHER)
    assert desk.told(("main", HONEST, None)) == ["branch-deleted"]
    assert desk.told(("done", BASE, None)) == []
    assert desk.told(("work", OTHER, None)) == []  # `twin` has it too
    lost = desk.push(("work", OTHER, None), ("twin", OTHER, None))
    assert [one.problem.id for one in lost] == ["record-rewritten"] * 2
    assert {one.problem.who for one in lost} == {"you"}
    assert desk.told(("work", OTHER, None), ("third", None, OTHER), ("twin", OTHER, None)) == []


@pytest.mark.parametrize("branch", ["alpha", "work"])
def test_a_main_branch_that_was_to_be_deleted_is_still_there_for_the_other_branches(
    tmp_path: Path, branch: str
) -> None:
    desk = server(tmp_path, **{"main": HONEST, branch: OTHER, f"{branch}2": AFTER})
    assert desk.told(("main", HONEST, None), (f"{branch}2", AFTER, None)) == ["branch-deleted"]
    assert desk.told(("main", HONEST, None), (branch, OTHER, None)) == ["branch-deleted", "record-rewritten"]


@pytest.mark.parametrize("branch", ["alpha", "work"])
def test_other_branches_are_judged_alike_whatever_their_names(tmp_path: Path, branch: str) -> None:
    desk = server(tmp_path / "1", **{"main": BASE, branch: OTHER, f"{branch}-text": TEXT})
    assert desk.told((branch, OTHER, None)) == ["record-removed"]
    assert desk.told((f"{branch}-text", TEXT, BASE)) == []
    assert desk.push((f"{branch}-new", None, SECOND_BREAD)) == []
    ahead = server(tmp_path / "2", **{"main": BASE, branch: HONEST, f"{branch}2": OTHER})
    assert ahead.told((branch, HONEST, GIVEN_UP)) == []
    assert server(tmp_path / "3").told((branch, None, BASE)) == ["no-main-branch"]


def test_a_branch_goes_where_the_main_one_has_its_acts_by_another_way(tmp_path: Path) -> None:
    assert server(tmp_path / "1", main=BASE, work=NEW).told(("work", NEW, None)) == ["record-removed"]
    assert server(tmp_path / "2", main=AGAIN, work=NEW).told(("work", NEW, None)) == []
    assert server(tmp_path / "3", main=HONEST, work=NEW).told(("main", HONEST, AGAIN), ("work", NEW, None)) == []


def test_another_branch_may_be_rewritten_where_no_act_is_lost(tmp_path: Path) -> None:
    desk = server(tmp_path, main=BASE, work=OTHER, text=TEXT)
    assert desk.told(("text", TEXT, BASE)) == []
    assert desk.told(("work", OTHER, BASE)) == ["record-removed"]
    assert desk.told(("work", OTHER, HONEST)) == ["record-rewritten"]
    assert desk.told(("work", OTHER, TEXT)) == ["record-removed"]
    onto = server(tmp_path / "2", main=AGAIN, work=NEW)
    assert onto.told(("work", NEW, AGAIN)) == []
    assert onto.told(("work", NEW, TEXT)) == []  # the main branch has the act


def test_a_merge_may_not_give_up_an_act_of_the_main_branch(tmp_path: Path) -> None:
    desk = server(tmp_path, main=HONEST, work=OTHER)
    found = desk.push(("main", HONEST, GIVEN_UP))
    assert [one.problem.id for one in found if one.problem.severity == "error"] == ["record-rewritten"]
    assert found[-1].problem.who == "you"
    assert found[-1].path == BREAD.path
    assert desk.told(("side", None, GIVEN_UP)) == []
    # What the push is refused for anyway is not told twice.
    other = server(tmp_path / "2", main=HONEST)
    assert other.told(("main", HONEST, CUT)) == ["record-removed"]
    assert server(tmp_path / "3", main=OTHER, work=HONEST).told(("main", OTHER, GIVEN_UP)) == []


def test_a_second_article_of_one_name_is_told_on_the_main_branch_unless_it_is_there_already(tmp_path: Path) -> None:
    desk = server(tmp_path, main=BASE)
    (found,) = desk.push(("main", BASE, SECOND_BREAD))
    assert "bread" in found.problem.message
    assert desk.push(("work", None, SECOND_BREAD)) == []
    assert server(tmp_path / "2", main=SECOND_BREAD).push(("main", SECOND_BREAD, SECOND_BREAD)) == []
    assert len(server(tmp_path / "3").push(("main", None, SECOND_BREAD))) == 1


def test_the_first_push_brings_the_main_branch(tmp_path: Path) -> None:
    desk = server(tmp_path)
    assert desk.told(("main", None, BASE)) == []
    assert desk.told(("main", None, BASE), ("work", None, HONEST)) == []
    assert desk.told(("work", None, BASE)) == ["no-main-branch"]
    assert "main" in desk.push(("work", None, BASE))[0].problem.message
    assert desk.told(("main", None, None), ("work", None, BASE)) == ["no-main-branch"]
    assert desk.told(("main", None, EVIL)) == ["not-by-author"]


def test_another_newsroom_than_the_pinned_one_is_told(tmp_path: Path) -> None:
    pin = Trust(root=parse_newsroom(FIRST).sealed.seal)
    desk = server(tmp_path)
    assert desk.told(("main", None, BASE), trust=pin) == []
    found = desk.push(("main", None, ALIEN), trust=pin)
    assert [one.problem.id for one in found] == ["root-mismatch"]
    assert "the server's gate" in found[0].problem.message
    assert found[0].path == "newsroom.yaml"
    assert desk.told(("main", None, ALIEN)) == []
    assert "root-mismatch" in server(tmp_path / "2", main=BASE).told(("work", None, ALIEN))


def test_the_newsroom_that_must_be_the_pinned_one_is_that_of_the_main_branch(tmp_path: Path) -> None:
    pin = Trust(root=parse_newsroom(FIRST).sealed.seal)
    # What begins another one on a branch is told of its commit, and is nothing that the server has.
    found = server(tmp_path / "1", main=BASE).push(("work", None, ALIEN), trust=pin)
    assert found
    assert all(one.commit for one in found)
    (other,) = server(tmp_path / "2", main=ALIEN, work=BASE).push(("more", None, BASE), trust=pin)
    assert (other.problem.id, other.commit) == ("root-mismatch", "")


def test_a_bad_commit_that_comes_on_two_branches_is_told_once(tmp_path: Path) -> None:
    desk = server(tmp_path, main=BASE)
    assert desk.told(("a", None, EVIL), ("main", BASE, EVIL), ("z", None, EVIL)) == ["not-by-author"]


def test_of_several_branches_each_is_judged(tmp_path: Path) -> None:
    desk = server(tmp_path, main=BASE)
    told = desk.told(("a", None, EVIL), ("main", BASE, None), ("b", None, BROUGHT), ("c", None, HONEST))
    assert told == ["not-by-author", "branch-deleted", "roster-same-push"]
