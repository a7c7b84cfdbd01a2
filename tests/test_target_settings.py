"""`targets` in newsroom.yaml is read strictly: what is odd is told in one sentence, and nothing is guessed."""

from __future__ import annotations

import pytest
from pure import ROSTER

from dragoman.workflow.errors import BrokenNewsroom, UsageProblem
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.site.settings import SiteSettings, read_site
from dragoman.workflow.target_kinds import chosen, ensure_usable
from dragoman.workflow.target_settings import TargetSettings


def targets(said: str) -> tuple[TargetSettings, ...]:
    return parse_newsroom(f"{ROSTER}targets: {said}\n").publishes


def test_without_targets_there_are_none() -> None:
    assert parse_newsroom(ROSTER).publishes == ()
    assert targets("{}") == ()


def test_a_target_is_of_the_kind_that_it_is_called_after_unless_it_says_another() -> None:
    found = targets("{site: {url: 'https://a.example/'}, mirror: {kind: site, url: 'https://b.example/sub'}}")
    assert [(one.name, one.kind) for one in found] == [("site", "site"), ("mirror", "site")]
    assert read_site(found[0]) == SiteSettings("https://a.example/", "public/site", "own")
    assert read_site(found[1]).url == "https://b.example/sub/"


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("[site]", "`targets` should hold"),
        ("site", "`targets` should hold"),
        ("{site: yes}", "targets.site"),
        ("{Site: {}}", "`Site` is no target's name"),
        ("{site: {kind: [a]}}", "`kind` should be one word"),
        ("{a: {kind: '../x'}}", "`kind` should be one word"),
    ],
)
def test_an_odd_list_of_targets_is_told(said: str, word: str) -> None:
    with pytest.raises(BrokenNewsroom) as error:
        targets(said)
    assert word in error.value.sentence


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("{}", "`url` should be one word or address, and is needed"),
        ("{url: ''}", "`url`"),
        ("{url: [a]}", "`url`"),
        ("{url: desk.example}", "should be the site's address"),
        ("{url: 'ftp://desk.example/'}", "should be the site's address"),
        ("{url: 'javascript:alert(1)'}", "should be the site's address"),
        ("{url: 'https://desk.example/?a=b'}", "should be the site's address"),
        ("{url: 'https://desk.example/\"><script>'}", "should be the site's address"),
        ("{url: 'https://d.example/', ouptut: x}", "`ouptut` is not known; a target of kind `site` has url, output"),
        ("{url: 'https://d.example/', canonical: theirs}", "should be one of own, original"),
        ("{url: 'https://d.example/', output: ../www}", "should be a folder of its own"),
        ("{url: 'https://d.example/', output: /var/www}", "should be a folder of its own"),
        ("{url: 'https://d.example/', output: articles/site}", "should be a folder of its own"),
        ("{url: 'https://d.example/', output: .git/hooks}", "should be a folder of its own"),
        ("{url: 'https://d.example/', output: a//b}", "should be a folder of its own"),
        ("{url: 'https://d.example/', output: a/..}", "should be a folder of its own"),
    ],
)
def test_odd_settings_of_a_site_are_told_with_where_they_stand(said: str, word: str) -> None:
    with pytest.raises(BrokenNewsroom) as error:
        read_site(targets(f"{{site: {said}}}")[0])
    assert word in error.value.sentence
    assert error.value.sentence.startswith("newsroom.yaml: targets.site: ")


def test_targets_are_chosen_by_name_and_an_unknown_one_is_told_with_those_there_are() -> None:
    every = targets("{a: {kind: site}, b: {kind: site}}")
    assert chosen(every, ()) == every
    assert chosen(every, ("b",)) == every[1:]
    with pytest.raises(UsageProblem) as error:
        chosen(every, ("c",))
    assert error.value.sentence == "newsroom.yaml has no target `c`; there is: a, b."


SITE = "kind: site, url: 'https://a.example/'"


@pytest.mark.parametrize(
    ("said", "word"),
    [
        (
            f"{{a: {{{SITE}}}, b: {{{SITE}}}}}",
            "targets.b: `output` should be a folder of its own: targets.a has public/site",
        ),
        (f"{{a: {{{SITE}, output: public/s}}, hugo: {{output: public/S/en}}}}", "targets.a has public/s"),
        (f"{{hugo: {{output: www/en}}, a: {{{SITE}, output: www}}}}", "targets.hugo has www/en"),
        ("{wordpress: {url: 'https://a.example/', password: x}}", "`password` has no place here"),
        ("{site: {}}", "`url` should be"),
        ("{jekyll: {colour: red}}", "`colour` is not known"),
    ],
)
def test_what_cannot_work_is_told_before_it_is_sealed(said: str, word: str) -> None:
    with pytest.raises(BrokenNewsroom) as error:
        ensure_usable(targets(said), "Desk")
    assert word in error.value.sentence


def test_folders_beside_each_other_are_apart() -> None:
    ensure_usable(
        targets(f"{{a: {{{SITE}, output: public/s}}, b: {{{SITE}, output: public/s2}}, hugo: {{}}}}"), "Desk"
    )
