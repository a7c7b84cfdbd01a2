"""What an article becomes as a post: safe HTML that WordPress leaves as it is, and one digest over everything."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from site_stories import CORRECTION, png, story

from dragoman.workflow.errors import BadText, DiskFailed
from dragoman.workflow.publication import Record, Translation
from dragoman.workflow.wordpress.settings import WordPressSettings
from dragoman.workflow.wordpress.wanted import Wanted, slug_of, term_name, wanted
from dragoman.workflow.wordpress.words import Words, inert, plain

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.workflow.publication import Publication

SITE = WordPressSettings("https://desk.example/", "Desk")


def post(published: Publication, settings: WordPressSettings = SITE, root: str = "/nowhere") -> Wanted:
    return wanted(published, Words(root), settings, ("en", "ar"))


def text_of(html: str) -> str:
    return " ".join("".join(html5lib.parse(html, namespaceHTMLElements=False).itertext()).split())


def test_the_content_is_one_block_in_its_own_direction_with_credits_and_disclaimer() -> None:
    made = post(story("ar"))
    assert made.content.startswith('<!-- wp:html -->\n<div lang="ar" dir="rtl">')
    assert made.content.endswith("</div>\n<!-- /wp:html -->")
    for words in ("ترجمة Lina Khatib", "تحرير Omar Nasser", "بقلم كريم حداد", "ترجم هذا المقال وحرره Example Desk"):
        assert words in text_of(made.content)


def test_the_first_picture_stands_above_the_text_and_its_credit_below_it() -> None:
    published = story("en")
    opening = replace(published, body=published.body[published.body.index("![") :])
    assert "<figure>" in post(published).content, "one that comes later stays where it is, too"
    made = post(opening)
    assert made.picture == made.files[0].key
    assert "<figure>" not in made.content
    assert "Photo: Samir Aoun / Little Harbour Paper" in text_of(made.content)


def test_pictures_get_their_addresses_when_they_have_some() -> None:
    made = post(story("en"))
    (file,) = made.files
    assert f'src="https://dragoman.invalid/{file.key}"' in made.content
    assert 'src="https://desk.example/a.png"' in made.content_with({file.key: "https://desk.example/a.png"})
    assert file.name == f"ferries-{file.key[:8]}.png"
    assert file.caption.endswith(" – Samir Aoun / Little Harbour Paper")


def test_what_is_no_picture_is_refused() -> None:
    published = story("en")
    with pytest.raises(DiskFailed, match="is no image"):
        post(replace(published, files=((published.files[0][0], b"<svg onload=alert(1)>"),)))


def test_corrections_and_translations_stand_at_the_end() -> None:
    made = post(replace(story("en"), corrections=(CORRECTION,), translations=(Translation("ar", "ferries"),)))
    text = text_of(made.content)
    assert "Correction · November 24, 2026: An earlier version said that five boats are at work; six are." in text
    assert 'href="https://desk.example/?name=ferries-ar"' in made.content


@pytest.mark.parametrize(
    ("lang", "slug"), [("en", "water"), ("ar", "water-ar"), ("zh-Hant", "water-zh-hant"), ("fr", "water-fr")]
)
def test_the_first_language_has_the_plain_address(lang: str, slug: str) -> None:
    assert slug_of("water", lang, ("en", "ar")) == slug


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "x"}, {"dek": "x"}, {"body": "x"}, {"disclaimer": "x"}, {"date": "2026-11-23T00:00:00Z"},
        {"keywords": ("x",)}, {"translator": "x"}, {"editor": "x"}, {"byline": "x"}, {"outlet": "x"}, {"url": "x"},
        {"original_lang": "de"}, {"original_date": "2026-11-01"}, {"slug": "x"}, {"corrections": (CORRECTION,)},
        {"translations": (Translation("ar", "ferries"),)}, {"record": Record("seal")},
        {"record": Record("", "source")},
        {"files": (("articles/2026/11/ferries/photo.png", png(8, 8)),)},
    ],
    ids=lambda changed: str(next(iter(changed))),
)  # fmt: skip
def test_the_digest_is_another_one_for_whatever_is_another(changed: dict[str, object]) -> None:
    before = story("en")
    after = replace(before, **changed)  # type: ignore[arg-type]
    assert post(before).claim.digest == post(replace(before)).claim.digest
    assert post(before).claim.digest != post(after).claim.digest


def test_the_digest_is_another_one_for_other_settings() -> None:
    settings = [SITE, replace(SITE, status="draft"), replace(SITE, categories=("News",)), replace(SITE, desk="Other")]
    assert len({post(story("en"), one).claim.digest for one in settings}) == 4


@pytest.mark.parametrize(
    ("stamp", "gmt"),
    [
        ("2026-11-22T09:30:00Z", "2026-11-22T09:30:00"),
        ("2026-11-22T09:30:00+03:00", "2026-11-22T06:30:00"),
        ("2026-11-22", "2026-11-22T00:00:00"),
        ("", ""),
        ("soon", ""),
    ],
)
def test_dates_are_given_in_utc(stamp: str, gmt: str) -> None:
    assert post(replace(story("en"), date=stamp)).date == gmt


def test_a_keyword_is_a_tag_without_what_wordpress_would_take_out() -> None:
    assert term_name(" R&D  <b>x</b> ") == "R&D b x /b"
    assert post(replace(story("en"), keywords=("a", "<>", "a"))).tags == ("a",)


def test_wordpress_sees_no_shortcode_and_nothing_to_embed() -> None:
    made = inert('<p>[gallery] <a href="https://a.example/?[x]">b</a>\nhttps://video.example/1\n</p>')
    assert made == ('<p>&#91;gallery] <a href="https://a.example/?&#91;x]">b</a>\nhttps&#58;//video.example/1\n</p>')
    assert plain('<b> & "x" [y]') == "&lt;b&gt; &amp; &quot;x&quot; &#91;y]"


@given(st.text(alphabet="<>\"'=[]:/&; ab\n"))
def test_the_words_of_any_html_stay_what_they_were(words: str) -> None:
    html = f"<p>{plain(words)}</p>"
    assert "[" not in html
    assert "://" not in html
    assert "".join(html5lib.parse(html, namespaceHTMLElements=False).itertext()) == words


def test_the_newsrooms_own_template_is_used_and_a_wrong_one_told(tmp_path: Path) -> None:
    own = tmp_path / "templates/wordpress"
    own.mkdir(parents=True)
    (own / "post.html").write_text("<p>{{ article.title }}</p>{{ body }}")
    assert "<p>Harbour ferries" in post(story("en"), root=str(tmp_path)).content
    (own / "post.html").write_text("{{ nothing }}")
    with pytest.raises(BadText, match=r"templates/wordpress/post\.html: the template cannot be used: 'nothing'"):
        post(story("en"), root=str(tmp_path))
    (own / "post.html").write_text("{% if %}")
    with pytest.raises(BadText, match=r"templates/wordpress/post\.html, line 1"):
        post(story("en"), root=str(tmp_path))
