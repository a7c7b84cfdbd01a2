"""Invented articles as readers get them, in several languages and with everything a page can hold, and their site."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.workflow.edition import Edition, Item
from dragoman.workflow.fence import split
from dragoman.workflow.file_target import FileTarget
from dragoman.workflow.languages import direction
from dragoman.workflow.output_folder import OutputFolder
from dragoman.workflow.output_memory_file import MemoryFile
from dragoman.workflow.pictures import pictures_of
from dragoman.workflow.publication import Correction, Publication
from dragoman.workflow.read_yaml import read
from dragoman.workflow.site.press import SitePress
from dragoman.workflow.site.settings import SiteSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dragoman.workflow.edition import HeldBack
    from dragoman.workflow.targets import Delivered

LANGUAGES = ("en", "ar", "de", "fa", "ur", "ckb")
URL = "https://desk.example/"


def png(width: int, height: int) -> bytes:
    """A picture: a sky over a sea."""
    rows = b"".join(
        b"\0" + bytes((90 + 100 * y // height, 130 + 60 * y // height, 190 - 90 * y // height)) * width
        for y in range(height)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


STORIES = Path(__file__).with_name("stories")
CORRECTION = Correction("correction", "2026-11-24", "An earlier version said that five boats are at work; six are.")


def story(lang: str, slug: str = "ferries", day: int = 22, *, corrected: bool = False) -> Publication:
    """One article with everything a page can hold."""
    parts = split((STORIES / f"{lang}.md").read_text(encoding="utf-8"), lang)
    said: Mapping[str, Any] = read(parts.head, lang)
    body = parts.body.strip()
    path = f"articles/2026/11/{slug}/{lang}.md"
    number = f" {day}" if slug != "ferries" else ""
    return Publication(
        slug=slug, lang=lang, direction=direction(lang), title=f"{said['title']}{number}", dek=said["dek"], body=body,
        disclaimer=said["disclaimer"], date=f"2026-11-{day:02}T09:30:00Z", newsroom="Example Desk",
        keywords=tuple(said["keywords"]),
        translator="Lina Khatib", editor="Omar Nasser", byline=said["byline"], outlet=said["outlet"],
        url="https://harbour.example/2026/ferries?a=1&b=2", original_lang="fr", original_date="2026-11-15",
        modified=f"2026-11-{day + 2 if corrected else day:02}T09:30:00Z", place=path,
        pictures=pictures_of(body, path, {"photo.png": "Samir Aoun / Little Harbour Paper"}),
        files=((f"articles/2026/11/{slug}/photo.png", png(960, 540)),),
        corrections=(CORRECTION._replace(note=NOTES.get(lang, CORRECTION.note)),) if corrected else (),
    )  # fmt: skip


# The same note in other languages.
NOTES = {
    "ar": "قالت صيغة سابقة إن خمسة قوارب تعمل؛ وهي ستة.",
    "de": "In einer früheren Fassung hieß es, fünf Boote seien im Einsatz; es sind sechs.",
    "fa": "در نسخهٔ پیشین آمده بود که پنج قایق کار می‌کنند؛ شش قایق کار می‌کنند.",
}
# What readers of a withdrawn article are told.
NOTICES = {
    "en": "The figures in this report could not be confirmed. We have withdrawn it.",
    "ar": "لم يتسنَّ تأكيد الأرقام الواردة في هذا التقرير، ولذلك سحبناه.",
    "de": "Die Zahlen in diesem Bericht ließen sich nicht bestätigen. Wir haben ihn zurückgezogen.",
    "fa": "رقم‌های این گزارش تأیید نشد و آن را پس گرفتیم.",
}


def withdrawn(lang: str) -> Publication:
    """An article that was withdrawn: headline, credits and the notice."""
    notice = Correction("withdrawn", "2026-11-26", NOTICES.get(lang, NOTICES["en"]))
    return replace(
        story(lang, "withdrawn", 20), dek="", body="", disclaimer="", keywords=(), pictures=(), files=(),
        corrections=(notice,), withdrawn=True,
    )  # fmt: skip


def to_look_at() -> list[Publication]:
    """Everything, with a correction and a withdrawal in each language."""
    found = [story(lang, corrected=True) for lang in LANGUAGES] + [withdrawn(lang) for lang in LANGUAGES]
    return found + [one for one in everything() if one.slug != "ferries"]


def everything() -> list[Publication]:
    """A story in every language, and older ones, so that lists have something in them."""
    found = [story(lang, corrected=lang == "en") for lang in LANGUAGES]
    return found + [story(lang, f"older-{day}", day) for lang in ("en", "ar", "de", "fa") for day in range(3, 9)]


def edition_of(published: Sequence[Publication], languages: tuple[str, ...] = LANGUAGES) -> Edition:
    """An edition that holds just these."""
    by_path = {one.place: one for one in published}

    def read(items: Sequence[Item]) -> Iterator[Publication | HeldBack]:
        return (by_path[item.path] for item in items)

    return Edition("Example Desk", languages, tuple(Item(p, str(hash(by_path[p]))) for p in sorted(by_path)), read)


def site_in(
    folder: Path,
    root: Path,
    languages: tuple[str, ...] = LANGUAGES,
    url: str = URL,
    canonical: str = "own",
) -> FileTarget:
    """A site in a folder; ``root`` is where the newsroom's own templates would be."""
    press = SitePress(str(root), "Example Desk", SiteSettings(url, canonical=canonical), languages)
    memory = MemoryFile(f"{folder}.memory/site")
    return FileTarget("site", press, OutputFolder(str(folder), folder.name), memory, lambda: None)


def quiet(_what: str, _done: int, _of: int) -> None:
    """Nobody listens."""


def deliver(site: Path, published: Sequence[Publication], **settings: Any) -> Delivered:
    """Bring a site to what is published; the newsroom's own templates are in the folder beside it."""
    return site_in(site, site.parent / "newsroom", **settings).deliver(edition_of(published), quiet)
