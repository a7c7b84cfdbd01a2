"""Visit many originals: several hosts at the same time, those of one host one after the other."""

from __future__ import annotations

import queue
import threading
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from dragoman.workflow.visiting import host_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dragoman.workflow.visiting import Visit, Visitor

# So many hosts are asked at the same time.
_HOSTS = 8
# Pages that wait to be read are held in memory: so many, then nobody asks for more.
_WAITING = 16


class Errand(NamedTuple):
    """Where to go, the conditions to ask under, and the number by which whoever sent us knows it."""

    number: int
    url: str
    conditions: Mapping[str, str]


Answers = queue.Queue[tuple[int, "Visit"] | BaseException]


def visits(visitor: Visitor, errands: Sequence[Errand]) -> Iterator[tuple[int, Visit]]:
    """Each errand's number with what came of it, as the answers come in."""
    hosts: dict[str, list[Errand]] = defaultdict(list)
    for one in errands:
        hosts[host_named(one.url)].append(one)
    waiting: queue.SimpleQueue[list[Errand]] = queue.SimpleQueue()
    for some in hosts.values():
        waiting.put(some)
    answers: Answers = queue.Queue(_WAITING)
    stop = threading.Event()
    # Daemons: whoever interrupts us does not wait for a slow server.
    for _ in range(min(_HOSTS, len(hosts))):
        work = (visitor, waiting, answers, stop)
        threading.Thread(target=_work, args=work, name="dragoman-refresh", daemon=True).start()
    try:
        for _ in errands:
            answer = answers.get()
            if isinstance(answer, BaseException):
                raise answer
            yield answer
    finally:
        stop.set()


def _work(
    visitor: Visitor, waiting: queue.SimpleQueue[list[Errand]], answers: Answers, stop: threading.Event
) -> None:
    """One host after the other, as long as there are any."""
    try:
        while True:
            for one in waiting.get_nowait():
                if stop.is_set():
                    return
                answers.put((one.number, visitor.visit(one.url, one.conditions)))
    except queue.Empty:
        return
    except BaseException as error:  # noqa: BLE001  # carried over to the thread that waits
        answers.put(error)
