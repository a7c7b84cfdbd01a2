"""Files for Hugo, Jekyll and Eleventy: what is written where, and that only what is meant of it means something."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from generator_sites import KINDS, press_for, target_in
from hypothesis import example, given, settings
from hypothesis import strategies as st
from site_stories import edition_of, story
from test_delivering import with_targets

from dragoman.workflow.body_html import for_readers, safe_html
from dragoman.workflow.errors import BrokenNewsroom
from dragoman.workflow.generators.content import without_templates
from dragoman.workflow.generators.front import front_matter
from dragoman.workflow.generators.markdown import write_markdown
from dragoman.workflow.generators.settings import read_generator
from dragoman.workflow.markdown_reader import reader
from dragoman.workflow.publication import Correction
from dragoman.workflow.target_settings import TargetSettings

if TYPE_CHECKING:
    from conftest import Room

    from dragoman.workflow.publication import Publication

GOLDEN = Path(__file__).with_name("generated")


def files_of(kind: str, *published: Publication, **more: object) -> dict[str, bytes]:
    """What a generator's press makes of articles, each by itself."""
    press = press_for(kind, **more)
    return {path: data for one in published for path, data in press.article(one)}


def head_of(data: bytes) -> dict[str, object]:
    """The front matter, as YAML reads it."""
    found: dict[str, object] = yaml.safe_load(data.decode().split("\n---\n")[0].removeprefix("---\n"))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_an_article_in_two_languages_becomes_these_files(kind: str, golden: bool) -> None:
    made = files_of(kind, story("en", corrected=True), story("ar"))
    texts = {path: data.decode() for path, data in made.items() if not path.endswith(".png")}
    whole = "".join(f"=== {path}\n{text}" for path, text in texts.items())
    whole += "".join(f"=== {path} ({len(data):,} bytes)\n" for path, data in made.items() if path not in texts)
    file = GOLDEN / f"{kind}.txt"
    if golden:
        file.write_text(whole, encoding="utf-8")
    assert whole == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_knows_is_not_claimed_and_an_empty_text_is_no_fault(kind: str) -> None:
    bare = replace(
        story("en"), dek="", byline="", url="", original_lang="", original_date="", keywords=(), pictures=(),
        files=(), body="", modified="", date="soon", translator="", editor="", outlet="",
    )  # fmt: skip
    ((_, data),) = files_of(kind, bare).items()
    head = head_of(data)
    assert {key for key, value in head.items() if value in ("", [], {}, None)} == set()
    assert not {"date", "description", "tags", "image", "images"} & head.keys()
    text = data.decode().split("\n---\n")[1]
    assert "translated and edited by Example Desk" in text
    assert "By" not in text.split()


@pytest.mark.parametrize("kind", KINDS)
def test_credits_may_be_left_to_the_theme(kind: str) -> None:
    made = files_of(kind, story("en", corrected=True), in_body=False)
    data = next(data for path, data in made.items() if not path.endswith(".png"))
    head = head_of(data)
    facts = head["params"] if kind == "hugo" else head
    assert isinstance(facts, dict)
    assert facts["translator"] == "Lina Khatib"
    assert facts["corrections"][0]["date"] == "2026-11-24"
    assert "translated and edited by Example Desk" in facts["disclaimer"]
    content = data.decode().split("\n---\n")[1]
    assert "Lina Khatib" not in content
    assert "translated and edited" not in content
    assert "closed" not in head


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("in_body", [True, False])
def test_of_what_was_withdrawn_the_notice_is_there_whatever_the_theme_shows(kind: str, in_body: bool) -> None:
    why = Correction("withdrawn", "2026-11-25", "The source took it back.")
    one = replace(story("en"), body="", disclaimer="", pictures=(), files=(), corrections=(why,), withdrawn=True)
    ((_, data),) = files_of(kind, one, in_body=in_body).items()
    text = data.decode().split("\n---\n")[1]
    assert "The source took it back." in text
    assert ("Lina Khatib" in text) is in_body
    head = head_of(data)
    facts = head["params"] if kind == "hugo" else head
    assert isinstance(facts, dict)
    assert facts["withdrawn"] is True
    assert {"hugo": "build", "jekyll": "hidden", "eleventy": "eleventyExcludeFromCollections"}[kind] in head


