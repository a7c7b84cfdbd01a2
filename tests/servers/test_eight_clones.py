"""Eight clones push at once, good work and bad: nothing that was acknowledged is lost, nothing bad gets in."""

from __future__ import annotations

import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from conftest import NOON
from servers.forging import Forged, article_of, forge_act
from servers.founding import copied, founded
from servers.hub import Clone, Hub, told_ids

from dragoman.workflow.article import parse_article

if TYPE_CHECKING:
    from pathlib import Path

CLERKS = ("lina", "tarek", "nour", "lina", "tarek", "nour", "lina", "tarek")
TRIES = 60


def delivered(clone: Clone, number: int) -> bool:
    """Push until it is in; False where somebody else's work stood against it. Every other clerk merges."""
    dice = random.Random(number)  # noqa: S311  # the same pauses in every run
    how = ("--rebase",) if number % 2 else ("--no-rebase", "--no-edit")
    for attempt in range(TRIES):
        ran = clone.push()
        if ran.code == 0:
            return True
        assert "fetch first" in ran.err or "non-fast-forward" in ran.err or "lock" in ran.err, ran.err
        time.sleep(dice.uniform(0, 0.1 * min(attempt, 8)))
        if clone.try_git("pull", "--quiet", *how).code:
            clone.try_git(*(("rebase", "--abort") if number % 2 else ("merge", "--abort")))
            clone.git("reset", "--quiet", "--hard", "origin/main")
            return False
    raise AssertionError(f"{TRIES} tries did not do")


def work(clone: Clone, number: int) -> list[str]:
    """What one clerk does; the seals of the acts that the server acknowledged."""
    own, acknowledged = f"story-{number}", []
    for slug in (own, "water"):
        if slug == own:
            clone.source(slug)
        elif article_of(clone, slug).state == "sourced":
            clone.translate(slug)
        else:
            continue
        seal = article_of(clone, slug).history[-1].seal
        acknowledged += [seal] if delivered(clone, number) else []
    forge_act(clone, "school", Forged("publish", clone.person, "publisher"))
    clone.commit()
    ran = clone.push(f"HEAD:refs/heads/bad-{number}")
    assert ran.code == 1
    assert {"role-missing", "state-skipped"} <= told_ids(ran.err)
    clone.git("reset", "--quiet", "--hard", "HEAD~1")
    return acknowledged


@pytest.mark.slow
def test_eight_clones_push_at_once(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    hub = copied(founded(tmp_path_factory, signed=True), tmp_path / "hub")
    before = seals(hub)
    # Each has a clock of their own: the same act by the same person at the same second would be one act.
    clocks = [{"SOURCE_DATE_EPOCH": str(int(NOON) + number)} for number in range(len(CLERKS))]
    clones = [hub.clone(person, f"clerk-{n}", **clocks[n]) for n, person in enumerate(CLERKS)]
    with ThreadPoolExecutor(len(clones)) as threads:
        acknowledged = [seal for done in threads.map(work, clones, range(len(clones))) for seal in done]
    after = seals(hub)
    assert after == before + Counter(acknowledged)
    assert set(after.values()) == {1}
    assert len(acknowledged) == len(CLERKS) + 1  # of all that would have translated `water`, one did
    assert hub.refs().endswith("refs/heads/main")
    assert hub.git("fsck", "--full", "--no-dangling") == ""
    stranger = hub.clone("stranger")
    ran = stranger.run("verify", "--history")
    assert ran.code == 0, ran.out


def seals(hub: Hub) -> Counter[str]:
    """Every act that is in the server's main branch, by its seal."""
    names = hub.git("ls-tree", "-r", "--name-only", "main", "articles").splitlines()
    paths = [name for name in names if name.endswith("/en.md")]
    articles = [parse_article(hub.git("show", f"main:{path}") + "\n", path) for path in paths]
    return Counter(entry.seal for article in articles for entry in article.history)
