"""What is in a clone, read off its files without dragoman, and what dragoman shows of it: both as the model says."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from conftest import Room
from faults.clone import END, TITLES
from faults.desks import NOTICE
from faults.forked import do
from faults.model import Words
from snapshot import litter

if TYPE_CHECKING:
    from faults.clone import Clone


def check(clone: Clone) -> None:
    """The files say what the model says; the user's own are as they were; nothing is left over."""
    texts = {path.parts[-2]: path.read_text(encoding="utf-8") for path in clone.root.glob("articles/*/*/*/en.md")}
    assert texts.keys() == clone.desk.articles.keys()
    for slug, article in clone.desk.articles.items():
        found = _claims(texts[slug]), _words(texts[slug]), _disclaimer(texts[slug])
        assert found == (article.claims, article.words, article.disclaimer), slug
    _check_git(clone)
    assert (clone.root / "own.txt").read_text(encoding="utf-8") == clone.own
    assert (clone.root / "untracked.txt").read_text(encoding="utf-8") == "mine\n"
    pages = {path.stem: path.read_text(encoding="utf-8") for path in clone.root.glob("public/en/*.md")}
    assert pages.keys() == clone.pages.keys()
    for slug, words in clone.pages.items():
        assert (f"took {words.weeks} weeks" if words else NOTICE) in pages[slug], slug


def _check_git(clone: Clone) -> None:
    """Nothing but edits by hand is left to commit."""
    changed = {slug for slug, one in clone.desk.articles.items() if clone.head.articles.get(slug) != one}
    lines = clone.say("status", "--porcelain", "--", "articles", "newsroom.yaml", "rosters").splitlines()
    assert {line.split("/")[3] for line in lines} == changed, lines
    assert all(line.startswith(" M") for line in lines), lines
    assert clone.say("show", ":own.txt") == clone.staged
    assert litter(Room(clone.root)) == []


def show(clone: Clone, slug: str) -> None:
    """What ``show`` says of an article; and nothing is published that only its translator has approved."""
    shown: dict[str, Any] = json.loads(do(clone.root, "nobody", "show", slug, "--json").out)
    article = clone.desk.articles[slug]
    assert shown["state"] == article.claims
    history = [(entry["act"], entry["by"], entry["holds"]) for entry in shown["history"]]
    assert history == [(done.act, done.by, article.holds(n)) for n, done in enumerate(article.acts)]
    if shown["state"] == "published" and not clone.desk.broken(slug):
        approvals = [entry for entry in shown["history"] if entry["act"] == "edit" and entry["holds"]]
        assert approvals, "published, and nobody approved these words"
        assert approvals[-1]["by"] != shown["translator"], "published, and only the translator approved it"


def _claims(text: str) -> str:
    return str(re.findall("^state: (.*)$", text, re.MULTILINE)[0])


def _words(text: str) -> Words | None:
    title = re.findall('^title: "?(.*?)"?$', text, re.MULTILINE)[0]
    weeks = re.findall("took (.*) weeks", text)
    return Words(next(key for key, line in TITLES.items() if line == title), weeks[0]) if weeks else None


def _disclaimer(text: str) -> str:
    return "spoiled" if "SPOILED" in text else "whole" if END in text else ""
