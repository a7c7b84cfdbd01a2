"""What is to be done at a WordPress follows from what is asked for and what is there, and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.workflow.wordpress.plan import Claim, Plan, Put, plan
from dragoman.workflow.wordpress.settings import RETRACTED, STATUS, WordPressSettings
from dragoman.workflow.wordpress.there import GONE, Post

SITE = WordPressSettings("https://desk.example/", "Desk")
CLAIM = Claim("water/en", "water", "digest", "source")
POST = Post(
    7, "water", "publish", "https://desk.example/water/", "ours", "seen", "publish",
    "Desk", "water/en", "source", "digest",
)  # fmt: skip


def decide(
    claims: list[Claim], posts: list[Post], *, held: tuple[str, ...] = (), force: bool = False, **settings: Any
) -> Plan:
    return plan(claims, held, posts, replace(SITE, **settings), lambda _: force)


def test_what_is_right_already_is_left_alone() -> None:
    assert decide([CLAIM], [POST]) == Plan()
    assert decide([CLAIM], [replace(POST, status="future", left="future")]) == Plan()
    assert decide([CLAIM], [replace(POST, left="future")]) == Plan(), "its time has come"


def test_a_new_article_gets_a_new_post() -> None:
    assert decide([CLAIM], []) == Plan((Put(CLAIM, None),))


@pytest.mark.parametrize(
    "post",
    [
        replace(POST, digest="other"),
        replace(POST, slug="elsewhere"),
        replace(POST, state="unfinished"),
        replace(POST, state="unfinished", status="draft"),
        replace(POST, digest=GONE, status="draft", left="draft"),
        replace(POST, digest=GONE, status="trash", left="draft"),
    ],
)
def test_a_post_that_is_not_as_it_should_be_is_put_right(post: Post) -> None:
    assert decide([CLAIM], [post]) == Plan((Put(CLAIM, post),))


@pytest.mark.parametrize(
    "post",
    [
        replace(POST, state="changed"),
        replace(POST, state="changed", digest="older"),
        replace(POST, state="changed", digest=GONE, status="draft", left="draft"),
        replace(POST, status="draft"),
        replace(POST, status="trash"),
        replace(POST, status="private"),
    ],
)
def test_what_somebody_changed_there_is_left_unless_forced(post: Post) -> None:
    found = decide([CLAIM], [post])
    assert (found.puts, found.gone) == ((), ())
    assert [one.name for one in found.theirs] == ["water/en"]
    assert decide([CLAIM], [post], force=True) == Plan((Put(CLAIM, post),))


@pytest.mark.parametrize("status", ["draft", "pending"])
def test_a_draft_that_they_publish_or_withhold_is_as_it_should_be_but_not_one_they_threw_away(status: str) -> None:
    for now in ("draft", "pending", "publish", "private"):
        assert decide([CLAIM], [replace(POST, status=now, left=status)], status=status) == Plan()
    assert decide([CLAIM], [replace(POST, status="trash", left=status)], status=status).theirs


def test_another_status_in_newsroom_yaml_is_nobodys_change_by_hand() -> None:
    drafted = replace(POST, status="draft", left="draft")
    assert decide([CLAIM], [drafted]) == Plan((Put(CLAIM, drafted),))


def test_a_post_whose_article_is_not_published_any_more_is_retracted_once() -> None:
    assert decide([], [POST]).gone == (POST,)
    assert decide([], [replace(POST, state="changed")]).gone, "readers should not find it, whoever changed it"
    assert decide([], [replace(POST, status="draft")]) == Plan()
    assert decide([], [replace(POST, status="draft")], retracted="trash").gone
    assert decide([], [replace(POST, status="trash")], retracted="trash") == Plan()


def test_the_post_of_an_article_that_is_held_back_stays() -> None:
    assert decide([], [POST], held=("water/en",)) == Plan()


def test_a_renamed_article_takes_its_post_along_where_only_one_can_be_meant() -> None:
    renamed = CLAIM._replace(name="pumps/en", slug="pumps")
    assert decide([renamed], [POST]) == Plan((Put(renamed, POST),))
    for other in (
        renamed._replace(name="pumps/fr"),
        renamed._replace(source="another"),
    ):
        assert decide([other], [POST]) == Plan((Put(other, None),), (POST,))
    twin = renamed._replace(name="wells/en", slug="wells")
    assert decide([renamed, twin], [POST]).puts == (Put(renamed, None), Put(twin, None))
    nameless = replace(POST, source="")
    assert decide([renamed._replace(source="")], [nameless]).gone == (nameless,)


def test_of_two_posts_with_one_name_the_older_one_is_the_articles_and_the_other_nobodys() -> None:
    assert decide([CLAIM], [POST, replace(POST, id=9, state="changed")]) == Plan()


_posts = st.builds(
    replace,
    st.just(POST),
    slug=st.sampled_from(["water", "pumps"]),
    status=st.sampled_from(["publish", "future", "draft", "pending", "private", "trash"]),
    left=st.sampled_from(["publish", "future", "draft", "private", ""]),
    state=st.sampled_from(["ours", "changed", "unfinished"]),
    article=st.sampled_from(["water/en", "pumps/en", "wells/en"]),
    digest=st.sampled_from(["digest", "older", GONE]),
)


@given(
    st.lists(_posts, max_size=5),
    st.sets(st.sampled_from(["water", "pumps", "wells"])),
    st.sampled_from(STATUS),
    st.sampled_from(RETRACTED),
)
def test_nothing_is_decided_twice_and_only_ours_and_unfinished_posts_are_written_over(
    drawn: list[Post], slugs: set[str], status: str, retracted: str
) -> None:
    posts = [replace(post, id=number) for number, post in enumerate(drawn)]
    claims = [Claim(f"{slug}/en", slug, "digest", f"source of {slug}") for slug in sorted(slugs)]
    found = decide(claims, posts, status=status, retracted=retracted)
    written = [put.post.id for put in found.puts if put.post]
    names = [put.claim.name for put in found.puts] + [one.name for one in found.theirs]
    assert len(names) == len(set(names))
    assert not set(written) & {post.id for post in found.gone}
    assert all(put.post is None or put.post.state != "changed" for put in found.puts)
    assert not {post.article for post in found.gone} & {claim.name for claim in claims}
