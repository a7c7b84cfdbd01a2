"""Share long work among this machine's cores: one function in several processes, each told which part is its own.

Processes are forked, so that what was read before need not be read again; only answers travel.
"""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from dragoman.workflow.errors import DragomanError, GitFailed

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection

    S = TypeVar("S")
    T = TypeVar("T")

# What is being gone through, how much of it is done, and of how much.
Told = Callable[[str, int, int], None]
# How a part speaks to whoever started it: ``told`` with words for a ``Told``, ``here`` with an answer.
_Say = Callable[[str, object], None]
_MOST = 8
_TELL_EVERY = 200
# So many answers are handed over at a time.
_SOME = 1000
# So many new objects are looked through at a time for circles that nobody holds any more.
_MANY = 100_000


class Share(NamedTuple):
    """Which part of the work is one process's own: the ``number``-th of ``of``."""

    number: int = 0
    of: int = 1

    def has(self, key: str) -> bool:
        """Whether this key's work is in this part; the same for everybody who asks, who were all forked from us."""
        return self.of == 1 or hash(key) % self.of == self.number


WHOLE = Share()


def cores() -> int:
    """How many processes may work at once; one where forking is not safe."""
    if threading.active_count() > 1 or not hasattr(os, "fork"):
        return 1
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(there, _MOST)


def share(work: Callable[[Share, Told], T], of: int, told: Told) -> list[T]:
    """What ``work`` gives for each of ``of`` parts, in order; with one part, no process is started.

    Raises:
        DragomanError: the first one that a part raised.
    """
    if of == 1:
        return [work(WHOLE, told)]

    def part_of(part: Share, say: _Say) -> None:
        say("here", work(part, lambda *words: say("told", words)))

    return [answer for _, answer in sorted(_shared(part_of, of, told))]


def stream(
    items: Sequence[S], work: Callable[[Sequence[S]], Iterable[T]], what: str, worth: int, told: Told
) -> Generator[list[tuple[S, T]], None, None]:
    """Items with what ``work`` makes of each, some at a time as they come in; ``each`` has them in their order.

    Raises:
        DragomanError: the first one that a part raised.
    """
    parts = cores() if len(items) > worth else 1

    def part_of(part: Share, say: _Say) -> None:
        own = items[part.number :: part.of]
        done = 0
        for some in _batches(zip(range(part.number, len(items), part.of), work(own), strict=True)):
            done += len(some)
            say("told", (what, done, len(own)))
            say("here", some)

    if parts > 1:
        for _, some in _shared(part_of, parts, told):
            yield [(items[number], answer) for number, answer in some]
        return
    done = 0
    for pairs in _batches(zip(items, work(items), strict=True)):
        done += len(pairs)
        told(what, done, len(items))
        yield pairs


def each(
    items: Sequence[S],
    work: Callable[[Sequence[S]], Iterable[T]],
    what: str,
    worth: int,
    told: Told,
    tell_every: int = _TELL_EVERY,
) -> list[T]:
    """What ``work`` makes of each of the items, in their order; by all cores where there are more than ``worth``.

    ``work`` is given some of the items, and yields one answer for each; ``told`` hears how many ``what`` are
    done, each time ``tell_every`` more are.

    Raises:
        DragomanError: the first one that a part raised.
    """

    def some(part: Share, told: Told) -> list[T]:
        own = items[part.number :: part.of]
        found: list[T] = []
        for number, answer in enumerate(work(own), 1):
            found.append(answer)
            if number % tell_every == 0:
                told(what, number, len(own))
        return found

    parts = cores() if len(items) > worth else 1
    answers: dict[int, T] = {}
    for number, found in enumerate(share(some, parts, told) if items else ()):
        answers.update(zip(range(number, len(items), parts), found, strict=True))
    return [answers[number] for number in range(len(items))]


def _batches(found: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(found)
    while some := list(islice(waiting, _SOME)):
        yield some


def _shared(part_of: Callable[[Share, _Say], None], of: int, told: Told) -> Iterator[tuple[int, Any]]:
    """What the parts, each in a process of its own, say is ``here``, with the part's number, as it comes in."""
    import multiprocessing

    context = multiprocessing.get_context("fork")
    pipes, processes = [], []
    for number in range(of):
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(theirs, part_of, Share(number, of)), daemon=True)
        process.start()
        theirs.close()
        pipes.append(ours)
        processes.append(process)
    try:
        yield from _answers(pipes, told)
    except BaseException:
        for process in processes:
            process.terminate()
        raise
    finally:
        for process in processes:
            process.join()


def _answers(pipes: list[Connection], told: Told) -> Iterator[tuple[int, Any]]:
    """Each part's answers as they come in; progress on the way is added up."""
    from multiprocessing.connection import wait

    progress: dict[tuple[int, str], tuple[int, int]] = {}
    waiting = dict(enumerate(pipes))
    while waiting:
        ready = wait(list(waiting.values()))
        for number, pipe in [(number, pipe) for number, pipe in waiting.items() if pipe in ready]:
            try:
                kind, words = pipe.recv()
            except EOFError:
                raise GitFailed("A helper process ended before its work was done.", "run it again") from None
            if kind == "failed":
                raise GitFailed(*words)
            if kind == "done":
                del waiting[number]
            elif kind == "here":
                yield number, words
            else:
                name, done, of = words
                progress[number, name] = (done, of)
                counts = [count for (_, one), count in progress.items() if one == name]
                told(name, sum(count[0] for count in counts), sum(count[1] for count in counts))


def _run(pipe: Connection, part_of: Callable[[Share, _Say], None], part: Share) -> None:
    """One process's work. Whatever stops it, nobody else is there to be told but by the pipe."""
    # What was there before the fork stays; what is made here hardly ever goes in circles that must be looked for.
    gc.freeze()
    gc.set_threshold(_MANY)
    try:
        part_of(part, lambda kind, words: pipe.send((kind, words)))
        pipe.send(("done", None))
    except DragomanError as error:
        pipe.send(("failed", (error.sentence, error.hint)))
    except KeyboardInterrupt:
        os._exit(1)
