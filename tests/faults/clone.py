"""A clone of a newsroom that somebody works in, by hand and with git, and what the model says should be in it."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from conftest import environment

if TYPE_CHECKING:
    from pathlib import Path

    from faults.model import Newsroom, Words

TITLES = {"back": "Water station back at work", "again": "Water station runs again"}
BODY = """
The pumps of the eastern district ran again on Monday, residents told the paper.

"We used to buy water from tankers every day," one of them said. The repair took {} weeks.
"""
END = "\n<!-- disclaimer: "


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
        _, mark, end = body.partition(END)
        text = f"{head}\n---\n{BODY.format(words.weeks)}{mark}{end}"
        self.path(slug).write_text(text, encoding="utf-8")
