"""Everything that can go wrong, as one tree: a class a kind, the sentence built in it, the exit code on it.

Exit codes: 1 refused or findings, 2 usage, 3 not a newsroom or git or the disk failed,
4 somebody else changed it first. Caught once, in the shell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.workflow.problems import Problem


class DragomanError(Exception):
    """The root: one sentence for stderr, and what to do as ``hint`` where we know it."""

    exit_code = 1

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """As it travels from one process to another: each kind is made of other things, and said in one sentence."""
        return _as_it_was, (type(self), self.args, self.__dict__)


def _as_it_was(kind: type[DragomanError], args: tuple[object, ...], known: dict[str, object]) -> DragomanError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(known)
    return error


class Refused(DragomanError):
    """An act's requirements are not met; carries every one of them."""

    def __init__(self, what: str, problems: Sequence[Problem]) -> None:
        super().__init__(what)
        self.problems = tuple(problems)


class NotAllowed(DragomanError):
    """The newsroom's rules say no to a request that is not an act, such as a roster change."""


class HookRefused(DragomanError):
    """The newsroom's own git hook said no."""

    def __init__(self, hook: str, said: str) -> None:
        super().__init__(f"The newsroom's {hook} hook refused; nothing was changed.", said)


class NoArticleFound(DragomanError):
    """A page, file or stream held no article text."""


class AlreadySourced(DragomanError):
    """The same source is in the newsroom already."""


class FetchRefused(DragomanError):
    """We will not fetch that address: its scheme, its network or where it redirects to."""


class FetchFailed(DragomanError):
    """The other side did not give us the page: no answer, an error status, too large or too slow."""


class BadText(DragomanError):
    """A file's text cannot be read as what it should be; names file and line."""

    def __init__(self, where: str, line: int | None, why: str, hint: str = "") -> None:
        place = f"{where}, line {line}" if line else where
        super().__init__(f"{place}: {why}", hint)
        self.where = where
        self.line = line
        self.why = why


class BadSignature(DragomanError):
    """A signature cannot be read, or does not prove what it should."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The signature does not hold: {why}.")
        self.why = why


class TargetFailed(DragomanError):
    """What a target delivers to did not take it: no answer, no permission, or an answer that makes no sense."""


class NotDelivered(DragomanError):
    """A target did not take an edition; ends as what stood in the target's way would."""

    def __init__(self, sentence: str, hint: str, cause: DragomanError) -> None:
        super().__init__(sentence, hint)
        self.exit_code = cause.exit_code


class UsageProblem(DragomanError):
    """The command line asks for something that does not exist or is not clear."""

    exit_code = 2


class BadKey(DragomanError):
    """A text is no public key that we take: not one, a private half, or of a kind too weak to prove anything."""

    exit_code = 2

    def __init__(self, why: str) -> None:
        super().__init__(f"That key cannot be taken: {why}.")
        self.why = why


class NotANewsroom(DragomanError):
    """No newsroom.yaml here or above, or one that cannot be read."""

    exit_code = 3


class BrokenNewsroom(NotANewsroom):
    """newsroom.yaml is there, and does not say what it must."""


class GitFailed(DragomanError):
    """Git is missing, failed, or the repository is in a state in which no act may be recorded."""

    exit_code = 3


class SigningFailed(DragomanError):
    """OpenSSH's programs are missing, or did not sign with the person's key."""

    exit_code = 3


class DiskFailed(DragomanError):
    """The disk said no: full, read-only, no permission, not a plain file.

    ``passing`` is whether the machine and not the file is the reason: nothing can be concluded about the file then.
    """

    exit_code = 3
    passing = False


class ChangedMeanwhile(DragomanError):
    """Somebody else changed it first; nothing of theirs was overwritten."""

    exit_code = 4
