"""What commands about many articles share: how far they are, what came of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.cli.console import Words, err, out
from dragoman.cli.named import found
from dragoman.cli.progress import progress
from dragoman.cli.refusals import tell_doubt, tell_not_done, tell_problems
from dragoman.workflow.errors import DragomanError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dragoman.cli.named import Named
    from dragoman.workflow.batch_works import Acted, Asked, NotDone, Outcome, Watch


class _Told:
    """What a batch has done so far."""

    def __init__(self, verb: str, *, silent: bool, dry_run: bool) -> None:
        self.verb, self.silent, self.dry_run = verb, silent, dry_run
        self.done: list[Acted] = []
        self.said = 0

    def hear(self, acts: Sequence[Acted]) -> None:
        self.done += acts

    def tell(self) -> None:
        while self.said < len(self.done):
            self.said += 1
            if not self.silent:
                _tell(self.done[self.said - 1], self.dry_run)


def run_batch(
    root: str,
    verb: str,
    names: Named,
    job: Callable[[Asked, Watch], Outcome],
    *,
    keep_going: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Do something to many articles and tell what came of each; the exit code."""
    from dragoman.workflow.batch_works import Asked, Outcome, Watch

    paths, unknown = found(root, names.words)
    told = _Told(verb, silent=as_json, dry_run=dry_run)
    outcome = Outcome(())
    try:
        with progress(verb) as doing:
            if not unknown or keep_going:
                outcome = job(Asked(paths, keep_going, dry_run), Watch(doing, told.hear, told.tell))
            else:  # the others are looked at all the same: every refusal is told at once
                outcome = job(Asked(paths, dry_run=True), Watch(doing, lambda _: None, lambda: None))
    except (DragomanError, KeyboardInterrupt):
        if told.done:
            err().say(f"{verb}: {len(told.done)} were done before it was stopped, and stand.")
        raise
    told.tell()
    refused = (*unknown, *outcome.refused)
    if as_json:
        out().json(
            {
                "version": 1,
                "done": [one.as_dict() for one in told.done],
                "refused": [one.as_dict() for one in refused],
            }
        )
    else:
        _conclude(told, outcome, refused, keep_going=keep_going)
    return 1 if refused else 0


def _tell(acted: Acted, dry_run: bool) -> None:
    moved = acted.before != acted.after
    sign, would = ("", " (would)") if dry_run else ("✓ ", "")
    out().say(
        Words(sign, "good"),
        Words(f"{acted.act}: {acted.article}", "strong"),
        *((Words(f" {acted.before}", acted.before), " → ", Words(acted.after, acted.after)) if moved else ()),
        Words(f"  by {acted.by}{would}", "dim"),
        Words(f"  {acted.commit[:10]}", "dim"),
    )
    tell_problems(out(), acted.broken)


def _conclude(told: _Told, outcome: Outcome, refused: Sequence[NotDone], *, keep_going: bool) -> None:
    if outcome.recovered:
        err().say(Words(f"First {outcome.recovered}.", "warning"))
    tell_doubt(outcome.doubt)
    tell_not_done(refused)
    waiting = f", {outcome.waiting:,} not ready for you" if outcome.waiting else ""
    no = f", {len(refused):,} refused" if refused else ""
    would = " (nothing was changed)" if told.dry_run else ""
    out().say(Words(f"{told.verb}: {len(told.done):,} done{no}{waiting}{would}", "dim"))
    if refused and not keep_going:
        rest = "Nothing was done" if not told.done else "It stopped there"
        err().say(f"{rest}: a batch is done whole; --keep-going does those that can be done.")
