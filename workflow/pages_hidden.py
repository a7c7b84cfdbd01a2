"""Keep pages made for readers out of git, unless the newsroom has begun to commit them, or hides them itself."""

from __future__ import annotations

from dragoman.workflow import disk, git
from dragoman.workflow.places import PAGES

EVERYTHING = b"*\n"


def is_bare_of_git(root: str, folder: str) -> bool:
    """Whether a folder holds nothing that git knows, and nothing that says what git should overlook.

    Raises:
        DragomanError: it cannot be found out.
    """
    return (
        disk.read_bytes(root, f"{folder}/.gitignore") is None
        and not git.attempt(root, "ls-files", "--", folder).stdout
    )


def hide_from_git(root: str, output: str) -> None:
    """Have git overlook a folder of pages; of ``public/…`` all that is in ``public``.

    Raises:
        DragomanError: it cannot be done.
    """
    folder = PAGES if output.startswith(f"{PAGES}/") else output
    if is_bare_of_git(root, folder):
        disk.write_bytes(root, f"{folder}/.gitignore", EVERYTHING, None)
