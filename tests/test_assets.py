"""Which files a text refers to, and the digest over them: what the page will show is what is sealed."""

from __future__ import annotations

import hashlib
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pure import reach

from dragoman.workflow.article_text import rewritten
from dragoman.workflow.assets import NONE, Assets, find_assets
from dragoman.workflow.body_html import safe_html
from dragoman.workflow.disclaimer_block import attach
from dragoman.workflow.seal import sha256
from dragoman.workflow.standing import judge
from dragoman.workflow.states import EDITED, SOURCED

if TYPE_CHECKING:
    from dragoman.workflow.article import Article

HERE = "articles/2026/11/water"
OURS = ("en.md", "fr.md", "zh-Hant.md", "source.ar.md", "source.html", "signatures/en-0001-source-01234567.sig")
FILES = {
    f"{HERE}/quay.png": b"\x89PNG\0quay",
    f"{HERE}/two words.png": b"\x89PNG\0two",
    f"{HERE}/صورة.png": b"\x89PNG\0ar",
    f"{HERE}/50%.png": b"\x89PNG\0half",
    f"{HERE}/data.csv": b"a,b\n",
    f"{HERE}/maps/east.svg": b"<svg>\n</svg>\n",
    **{f"{HERE}/{name}": b"ours" for name in OURS},
    "articles/2026/11/bread/en.md": b"another article",
    "articles/2026/11/bread/oven.jpg": b"\xff\xd8oven\0",
    "articles/shared/logo.svg": b"<svg/>",
    "newsroom.yaml": b"name: Desk",
    "templates/page.html": b"{{ }}",
    "/etc/passwd": b"root",
}


def saying(text: str) -> Article:
    """An article with this text."""
    return rewritten(reach(SOURCED), [], f"\n{text}\n")


def found(text: str) -> Assets:
    return find_assets(saying(text), FILES.get)


def names(text: str) -> list[str]:
    return [path.removeprefix(HERE + "/") for path, _ in found(text).files]


REFERENCES = [
    ("![The quay](quay.png)", ["quay.png"]),
    ('![The quay](quay.png "At dawn")', ["quay.png"]),
    ("![The quay](quay.png 'At dawn')", ["quay.png"]),
    ("![The quay](<two words.png>)", ["two words.png"]),
    ("![The quay](two%20words.png)", ["two words.png"]),
    ("![الرصيف](صورة.png)", ["صورة.png"]),
    ("![الرصيف](%D8%B5%D9%88%D8%B1%D8%A9.png)", ["صورة.png"]),
    ("![half](50%25.png)", ["50%.png"]),
    ("![half](50%.png)", ["50%.png"]),
    ("![east](maps/east.svg)", ["maps/east.svg"]),
    ("![east](./maps/../maps/east.svg)", ["maps/east.svg"]),
    ("![east](maps/east.svg#part)", ["maps/east.svg"]),
    ("![east](maps/east.svg?v=2)", ["maps/east.svg"]),
    ("![oven](../bread/oven.jpg)", ["articles/2026/11/bread/oven.jpg"]),
    ("![logo](../../../shared/logo.svg)", ["articles/shared/logo.svg"]),
    ("See [the figures](data.csv).", ["data.csv"]),
    ("[![The quay](quay.png)](data.csv)", ["data.csv", "quay.png"]),
    ("![one](quay.png) and ![two](quay.png)", ["quay.png"]),
    ("![The quay][q]\n\n[q]: quay.png", ["quay.png"]),
    ("![The quay][]\n\n[the quay]: <two words.png> 'title'", ["two words.png"]),
    ("A ![quay] in a line.\n\n[quay]: quay.png", ["quay.png"]),
    ("[q]: data.csv\n\nSee [the\nfigures][q].", ["data.csv"]),
    ("> - ![in a list in a quote](quay.png)", ["quay.png"]),
    ("| a | b |\n|---|---|\n| ![in a table](quay.png) | c |", ["quay.png"]),
    ("# ![in a heading](quay.png)", ["quay.png"]),
    ("~~![struck](quay.png)~~", ["quay.png"]),
    ("![&#x71;uay](&#x71;uay.png)", ["quay.png"]),
    ("`![in code](quay.png)`", []),
    ("    ![in a code block](quay.png)", []),
    ("```\n![in a fence](quay.png)\n```", []),
    ("\\![no image](data.csv) but a link", ["data.csv"]),
    ("[nothing refers to this]: quay.png", []),
    ('<img src="quay.png">', []),
    ("quay.png and [quay.png] and (quay.png)", []),
    ("[here](#part) [there](?page=2) [none]() ![none]()", []),
    ("[web](https://news.example/quay.png) ![web](//news.example/quay.png) <https://news.example>", []),
    ("![data](data:image/png;base64,AAAA) [mail](mailto:a@b.c) ![old](FTP://news.example/quay.png)", []),
    ("[policy](/policy) ![absolute](/quay.png)", []),
]


