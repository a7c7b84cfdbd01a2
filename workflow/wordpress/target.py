"""A WordPress as a target: look up, compare, then make, change or retract only what is not right already."""

from __future__ import annotations

import os
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from dragoman.workflow.edition import HeldBack
from dragoman.workflow.errors import ChangedMeanwhile, TargetFailed, UsageProblem
from dragoman.workflow.places import article_name
from dragoman.workflow.seal import sha256
from dragoman.workflow.targets import Delivered
from dragoman.workflow.wordpress.addresses import settled
from dragoman.workflow.wordpress.claims import Claims
from dragoman.workflow.wordpress.door import Door
from dragoman.workflow.wordpress.login import find_login
from dragoman.workflow.wordpress.plan import plan
from dragoman.workflow.wordpress.posting import Posting
from dragoman.workflow.wordpress.settings import read_wordpress
from dragoman.workflow.wordpress.shown import shown
from dragoman.workflow.wordpress.there import greet, our_posts
from dragoman.workflow.wordpress.wanted import wanted
from dragoman.workflow.wordpress.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.workflow.edition import Edition
    from dragoman.workflow.target_settings import TargetSettings
    from dragoman.workflow.targets import Difference, Place
    from dragoman.workflow.wordpress.claims import Asked
    from dragoman.workflow.wordpress.plan import Plan, Put
    from dragoman.workflow.wordpress.settings import WordPressSettings
    from dragoman.workflow.wordpress.wanted import Wanted
    from dragoman.workflow.workers import Told


def make(settings: TargetSettings, place: Place) -> WordPress:
    """The WordPress that an entry of newsroom.yaml means.

    Raises:
        BrokenNewsroom: its settings are wrong.
        UsageProblem: its files are wanted in some folder.
        TargetFailed: nobody says who we are there.
        BadText: the newsroom's own template cannot be used.
    """
    site = read_wordpress(settings, place.newsroom)
    if place.output:
        raise UsageProblem(
            f"The target `{settings.name}` is a WordPress and puts no files anywhere.", "leave --output out"
        )
    return WordPress(settings.name, site, Door(site.url, find_login(settings.name, site, os.environ)), place)


class WordPress:
    """The target by the name ``name``, asked through a door."""

    def __init__(self, name: str, settings: WordPressSettings, door: Door, place: Place) -> None:
        words = Words(place.root)
        self._name, self._settings, self._door, self._place = name, settings, door, place
        self._claims = Claims(
            os.path.join(place.memory, f"{name}-{sha256(settings.url)[:12]}.json"),
            sha256(f"{words.digest}{settings}{place.languages}"),
            partial(wanted, words=words, settings=settings, languages=place.languages),
        )

    def differences(self, edition: Edition) -> Iterator[Difference]:
        """What delivering would change: nothing but questions is asked."""
        with closing(self._door):
            asked, decided = self._decide(edition, lambda *_: None)
            found = [(one, put.post) for put, one in self._each(edition, asked, decided.puts)]
            yield from shown(self._door, found, decided.gone, self._settings)

    def deliver(self, edition: Edition, told: Told) -> Delivered:
        """Bring the WordPress to the edition."""
        with closing(self._door):
            asked, decided = self._decide(edition, told)
            posting = Posting(self._door, self._settings)
            # First what readers should not find any more, then what they should.
            for post in decided.gone:
                posting.retract(post)
            done = 0
            for put, one in self._each(edition, asked, decided.puts):
                posting.put(one, put.post)
                done += 1
                told("posts", done, len(decided.puts))
        theirs = (HeldBack(one.name, f"{one.why}; {one.hint}") for one in decided.theirs)
        held = (*asked.held, *theirs)
        return Delivered(self._name, self._settings.url, done, len(decided.gone), held)

    def _decide(self, edition: Edition, told: Told) -> tuple[Asked, Plan]:
        """What is asked for, and what is to be done for it.

        Raises:
            ChangedMeanwhile: an article that is coming would go over what somebody did there.
            TargetFailed: the WordPress cannot be asked, or two articles want one address.
        """
        asked = self._claims.of(edition, told)
        _apart(asked)
        greet(self._door, self._settings)
        posts = our_posts(self._door, self._settings.desk, told)
        held = {one.name for one in asked.held}
        decided = plan(asked.claims, held, posts, self._settings, self._place.may_force)
        read = partial(self._words, edition, asked)
        decided = settled(decided, {post.id for post in posts}, self._door, self._place.may_force, read)
        coming = {article_name(path) for path in edition.coming}
        if stopped := [one for one in decided.theirs if one.name in coming]:
            more = f", and {len(stopped) - 1:,} more so" if stopped[1:] else ""
            sentence = f"{stopped[0].name}: {stopped[0].why}; it was not overwritten{more}."
            raise ChangedMeanwhile(sentence, stopped[0].hint)
        return asked, decided

    def _words(self, edition: Edition, asked: Asked, put: Put) -> Wanted | None:
        """An article's words, read again; None where they have come to be held back."""
        return next((one for _, one in self._each(edition, asked, [put])), None)

    def _each(self, edition: Edition, asked: Asked, puts: Sequence[Put]) -> Iterator[tuple[Put, Wanted]]:
        """Each article to be put there with its words, read story by story."""
        for put in puts:
            for one in self._claims.story(edition, asked.stories[put.claim.name]):
                if not isinstance(one, HeldBack) and one.claim.name == put.claim.name:
                    yield put, one


def _apart(asked: Asked) -> None:
    """See that no two articles want one address.

    Raises:
        TargetFailed: two do.
    """
    whose: dict[str, str] = {}
    for claim in asked.claims:
        if (other := whose.setdefault(claim.slug, claim.name)) != claim.name:
            raise TargetFailed(
                f"{other} and {claim.name} want the same address, {claim.slug}.",
                "give one of them another slug",
            )
