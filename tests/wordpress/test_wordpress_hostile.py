"""What strangers write into an article is read on a WordPress, and never obeyed: neither by browsers nor by it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from test_site_hostile import CORPUS
from wordpress.a_site import CLIENT, pictured

from dragoman.workflow.pictures import pictures_of
from dragoman.workflow.publication import Correction

if TYPE_CHECKING:
    from wordpress.a_site import Desk, Site

    from dragoman.workflow.publication import Publication

pytest_plugins = ("wordpress.site_up",)

# What WordPress itself would make something of.
OBEYED = [
    "[gallery]",
    "[[gallery]]",
    '[audio src="https://evil.example/x.mp3"]',
    "[video src='https://evil.example/x.mp4']",
    "[caption width=1]<script>window.pwned=1</script>[/caption]",
    "[embed]https://www.youtube.com/watch?v=pwned[/embed]",
    "[a](https://x.example/[gallery])",
    '[a](https://x.example "[gallery]")',
    "https://www.youtube.com/watch?v=pwned",
    "a line\nhttps://www.youtube.com/watch?v=pwned\nanother",
    "<!-- wp:html --><script>window.pwned=1</script><!-- /wp:html -->",
    '<!-- wp:latest-posts {"postsToShow":5} /-->',
    "<!-- /wp:html -->",
    "<!--more-->",
    "<!--nextpage-->",
    "&lt;script&gt;window.pwned=1&lt;/script&gt;",
    "\\<script\\>window.pwned=1\\</script\\>",
    "%3Cscript%3Ewindow.pwned=1%3C/script%3E",
    "<?php echo 1; ?>",
]
ALL = [*CORPUS, *OBEYED]
TOGETHER = 8


def hostile(number: int, probes: tuple[str, ...]) -> Publication:
    """An article with probes in every place that others write into."""
    one = " ".join(" ".join(probes).split())
    shown = "\n\n".join(
        f'![{" ".join(p.split())}](photo.png "{" ".join(p.split()).replace(chr(34), "")}")' for p in probes
    )
    body = "\n\n".join([*probes, shown, f"# {one}", f"> {one}", *(f"[a]({probe})" for probe in probes)])
    base = pictured(f"probe-{number}")
    return replace(
        base, title=one, dek=one, body=body, disclaimer=one, keywords=probes[:2], newsroom=one, translator=one,
        editor=one, byline=one, outlet=one, url=one, original_lang=one, original_date=one,
        pictures=pictures_of(body, base.place, {"photo.png": one}), corrections=(Correction(one, one, one),),
    )  # fmt: skip


def everything() -> list[Publication]:
    """Articles with all probes, some in each."""
    starts = range(0, len(ALL), TOGETHER)
    return [hostile(number, tuple(ALL[start : start + TOGETHER])) for number, start in enumerate(starts)]


@pytest.fixture(scope="module")
def hostile_desk(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk that has delivered nothing else, as a user whom WordPress lets write any HTML."""
    desk = site.desk("Hostile", tmp_path_factory.mktemp("hostile"))
    articles = everything()
    assert desk.deliver(*articles).written == len(articles)
    return desk


def parse(html: str) -> Any:
    return html5lib.parse(html, namespaceHTMLElements=False)


def test_nothing_of_a_post_runs_or_is_fetched_from_elsewhere(hostile_desk: Desk) -> None:
    posts = hostile_desk.posts()
    assert len(posts) == -(-len(ALL) // TOGETHER)
    for post in posts:
        for key in ("content", "excerpt", "title"):
            tree = parse(post[key]["rendered"])
            for node in tree.iter():
                assert node.tag not in (
                    "script", "style", "iframe", "svg", "math", "object", "embed", "base", "form", "input", "meta",
                    "link", "audio", "video", "noscript",
                ), post[key]["rendered"]  # fmt: skip
                for name, value in node.attrib.items():
                    assert not name.startswith("on"), (name, value)
                    assert name != "style" or (node.tag, value) == ("img", "max-width:100%;height:auto")
                    if name == "href":
                        assert re.match(r"(https?:|mailto:|#)", value), value
                    if name == "src":
                        assert value.startswith(hostile_desk.site.url), value
        assert not list(parse(post["title"]["rendered"]).find("body"))


def test_every_word_of_a_probe_can_be_read_where_it_was_written(hostile_desk: Desk) -> None:
    texts = ["".join(parse(post["title"]["rendered"]).itertext()) for post in hostile_desk.posts()]
    # WordPress sets quotation marks and dashes as it does everywhere.
    plain = re.sub(r"\W+", " ", " ".join(texts))
    for probe in ALL:
        assert re.sub(r"\W+", " ", probe).strip() in plain, probe
    contents = "".join(post["content"]["rendered"] for post in hostile_desk.posts())
    for shortcode in ("gallery]", "[embed]", "watch?v=pwned"):
        assert shortcode in "".join(parse(contents).itertext())


def test_pages_and_lists_and_feeds_of_the_site_obey_nothing_either(hostile_desk: Desk) -> None:
    posts = hostile_desk.posts()
    addresses = [*(post["link"] for post in posts), hostile_desk.site.url, f"{hostile_desk.site.url}?s=alert"]
    for address in addresses:
        tree = parse(CLIENT.get(address).text)
        for node in tree.iter():
            said = "".join(node.itertext()) if node.tag == "script" else ""
            assert "pwned" not in said
            assert "alert(" not in said
            assert node.tag != "iframe"
            for name, value in node.attrib.items():
                assert not (name.startswith("on") and ("alert" in value or "pwned" in value)), (address, name, value)
                if name in ("href", "src", "action", "srcset"):
                    assert re.match(r"(https?:)?//|/|#|mailto:|\./", value), (address, name, value)
    feed = CLIENT.get(f"{hostile_desk.site.url}?feed=rss2").text
    assert "<script" not in feed


def test_a_second_delivery_of_all_this_writes_nothing(hostile_desk: Desk) -> None:
    articles = everything()
    assert hostile_desk.writes(*articles)[0] == []