@pytest.mark.parametrize(("text", "wanted"), REFERENCES)
def test_a_text_refers_to_what_its_page_shows_or_links_to(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted
    assert found(text).missing == ()


@pytest.mark.parametrize("text", [text for text, wanted in REFERENCES if wanted])
def test_each_of_these_stands_in_the_page_too(text: str) -> None:
    shown = re.findall(r'(?:src|href)="([^"]*)"', safe_html(text))
    assert {re.split("[?#]", unquote(unescape(one)))[0].split("/")[-1] for one in shown} == {
        name.split("/")[-1] for name in names(text)
    }


OUTSIDE = [
    "../../../../newsroom.yaml",
    "../../../../templates/page.html",
    "%2e%2e/%2e%2e/%2e%2e/%2e%2e/newsroom.yaml",
    "..%2f..%2f..%2f..%2fnewsroom.yaml",
    "../../../../../../../../etc/passwd",
    "%2Fetc/passwd",
    "quay.png%00",
    "quay.png%0A",
    "../../..",
    ".",
]


@pytest.mark.parametrize("target", OUTSIDE)
def test_nothing_outside_the_articles_is_taken(target: str) -> None:
    assert found(f"[a link]({target})") == NONE
    assert found(f"![an image]({target})") == Assets(missing=(unquote(target),))


@pytest.mark.parametrize(
    "name", [*OURS, "../bread/en.md", "EN.md", "Source.html", "SIGNATURES/en-0001-source-01234567.sig"]
)
def test_what_acts_write_is_nobodys_picture(name: str) -> None:
    assert find_assets(saying(f"[read on]({name})"), lambda _: b"is there") == NONE
    assert find_assets(saying(f"![odd]({name})"), lambda _: b"is there") == Assets(missing=(name,))


def test_an_image_that_is_not_there_is_missing_by_its_own_name_and_a_link_is_nobodys_business() -> None:
    assert found("![a](no.png) ![ب](صورة2.png) [c](no.csv) ![d](<no where.png>)").missing == (
        "no.png", "صورة2.png", "no where.png",
    )  # fmt: skip
    assert names("![a](no.png) ![b](quay.png)") == ["quay.png"]


def test_the_disclaimer_is_not_looked_at() -> None:
    article = saying("![The quay](quay.png)")
    disclaimed = rewritten(
        article, [], attach(article.body, "ours", "![logo](../../../shared/logo.svg) ![x](no.png)")
    )
    assert find_assets(disclaimed, FILES.get) == find_assets(article, FILES.get)


def test_the_digest_is_what_a_stranger_computes_from_its_description() -> None:
    lines = "".join(
        f"{HERE}/{name} {hashlib.sha256(FILES[f'{HERE}/{name}']).hexdigest()}\n" for name in ("data.csv", "quay.png")
    )
    assert found("![q](quay.png) [d](data.csv)").digest == sha256(lines)
    assert found("[d](data.csv) and then ![q](quay.png)").digest == sha256(lines)
    assert found("No picture [at] all.").digest == ""


def test_another_byte_or_another_name_is_another_digest() -> None:
    def digest(target: str, data: bytes) -> str:
        return find_assets(saying(f"![x]({target})"), lambda _: data).digest

    assert digest("a.png", b"x\0") != digest("a.png", b"y\0")
    assert digest("a.png", b"x\0") != digest("b.png", b"x\0")
    assert digest("a.png", b"x\0") != digest("maps/a.png", b"x\0")
    assert digest("a.png", b"") != ""


def test_line_ends_of_a_drawing_do_not_count_and_those_in_a_photograph_do() -> None:
    def digest(data: bytes) -> str:
        return find_assets(saying("![x](a.svg)"), lambda _: data).digest

    assert digest(b"<svg>\r\n</svg>\r\n") == digest(b"<svg>\n</svg>\n")
    assert digest(b"<svg>\r</svg>") != digest(b"<svg>\n</svg>")
    assert digest(b"\0\r\n") != digest(b"\0\n")


def test_an_act_holds_while_the_files_are_those_it_sealed() -> None:
    article = reach(EDITED)
    assert all(judged.holds for judged in judge(article, ""))
    verdicts = judge(article, sha256("a picture"))
    changed = "an image or file it refers to has changed since"
    assert [judged.why for judged in verdicts] == ["", changed, changed]


PIECES = [
    "![",
    "](",
    "]",
    "(",
    ")",
    "[",
    "]: ",
    "a",
    "q.png",
    "../",
    "..%2f",
    "/",
    "\n",
    "\n\n",
    " ",
    "<",
    ">",
    "'t'",
    "`",
]
FRAGMENTS = st.lists(st.sampled_from([*PIECES, "![a](q.png)", "[a]: q.png\n"]), max_size=20).map("".join)


@settings(max_examples=500, deadline=None)
@given(FRAGMENTS)
def test_whatever_a_text_says_nothing_but_a_path_below_the_articles_is_read(text: str) -> None:
    asked: list[str] = []
    find_assets(saying(text), lambda path: asked.append(path) or b"x")  # type: ignore[func-returns-value]
    for path in asked:
        assert path.startswith("articles/")
        assert not {"..", ".", ""} & set(path.split("/"))


@settings(max_examples=500, deadline=None)
@given(FRAGMENTS)
def test_no_image_of_the_page_is_overlooked(text: str) -> None:
    missing = find_assets(saying(text), lambda _: None).missing
    shown = re.findall(r'<img[^>]* src="([^"]+)"', safe_html(saying(text).body))
    assert {unquote(unescape(one)) for one in shown if ":" not in one} == set(missing)
