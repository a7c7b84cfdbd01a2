"""A clone of a newsroom that somebody works in, and what its files say, read without dragoman."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from conftest import Room, environment
from faults.forked import do
from faults.model import Newsroom, Words
from snapshot import litter

if TYPE_CHECKING:
    from pathlib import Path

TITLES = {"back": "Water station back at work", "again": "Water station runs again"}
BODY = """
The pumps of the eastern district ran again on Monday, residents told the paper.

"We used to buy water from tankers every day," one of them said. The repair took {} weeks.
"""
_END = "\n<!-- disclaimer: "


@dataclass
class Clone:
    """A clone; what lies in it is the model's ``desk``, what was committed last its ``head``.

    ``own`` is what the user's own file says, ``staged`` what is staged of it, ``pages`` which words were published.
    """

    root: Path
    desk: Newsroom
    head: Newsroom
    own: str = "committed\n"
    staged: str = "committed\n"
    pages: dict[str, Words | None] = field(default_factory=dict)

    @property
    def room(self) -> Room:
        return Room(self.root)

    def git(self, *argv: str) -> subprocess.CompletedProcess[str]:
        """Run git as its owner would, whatever comes of it."""
        return subprocess.run(
            ["git", *argv],
            cwd=self.root,
            env=environment("olga") | {"GIT_EDITOR": ":"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def say(self, *argv: str) -> str:
        """What git says, where it must not fail."""
        done = self.git(*argv)
        assert done.returncode == 0, done
        return done.stdout

    @property
    def commit(self) -> str:
        """The last commit."""
        return self.say("rev-parse", "HEAD").strip()

    def path(self, slug: str) -> Path:
        return next(self.root.glob(f"articles/*/*/{slug}/en.md"))

    # ------------------------------------------------------------ by hand

    def edit(self, slug: str, *, words: Words | None = None, state: str = "", spoil: bool = False) -> None:
        """Change an article's text, its state or the words of its disclaimer, where it is there."""
        article = self.desk.articles.get(slug)
        if article is None or (spoil and article.disclaimer != "whole"):
            return
        if words:
            self._write(slug, words)
            article = replace(article, words=words)
        if state:
            self._change(slug, "^state: .*$", f"state: {state}")
            article = replace(article, claims=state)
        if spoil:
            self._change(slug, "^.This article was", "*SPOILED This article was")
            article = replace(article, disclaimer="spoiled")
        self.desk = self.desk.having(slug, article)

    def undo(self, slug: str) -> None:
        """Take an article's file from the last commit."""
        if slug in self.desk.articles:
            self.say("checkout", "-q", "--", str(self.path(slug)))
            self.desk = self.desk.having(slug, self.head.articles[slug])

    def work(self, words: str, *, staged: bool) -> None:
        """Write into the user's own file."""
        self.own = words
        (self.root / "own.txt").write_text(words, encoding="utf-8")
        if staged:
            self.say("add", "own.txt")
            self.staged = words

    def unstage(self) -> None:
        """As somebody does who is going to merge."""
        self.say("restore", "--staged", "own.txt")
        self.staged = "committed\n"

    def _change(self, slug: str, pattern: str, words: str) -> None:
        text = self.path(slug).read_text(encoding="utf-8")
        changed, times = re.subn(pattern, lambda _: words, text, count=1, flags=re.MULTILINE)
        assert times == 1, (pattern, text)
        self.path(slug).write_text(changed, encoding="utf-8")

    def _write(self, slug: str, words: Words) -> None:
        """The disclaimer, and everything above the text, stay as they are."""
        self._change(slug, "^title: .*$", f'title: "{TITLES[words.title]}"')
        head, _, body = self.path(slug).read_text(encoding="utf-8").partition("\n---\n")
        _, mark, end = body.partition(_END)
        text = f"{head}\n---\n{BODY.format(words.weeks)}{mark}{end}"
        self.path(slug).write_text(text, encoding="utf-8")

    # ------------------------------------------------------------ what is there

    def check(self) -> None:
        """The files say what the model says; the user's own are as they were; nothing is left over."""
        assert self._claims() == {slug: one.claims for slug, one in self.desk.articles.items()}
        for slug, article in self.desk.articles.items():
            assert self._words(slug) == article.words, slug
            assert self._disclaimer(slug) == article.disclaimer, slug
        changed = {slug for slug, one in self.desk.articles.items() if self.head.articles.get(slug) != one}
        lines = self.say("status", "--porcelain", "--", "articles", "newsroom.yaml", "rosters").splitlines()
        assert {line.split("/")[3] for line in lines} == changed, lines
        assert all(line.startswith(("M ", " M")) for line in lines), "nothing but hand edits is left to commit"
        assert (self.root / "own.txt").read_text(encoding="utf-8") == self.own
        assert (self.root / "untracked.txt").read_text(encoding="utf-8") == "mine\n"
        assert self.git("show", ":own.txt").stdout == self.staged
        assert litter(self.room) == []
        pages = {path.stem: path.read_text(encoding="utf-8") for path in self.root.glob("public/en/*.md")}
        assert pages.keys() == self.pages.keys()
        assert all(words and f"took {words.weeks} weeks" in pages[slug] for slug, words in self.pages.items())

    def _texts(self) -> dict[str, str]:
        return {path.parts[-2]: path.read_text(encoding="utf-8") for path in self.root.glob("articles/*/*/*/en.md")}

    def _claims(self) -> dict[str, str]:
        return {slug: re.findall("^state: (.*)$", text, re.MULTILINE)[0] for slug, text in self._texts().items()}

    def _words(self, slug: str) -> Words | None:
        text = self.path(slug).read_text(encoding="utf-8")
        title = re.findall('^title: "?(.*?)"?$', text, re.MULTILINE)[0]
        weeks = re.findall("took (.*) weeks", text)
        if not weeks:
            return None
        return Words(next(key for key, line in TITLES.items() if line == title), weeks[0])

    def _disclaimer(self, slug: str) -> str:
        text = self.path(slug).read_text(encoding="utf-8")
        return "spoiled" if "SPOILED" in text else "whole" if _END in text else ""

    def show(self, slug: str) -> None:
        """What ``show`` says of an article is what the model says."""
        shown: dict[str, Any] = json.loads(do(self.root, "nobody", "show", slug, "--json").out)
        article = self.desk.articles[slug]
        assert shown["state"] == article.claims
        history = [(entry["act"], entry["by"], entry["holds"]) for entry in shown["history"]]
        assert history == [(done.act, done.by, article.holds(n)) for n, done in enumerate(article.acts)]
        if shown["state"] == "published" and not self.desk.broken(slug):
            approvals = [entry for entry in shown["history"] if entry["act"] == "edit" and entry["holds"]]
            assert approvals, "published, and nobody approved these words"
            assert approvals[-1]["by"] != shown["translator"], "published, and only the translator approved it"