def test_hugos_languages_may_have_folders_of_their_own() -> None:
    made = files_of("hugo", story("en"), replace(story("ar"), lang="zh-Hant"), languages="folders")
    assert sorted(made) == [
        "en/ferries/index.md", "en/ferries/photo.png", "zh-hant/ferries/index.md", "zh-hant/ferries/photo.png",
    ]  # fmt: skip


def test_a_permalink_is_the_newsrooms_choice() -> None:
    made = files_of("eleventy", story("en"), permalink="/x/:slug/:lang/")
    assert head_of(made["en/ferries/index.html"])["permalink"] == "/x/ferries/en/"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("photo.png", "photo.png"), ("_photo.png", "photo-"), ("index.en.png", "index-en-"),
        (".hidden.png", "hidden-"),
        ("a b.png", "a-b-"), ("صورة.png", "file-"), ("{{x}}.png", "x-"), ("../other/photo.png", "photo-"),
    ],
)  # fmt: skip
def test_a_file_keeps_its_name_unless_a_generator_could_take_it_for_something_else(name: str, kept: str) -> None:
    path = f"articles/2026/11/ferries/{name}" if "/" not in name else "articles/2026/11/other/photo.png"
    one = replace(
        story("en"), pictures=(replace(story("en").pictures[0], path=path),), files=((path, story("en").files[0][1]),)
    )
    (made,) = [file for file in files_of("hugo", one) if file.endswith(".png")]
    assert re.fullmatch(rf"ferries/{re.escape(kept)}([0-9a-f]{{8}}\.png)?", made)


WORDS = st.text(st.sampled_from("ab1 \t\"'*_~`[](){}<>&#!|\\/:;.,-+=$^%@\n\u00e9\u0639\u200f"), max_size=40)


@settings(max_examples=400, deadline=None)
@given(WORDS)
@example("1) a\n2. b\n\n1. c")
@example("- a\n- b\n\n\n* c\n\n1. d\n\n   e\n2. f")
@example("> - a\n>   > b\n>\n>       code\n\n```\n```` {{< x >}}\n```")
@example("| a | b\\|c |\n|:-|--:|\n| *x* | `y|z` |\n\n`` ` `` ***a** b*")
@example("*a***b**_c_ __d__e *a*`b`")
@example("\\![a](https://a.example/) !")
@example("&#32;a&#9;b&#10;c &lbrace;&lbrace;&lt; d")
def test_markdown_for_hugo_says_to_another_reader_what_it_said_to_ours(text: str) -> None:
    written = write_markdown(for_readers(text, "", lambda _: ""), lambda _: "")
    assert "{{" not in written
    shown = reader().render(written)
    assert letters(shown) == letters(safe_html(text)), written
    assert blocks(shown) == blocks(safe_html(text)), written


def blocks(html: str) -> list[str]:
    """Headings, lists, quotations and tables; code may have become plain words, and emphasis too."""
    named = re.findall(r"</?(h[1-6]|ul|ol|li|blockquote|table|t[rhd]|hr)\b", html)
    return ["h2" if name == "h1" else name for name in named]


def letters(html: str) -> str:
    return "".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_front_matter_is_read_as_it_was_written_whatever_it_says(word: str) -> None:
    said = {"a": word or "x", "b": [word or "x"], "c": {"d": word or "x"}}
    text = front_matter(said)
    assert text.count("\n---\n") == 1
    assert len(text.splitlines()) == 5
    assert yaml.safe_load(text.split("---\n")[1]) == said


@pytest.mark.parametrize("word", ["{{ x }}", "{% x %}", "{# x #}", "<%= x %>", "{{< x >}}", "{"])
def test_no_template_is_left_in_html(word: str) -> None:
    made = without_templates(safe_html(f"{word} `{word}`"))
    assert not re.search(r"[{}]|<%", made)


