"""A real WordPress on this machine, and desks that deliver articles to it."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
from site_stories import edition_of, story

from dragoman.workflow.publication import Record
from dragoman.workflow.targets import Place
from dragoman.workflow.wordpress.door import Door
from dragoman.workflow.wordpress.login import Login
from dragoman.workflow.wordpress.settings import WordPressSettings
from dragoman.workflow.wordpress.target import WordPress

if TYPE_CHECKING:
    from dragoman.workflow.edition import Edition
    from dragoman.workflow.publication import Publication
    from dragoman.workflow.targets import Delivered

# Asks as anybody else would.
CLIENT = httpx.Client(timeout=60, trust_env=False)
SCRIPT = Path(__file__).with_name("wordpress.sh")


def script(*argv: str) -> str:
    done = subprocess.run([SCRIPT, *argv], capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
    return done.stdout


@dataclass
class Site:
    """The WordPress in ``folder``; ``url`` is its front page, ``people`` the application passwords by role."""

    folder: str
    url: str = ""
    people: dict[str, str] = field(default_factory=dict)

    def up(self) -> None:
        """Start it."""
        said = dict(line.split("=", 1) for line in script("up", self.folder).splitlines())
        self.url = said["url"]
        self.people = {key: value for key, value in said.items() if key not in ("url", "site")}

    def down(self) -> None:
        """Stop it."""
        script("down", self.folder)

    @property
    def plugins(self) -> Path:
        """The folder of the plugins that always run."""
        return Path(self.folder) / "site/wp-content/mu-plugins"

    def ask(self, method: str, route: str, role: str = "administrator", **words: Any) -> Any:
        """Ask it as somebody else than dragoman would; what it answers."""
        body = words.pop("json", None)
        who = (role, self.people[role]) if role else None
        asked = {"rest_route": f"/wp/v2/{route}", **words}
        got = CLIENT.request(method, self.url, params=asked, json=body, auth=who)
        assert got.is_success, got.text
        return got.json()

    def posts(self, desk: str, **words: Any) -> list[dict[str, Any]]:
        """A desk's posts as those who edit see them, the oldest first."""
        status = "publish,future,draft,pending,private,trash"
        asked = {"dragoman_desk": desk, "status": status, "context": "edit", "per_page": 100, "order": "asc"}
        found: list[dict[str, Any]] = self.ask("GET", "posts", **{**asked, "orderby": "id", **words})
        return found

    def requests(self) -> list[str]:
        """The methods of all requests so far, as its own web server wrote them down."""
        lines = (Path(self.folder) / "log/requests").read_text(encoding="utf-8", errors="replace").splitlines()
        return [line.split()[0] for line in lines]

    def desk(self, name: str, folder: Path, role: str = "editor", **settings: Any) -> Desk:
        """A desk that publishes here."""
        said = WordPressSettings(self.url, name, **settings)
        return Desk(self, said, Login(role, self.people[role]), folder)


@dataclass
class Desk:
    """A desk that publishes to a site, and remembers something in a folder."""

    site: Site
    settings: WordPressSettings
    login: Login
    folder: Path
    languages: tuple[str, ...] = ("en", "ar", "de")

    def target(self, *forced: str) -> WordPress:
        """Its target."""
        place = Place(
            str(self.folder), "Example Desk", str(self.folder / ".git/targets"), self.languages, "", frozenset(forced)
        )
        return WordPress("wordpress", self.settings, Door(self.site.url, self.login), place)

    def deliver(self, *published: Publication, coming: tuple[Publication, ...] = (), force: str = "") -> Delivered:
        """Deliver an edition of these; those that are ``coming`` are not recorded yet."""
        return self.target(*filter(None, [force])).deliver(self.edition(*published, coming=coming), lambda *_: None)

    def edition(self, *published: Publication, coming: tuple[Publication, ...] = ()) -> Edition:
        """An edition of these."""
        edition = edition_of([*published, *coming], self.languages)
        return replace(edition, coming=frozenset(one.place for one in coming))

    def writes(self, *published: Publication, **more: Any) -> tuple[list[str], Delivered]:
        """Deliver, and which requests that write it took."""
        before = len(self.site.requests())
        done = self.deliver(*published, **more)
        return [method for method in self.site.requests()[before:] if method != "GET"], done

    def posts(self) -> list[dict[str, Any]]:
        """Its posts."""
        return self.site.posts(self.settings.desk)

    def post(self) -> dict[str, Any]:
        """Its only post."""
        (found,) = self.posts()
        return found


def article(slug: str, lang: str = "en", **changes: Any) -> Publication:
    """An invented article of a source of its own, without pictures: those take WordPress long."""
    plain = replace(story(lang, slug), pictures=(), files=(), keywords=("ferries",))
    record = Record(seal=f"seal of {slug}", source=f"source of {slug}")
    return replace(plain, **{"record": record, **changes})


def pictured(slug: str, lang: str = "en", **changes: Any) -> Publication:
    """The same with its picture."""
    whole = story(lang, slug)
    return article(slug, lang, **{"pictures": whole.pictures, "files": whole.files, **changes})
