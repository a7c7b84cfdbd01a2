"""The kinds of targets there are: ours, and other people's.

A third party's kind is an entry point of the group ``dragoman.targets``: its name is the kind, its object is called
as ``Maker`` says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dragoman.workflow.errors import UsageProblem
from dragoman.workflow.places import NEWSROOM
from dragoman.workflow.target_settings import TargetSettings
from dragoman.workflow.targets import Place, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

GROUP = "dragoman.targets"
GENERATORS = ("eleventy", "hugo", "jekyll")
OF_FILES = ("site", *GENERATORS)

Maker = Callable[[TargetSettings, Place], Target]


def open_target(settings: TargetSettings, place: Place) -> Target:
    """The target that an entry of newsroom.yaml means.

    Raises:
        BrokenNewsroom: there is no such kind, or its settings are wrong.
    """
    if settings.kind == "site":
        from dragoman.workflow.site.target import make

        return make(settings, place)
    if settings.kind in GENERATORS:
        from dragoman.workflow.generators.target import make as make_files

        return make_files(settings, place)
    if settings.kind == "wordpress":
        from dragoman.workflow.wordpress.target import make as make_wordpress

        return make_wordpress(settings, place)
    return _installed(settings)(settings, place)


def ensure_usable(targets: Sequence[TargetSettings], newsroom: str) -> None:
    """See that what newsroom.yaml says of its targets can be used, as far as that shows without using them.

    ``newsroom`` is the name of ours. Of other people's kinds nothing shows: they need not be installed here.

    Raises:
        BrokenNewsroom: it cannot.
    """
    for one in targets:
        if one.kind == "wordpress":
            from dragoman.workflow.wordpress.settings import read_wordpress

            read_wordpress(one, newsroom)
    ensure_apart(targets)


def ensure_apart(targets: Sequence[TargetSettings]) -> None:
    """See that no target's files go where another's do: each would take the other's away.

    Raises:
        BrokenNewsroom: they do, or what an entry says is wrong.
    """
    taken: dict[str, str] = {}
    for one in targets:
        if one.kind not in OF_FILES:
            continue
        output = f"{_output(one)}/".lower()
        for other, name in taken.items():
            if output.startswith(other) or other.startswith(output):
                raise one.wrong(f"`output` should be a folder of its own: targets.{name} has {other.rstrip('/')}")
        taken[output] = one.name


def _output(settings: TargetSettings) -> str:
    if settings.kind == "site":
        from dragoman.workflow.site.settings import read_site

        return read_site(settings).output
    from dragoman.workflow.generators.settings import read_generator

    return read_generator(settings).output


def chosen(targets: Sequence[TargetSettings], names: Sequence[str]) -> tuple[TargetSettings, ...]:
    """The targets of these names, in newsroom.yaml's order; all where nobody names one.

    Raises:
        UsageProblem: there is none of that name.
    """
    for name in names:
        if name not in (target.name for target in targets):
            there = ", ".join(target.name for target in targets) or "none"
            raise UsageProblem(f"{NEWSROOM} has no target `{name}`; there is: {there}.")
    return tuple(target for target in targets if not names or target.name in names)


def _installed(settings: TargetSettings) -> Maker:
    from importlib.metadata import entry_points

    found = entry_points(group=GROUP)
    for one in found:
        if one.name == settings.kind:
            try:
                maker: Maker = one.load()
            except Exception as error:  # whatever somebody else's package raises
                why = f"the kind `{settings.kind}` is installed ({one.value}) and cannot be loaded"
                raise settings.wrong(f"{why}: {type(error).__name__}: {error}") from error
            return maker
    kinds = ", ".join(sorted({"site", "wordpress", *GENERATORS, *(one.name for one in found)}))
    raise settings.wrong(f"there is no kind of target `{settings.kind}`; there is: {kinds}")