@pytest.mark.parametrize(
    ("kind", "said", "told"),
    [
        ("hugo", {"output": "../site/content"}, "should be a folder of its own in the newsroom"),
        ("hugo", {"output": "articles/x"}, "should be a folder of its own in the newsroom"),
        ("hugo", {"layout": "post"}, "`layout` is not known; a target of kind `hugo` has output, credits, languages"),
        ("hugo", {"languages": "both"}, "should be one of suffix, folders"),
        ("jekyll", {"credits": "no"}, "should be one of in-body, front-matter"),
        ("jekyll", {"layout": "../x"}, "should be the name of a layout"),
        ("jekyll", {"permalink": "/:lang/"}, "should be an address such as /:lang/:slug/"),
        ("eleventy", {"permalink": "/{{ x }}/:lang/:slug/"}, "should be an address such as /:lang/:slug/"),
        ("eleventy", {"permalink": "/:slug/:slug/"}, "should be an address such as /:lang/:slug/"),
        ("eleventy", {"permalink": "/../:lang/:slug/"}, "should be an address such as /:lang/:slug/"),
    ],
)
def test_settings_that_are_odd_are_told(kind: str, said: dict[str, str], told: str) -> None:
    with pytest.raises(BrokenNewsroom) as error:
        read_generator(TargetSettings("blog", kind, said))
    assert told in error.value.sentence
    assert "targets.blog" in error.value.sentence


@pytest.mark.parametrize("kind", KINDS)
def test_what_leaves_goes_and_other_peoples_files_stay(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "content"
    target_in(kind, folder).deliver(edition_of([story("en"), story("ar"), story("en", "snow", 3)]), lambda *_: None)
    (folder / "_index.md").write_text("mine")
    own = next(folder.rglob("*snow*"))
    changed = next(folder.rglob("ferries/*ferries.html" if kind == "jekyll" else "ferries/index.*"))
    changed.write_text("by hand")
    done = target_in(kind, folder).deliver(edition_of([story("en"), story("ar")]), lambda *_: None)
    assert done.removed == 2
    assert not own.exists()
    assert "by hand" not in changed.read_text(encoding="utf-8")
    assert (folder / "_index.md").read_text() == "mine"
    target_in(kind, folder).deliver(edition_of([]), lambda *_: None)
    assert [str(path.relative_to(folder)) for path in folder.rglob("*")] == ["_index.md"]


TARGETS = "targets:\n  hugo: {output: site/content/news}\n  jekyll: {}\n"


def test_publishing_brings_files_to_generators_and_a_return_takes_them_away(room: Room) -> None:
    with_targets(room, TARGETS).bring("disclaimer-attached")
    site = room.root / "site"
    (site / "content").mkdir(parents=True)
    (site / "hugo.yaml").write_text("title: Desk\n")
    room.bring("edited", "draft")
    shown = room.ok("sara", "publish", "water", "--dry-run")
    assert '    +title: "Water station back at work after four months"' in shown
    assert not list((site / "content").iterdir())
    said = room.ok("sara", "publish", "water")
    assert "hugo: 1 written in site/content/news" in said
    assert "jekyll: 1 written in public/jekyll" in said
    page = site / "content/news/water/index.en.md"
    assert head_of(page.read_bytes())["draft"] is False
    assert "Translated by" in page.read_text(encoding="utf-8")
    assert not list(room.root.rglob("site/content/**/draft*")), "what is not published is not delivered"
    assert room.git("status", "--porcelain").split() == ["??", "site/"], "a site's own folder is not hidden from git"
    room.ok("sara", "return", "water", "--to", "edited", "--reason", "a name is wrong")
    assert json.loads(room.ok("nobody", "build", "--json"))["targets"][0]["removed"] == 1
    assert not page.exists()
    assert (site / "hugo.yaml").exists()


def test_files_may_be_put_into_a_site_elsewhere_by_whoever_runs_the_command(room: Room, tmp_path: Path) -> None:
    with_targets(room, TARGETS).bring("published")
    room.ok("nobody", "build", "--target", "hugo", "--output", str(tmp_path / "blog/content/news"))
    assert (tmp_path / "blog/content/news/water/index.en.md").is_file()
    assert not list((tmp_path / "blog").rglob(".gitignore"))
