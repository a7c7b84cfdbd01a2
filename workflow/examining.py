"""Examine an article: the house checks and what comparing it with its source finds, as problems of its file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Self

from dragoman.workflow import disk
from dragoman.workflow.check_policy import DEFAULTS, check_policy
from dragoman.workflow.disclaimer_block import take_apart
from dragoman.workflow.house.manuscript import WORD, Manuscript, Source
from dragoman.workflow.house.registry import HOUSE
from dragoman.workflow.house_files import OwnWords, own_words
from dragoman.workflow.hunspell import Speller
from dragoman.workflow.placing import Sheet
from dragoman.workflow.problems import RANK, Problem
from dragoman.workflow.seal import canonical
from dragoman.workflow.states import ASIDE, BY_NAME, act_reaching, next_acts
from dragoman.workflow.waived import apply, read_waivers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dragoman.workflow.article import Article
    from dragoman.workflow.beside import Read
    from dragoman.workflow.fidelity.model import Comparison, Finding, Group
    from dragoman.workflow.newsroom import Newsroom
    from dragoman.workflow.source_file import Source as SourceFile

_IMAGE = re.compile(r"!\[[^\]]*\]\([^()]*\)")
_SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found, waived findings marked; the paragraphs that answer one another; what was not looked at.

    ``demanded`` are those that the act asked about is refused for.
    """

    problems: tuple[Problem, ...] = ()
    groups: tuple[Group, ...] = ()
    limits: tuple[str, ...] = ()
    demanded: tuple[Problem, ...] = ()


class Examiner:
    """Examines the articles of a newsroom; what it reads for one serves the next. Use it in a ``with``.

    Raises:
        BrokenNewsroom: newsroom.yaml says of checks what it cannot.
    """

    def __init__(self, root: str, newsroom: Newsroom) -> None:
        self._root, self._newsroom = root, newsroom
        self.policy = check_policy(newsroom)
        self._speller = Speller()
        self._own: dict[tuple[str, str], OwnWords] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._speller.close()

    def examine(
        self,
        article: Article,
        source: SourceFile | None,
        act: str = "",
        *,
        names: Callable[[str], Sequence[str]] | None = None,
        read: Read | None = None,
    ) -> Examined:
        """Everything that checks say of an article before an act (its next one, or the one that it came by last).

        ``names`` and ``read`` give the waivers beside it: off the disk, unless a commit's are to count.
        An article without a text of its own yet, or off the line, is not looked at.
        """
        body = take_apart(article.body).text
        if article.state in ASIDE or not canonical(body).strip():
            return Examined()
        if source and canonical(body) == canonical(source.body):
            return Examined()
        act = act or "".join(next_acts(article.state)[:1]) or act_reaching(article.state).name
        manuscript = self._manuscript(article, source, body)
        compared = self._compared(manuscript, source)
        sheet = Sheet(article, manuscript, compared.groups if compared else ())
        found = list(self._found(sheet, compared, source))
        waivers = list(
            read_waivers(
                article, names or partial(disk.names, self._root), read or partial(disk.read_bytes, self._root)
            )
        )
        looked = frozenset(DEFAULTS) - (frozenset() if manuscript.unknown else {_SPELLING})
        marked = apply(article, self._newsroom.roster, waivers, found, looked)
        problems = tuple(self._told(article, marked, act))
        return Examined(
            problems,
            sheet.groups,
            compared.limits if compared else (),
            tuple(self._demanded(article, problems, act)),
        )

    def _manuscript(self, article: Article, source: SourceFile | None, body: str) -> Manuscript:
        lang = article.source.get("lang", "")
        own = self._words(lang, article.lang)
        return Manuscript(
            body.replace("\r", " "),
            article.lang,
            {key: article.word(key) for key in ("title", "dek")},
            Source(source.body.replace("\r", " ") if source else "", lang),
            own.terms.terms,
            own.known,
            self._speller.of(article.lang) if self._wants(_SPELLING) else None,
        )

    def _words(self, source: str, target: str) -> OwnWords:
        key = (source, target)
        if key not in self._own:
            self._own[key] = own_words(self._root, *key)
        return self._own[key]

    def _wants(self, check: str) -> bool:
        return any(self.policy.level(check, act) != "off" for act in ("", *BY_NAME))

    def _compared(self, manuscript: Manuscript, source: SourceFile | None) -> Comparison | None:
        same = manuscript.source.base == manuscript.base
        if source is None or same or not manuscript.source.lang:
            return None
        from dragoman.workflow.fidelity.compare import compare

        return compare(manuscript.source.text, manuscript.text, (manuscript.source.lang, manuscript.lang))

    def _found(self, sheet: Sheet, compared: Comparison | None, source: SourceFile | None) -> Iterator[Problem]:
        manuscript = sheet.manuscript
        fault = self._words(manuscript.source.lang, manuscript.lang).terms.fault
        if fault:
            yield Problem("glossary-unreadable", fault, "warning", fix="mend the glossary", passage=fault)
        left = (
            {n for one in compared.findings if one.check == "untranslated" for n in one.translation}
            if compared
            else set()
        )
        for check in HOUSE:
            for spot in check.find(manuscript):
                problem = sheet.spotted(check, spot)
                if check.id != "left-in-source" or not left & set(problem.translation):
                    yield problem
        if compared is None or source is None:
            return
        yield from (sheet.compared(one) for one in compared.findings if not _only_an_image(one))
        yield from self._head(sheet, source)

    def _head(self, sheet: Sheet, source: SourceFile) -> Iterator[Problem]:
        from dragoman.workflow.fidelity.compare import compare

        manuscript = sheet.manuscript
        for key, words in manuscript.head.items():
            original = source.fields.get(key, "")
            if isinstance(original, str) and original.strip() and words.strip():
                found = compare(original, words, (manuscript.source.lang, manuscript.lang)).findings
                yield from filter(None, (sheet.compared_head(key, one) for one in found))

    def _told(self, article: Article, problems: Sequence[Problem], act: str) -> Iterator[Problem]:
        """The problems at the severities that the newsroom's policy gives them, in the order of the file."""
        who = self._newsroom.roster.who(BY_NAME["translate" if act == "translate" else "edit"].roles)
        told = []
        for problem in problems:
            severity = (
                self.policy.severity(problem.id, problem.severity, act)
                if problem.id in DEFAULTS
                else problem.severity
            )
            if severity is None:
                continue
            if severity == "note" or problem.id not in DEFAULTS:
                told.append(problem._replace(severity=severity))
            else:
                told.append(
                    problem._replace(
                        severity=severity, who=problem.who or who, fix=problem.fix or _fix(article, problem)
                    )
                )
        yield from sorted(told, key=lambda one: (one.line or 0, one.column or 0, RANK[one.severity], one.id))

    def _demanded(self, article: Article, problems: Sequence[Problem], act: str) -> Iterator[Problem]:
        for problem in problems:
            if not problem.waived and self.policy.demands(act, problem.id, problem.severity):
                yield problem._replace(severity="error", fix=problem.fix or _fix(article, problem))


def _only_an_image(finding: Finding) -> bool:
    """Whether a paragraph that nothing answers has no words: what is in it is told by itself."""
    return finding.check == "paragraph-added" and not WORD.search(_IMAGE.sub("", finding.translation_text))


def _fix(article: Article, problem: Problem) -> str:
    place = f"line {problem.line}" if problem.line else article.path
    return f"mend {place}, or dragoman waive {article.name} {problem.key} --reason WHY"
