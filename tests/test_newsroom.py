"""newsroom.yaml: read strictly, changed one line at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pure import NEWSROOM, ROSTER

if TYPE_CHECKING:
    from collections.abc import Callable

from dragoman.workflow.errors import BrokenNewsroom, NotAllowed
from dragoman.workflow.newsroom import parse_newsroom
from dragoman.workflow.newsroom_text import new_newsroom, with_person
from dragoman.workflow.people import Person, Roster
from dragoman.workflow.roster_changes import with_added
from dragoman.workflow.states import ROLES

OLGA = Person("olga", "Olga Petrova", ("olga@example.org",), ("editor", "owner"))
HEAD = "name: Desk\n"
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5"


def test_a_newsroom_is_read_with_its_people_in_order() -> None:
    assert NEWSROOM.name == "Example Desk"
    assert (NEWSROOM.sources, NEWSROOM.targets) == (("ar",), ("en",))
    assert [person.id for person in NEWSROOM.roster.people] == ["olga", "lina", "tarek", "omar", "sara"]
    assert NEWSROOM.roster.people[3] == Person("omar", "Omar", ("omar@example.org",), ("editor",))


def test_a_single_word_may_stand_for_a_list_of_one_and_names_may_be_left_out() -> None:
    newsroom = parse_newsroom(HEAD + "languages: {from: ar, to: en}\npeople: {no: {emails: a@b, roles: editor}}\n")
    assert newsroom.sources == ("ar",)
    assert newsroom.roster.people == (Person("no", "no", ("a@b",), ("editor",)),)


@pytest.mark.parametrize("rest", ["", "people:\n", "people: {}\nlanguages: {}\n", "more: [of, our, own]\n"])
def test_a_newsroom_needs_a_name_and_nothing_else(rest: str) -> None:
    assert parse_newsroom(HEAD + rest).roster == Roster()


@pytest.mark.parametrize("text", ["\ufeff" + ROSTER, ROSTER.replace("\n", "\r\n"), "# ours\n---\n" + ROSTER])
def test_a_newsroom_is_read_however_its_lines_end(text: str) -> None:
    assert parse_newsroom(text) == NEWSROOM


def test_keys_are_read_without_their_comments_and_who_left_without_a_role() -> None:
    one = f"{{keys: ['{KEY}  a@desk with words'], revoked: [{KEY}2], emails: a@b}}"
    roster = parse_newsroom(f"{HEAD}people:\n  a: {one}\n  b: {{left: 2026-01-31}}\n").roster
    assert roster.people == (
        Person("a", "a", ("a@b",), (), (KEY,), (f"{KEY}2",)),
        Person("b", "b", (), (), left="2026-01-31"),
    )
    assert roster.by_key(KEY) == roster.by_key(f"{KEY}2") == roster.by_id("a")
    assert roster.by_key("") is None
    assert roster.revoked() == {f"{KEY}2"}


@pytest.mark.parametrize(
    ("policy", "wanted"),
    [
        ("", "when-available"),
        ("policy:\n", "when-available"),
        ("policy: {}\n", "when-available"),
        ("policy: {ours: x}\n", "when-available"),
        ("policy: {signatures: off}\n", "off"),
        ("policy: {signatures: 'off'}\n", "off"),
        ("policy:\n  signatures: required\n", "required"),
    ],
)
def test_the_policy_on_signatures_is_one_of_three_words(policy: str, wanted: str) -> None:
    assert parse_newsroom(HEAD + policy).signatures == wanted


BROKEN = [
    ("", "`name` is missing"),
    ("name:\n", "`name` is missing"),
    ("name: ' '\n", "`name` is missing"),
    ("name: [a]\n", "`name` is missing"),
    ("- a\n", "line 1: expected lines of `key: value`"),
    (HEAD + "name: twice\n", "line 2: the key `name` stands there twice"),
    (HEAD + "a: &b c\n", "line 2: anchors"),
    (HEAD + "<<<<<<< HEAD\n", "not readable as YAML"),
    (HEAD + "languages: [ar]\n", "`languages` should hold"),
    (HEAD + "languages: {from: {a: b}}\n", "`languages.from` should be a list of words"),
    (HEAD + "languages: {to: [[en]]}\n", "`languages.to` should be a list of words"),
    (HEAD + "people: [lina]\n", "`people` should hold one entry a person"),
    (HEAD + "people: lina\n", "`people` should hold one entry a person"),
    (HEAD + "people: {Lina: {}}\n", "`Lina` is no person id"),
    (HEAD + "people: {لينا: {}}\n", "`لينا` is no person id"),
    (HEAD + "people: {null: {}}\n", "`` is no person id"),
    (HEAD + f"people: {{{'a' * 41}: {{}}}}\n", "is no person id"),
    (HEAD + "people: {lina: translator}\n", "people.lina should hold name, emails and roles"),
    (HEAD + "people: {lina: }\n", "people.lina should hold name, emails and roles"),
    (HEAD + "people: {lina: {roles: [boss]}}\n", "the role `boss`; there are translator, editor, publisher, owner"),
    (HEAD + "people: {lina: {roles: {a: b}}}\n", "`people.lina.roles` should be a list"),
    (HEAD + "people: {lina: {emails: [[a]]}}\n", "`people.lina.emails` should be a list"),
    (HEAD + "people: {a: {emails: [x@y.z]}, b: {emails: [X@Y.Z]}}\n", "the address x@y.z stands with both a and b"),
    (HEAD + "people: {a: {left: 2026-01-31, roles: [editor]}}\n", "people.a has left, and cannot have roles"),
    (HEAD + "people: {a: {left: [2026]}}\n", "people.a has left"),
    (HEAD + "people: {a: {keys: {b: c}}}\n", "`people.a.keys` should be a list"),
    (HEAD + "people: {a: {keys: [ssh-ed25519]}}\n", "people.a has a key that is none"),
    (HEAD + "people: {a: {keys: [~/.ssh/id.pub]}}\n", "people.a has a key that is none"),
    (HEAD + "people: {a: {revoked: ['ssh-rsa A*']}}\n", "people.a has a key that is none"),
    (
        HEAD + f"people: {{a: {{keys: [{KEY}]}}, b: {{keys: [{KEY} b@c]}}}}\n",
        f"the key {KEY} stands with both a and b",
    ),
    (HEAD + f"people: {{a: {{keys: [{KEY}]}}, b: {{revoked: [{KEY}]}}}}\n", "stands with both a and b"),
    (HEAD + f"people: {{a: {{keys: [{KEY}], revoked: [{KEY}]}}}}\n", "a key of a is both in use and revoked"),
    (HEAD + "policy: {signatures: maybe}\n", "should be one of off, when-available, required"),
    (HEAD + "policy: {signatures: [off]}\n", "should be one of"),
    (HEAD + "policy: never\n", "should be one of"),
]


@pytest.mark.parametrize(("text", "why"), BROKEN)
def test_what_is_wrong_with_a_newsroom_is_one_sentence(text: str, why: str) -> None:
    with pytest.raises(BrokenNewsroom) as caught:
        parse_newsroom(text)
    assert why in caught.value.sentence
    assert caught.value.sentence.startswith("newsroom.yaml")
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("person_id", ["olga", "no", "on", "null", "123", "1e3", "2026-01-01", "true"])
@pytest.mark.parametrize("name", ["Desk", "no", "صحيفة: «الفرات»", "A # B", "1.10", "- x", "'\"", "😀"])
def test_a_fresh_newsroom_reads_back_as_what_it_was_made_from(person_id: str, name: str) -> None:
    owner = Person(person_id, name, ("olga@example.org",), ("owner",))
    newsroom = parse_newsroom(new_newsroom(name, ("ar", "no"), ("en",), owner))
    assert (newsroom.name, newsroom.sources, newsroom.targets) == (name, ("ar", "no"), ("en",))
    assert newsroom.roster.people == (owner,)


WRITTEN = """\
# Who we are.
name: 'Example Desk'   # as readers see it

languages: {from: [ar], to: [en]}
people:
  # the owner
  olga: {name: "Olga", emails: [olga@example.org], roles: [owner]}  # since 2020
  omar:
    name: Omar
    emails:
    - omar@example.org
    roles: [editor]

# the end
own-key: [1.10, no]
"""


def changed_lines(old: str, new: str) -> tuple[list[str], list[str]]:
    """The lines only the old text has, and those only the new one has; all others stand in the same order."""
    before, after = old.split("\n"), new.split("\n")
    gone = [line for line in before if line not in after]
    come = [line for line in after if line not in before]
    assert [line for line in before if line not in gone] == [line for line in after if line not in come]
    return gone, come


@pytest.mark.parametrize("form", [str, lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text])
def test_a_new_person_is_one_new_line(form: Callable[[str], str]) -> None:
    text = form(WRITTEN)
    lina = Person("lina", "Lina: «لينا»", ("lina@example.org",), ("translator",))
    new = with_person(text, lina)
    gone, come = changed_lines(text, new)
    assert gone == []
    assert [line.strip() for line in come] == [
        "lina: {name: 'Lina: «لينا»', emails: [lina@example.org], roles: [translator]}"
    ]
    assert parse_newsroom(new).roster.by_id("lina") == lina
    assert new.index("omar") < new.index("lina") < new.index("# the end")


def test_more_roles_change_one_line_and_its_comment_stays() -> None:
    new = with_person(WRITTEN, Person("olga", "Olga", ("olga@example.org",), ("editor", "owner")))
    gone, come = changed_lines(WRITTEN, new)
    assert len(gone) == 1
    assert come == ['  olga: {name: "Olga", emails: [olga@example.org], roles: [editor, owner]}  # since 2020']


def test_a_person_written_in_block_form_is_changed_there() -> None:
    new = with_person(WRITTEN, Person("omar", "Omar B.", ("omar@example.org", "o@x.y"), ("editor",)))
    gone, come = changed_lines(WRITTEN, new)
    assert gone == ["    name: Omar", "    emails:", "    - omar@example.org"]
    assert come == ["    name: Omar B.", "    emails: [omar@example.org, o@x.y]"]


def test_a_person_who_is_there_as_wanted_changes_nothing() -> None:
    for person in parse_newsroom(WRITTEN).roster.people:
        assert with_person(WRITTEN, person) == WRITTEN


def test_a_name_or_an_address_that_the_entry_lacks_is_added() -> None:
    text = HEAD + "people:\n  lina: {roles: [editor]}\n"
    new = with_person(text, Person("lina", "Lina", ("a@b.c",), ("editor",)))
    assert new == HEAD + "people:\n  lina: {roles: [editor], name: Lina, emails: [a@b.c]}\n"


@pytest.mark.parametrize("rest", ["", "people:\n", "people: []\n", "people: {}\n", "people:   # nobody yet\n"])
def test_a_roster_without_people_takes_one_or_says_why_not(rest: str) -> None:
    try:
        new = with_person(HEAD + rest, OLGA)
    except BrokenNewsroom as error:
        assert "people" in error.sentence  # noqa: PT017  # either is right; only another exception is wrong
        assert "{}" not in rest
        return
    assert parse_newsroom(new).roster.people == (OLGA,)


def test_a_newsroom_that_cannot_be_read_is_not_changed() -> None:
    with pytest.raises(BrokenNewsroom):
        with_person("people: {}\n", OLGA)


NAMES = st.text(
    st.one_of(st.sampled_from("ab :#,[]{}'\"&*!|>%@`?-~عé😀"), st.characters(exclude_categories=["Cs", "Cc"]))
)


@settings(max_examples=500, deadline=None)
@given(NAMES.filter(lambda name: name.strip() != ""), st.sets(st.sampled_from(ROLES)))
def test_any_persons_name_reads_back_and_no_other_line_changes(name: str, roles: set[str]) -> None:
    person = Person("lina", name, ("lina@example.org",), tuple(role for role in ROLES if role in roles))
    new = with_person(WRITTEN, person)
    assert parse_newsroom(new).roster.by_id("lina") == person
    assert changed_lines(WRITTEN, new)[0] == []
    assert with_person(new, person) == new


def test_somebody_new_needs_a_name_and_an_address() -> None:
    nadia = with_added(NEWSROOM.roster, "nadia", "Nadia", "nadia@example.org", ("owner", "translator"))
    assert nadia == Person("nadia", "Nadia", ("nadia@example.org",), ("translator", "owner"))
    for name, email in (("", "nadia@example.org"), ("Nadia", ""), ("", "")):
        with pytest.raises(NotAllowed, match="nadia is new here: --name and --email are needed"):
            with_added(NEWSROOM.roster, "nadia", name, email, ("editor",))


def test_somebody_known_gains_roles_and_addresses_and_loses_none() -> None:
    roster = NEWSROOM.roster
    assert with_added(roster, "omar", "", "", ("publisher", "editor")).roles == ("editor", "publisher")
    assert with_added(roster, "omar", "", "", ()) == roster.by_id("omar")
    assert with_added(roster, "omar", "Omar B.", "", ()).name == "Omar B."
    assert with_added(roster, "omar", "", "o@x.y", ()).emails == ("omar@example.org", "o@x.y")
    assert with_added(roster, "omar", "", "OMAR@example.org", ()).emails == ("omar@example.org",)


def test_an_address_names_its_person_in_any_letter_case() -> None:
    assert with_added(NEWSROOM.roster, "LINA.k@example.net", "", "", ("publisher",)).id == "lina"
    found = with_added(NEWSROOM.roster, "somebody", "", "OMAR@EXAMPLE.ORG", ("publisher",))
    assert (found.id, found.roles, found.emails) == ("omar", ("editor", "publisher"), ("omar@example.org",))


def test_one_address_is_never_two_people() -> None:
    with pytest.raises(NotAllowed, match="is omar's; one address cannot be two people"):
        with_added(NEWSROOM.roster, "lina", "", "Omar@example.org", ())


def test_who_can_help_is_told_by_role_and_without_the_person_who_asks() -> None:
    roster = NEWSROOM.roster
    assert roster.who(("editor",)) == "an editor (lina, omar)"
    assert roster.who(("editor",), "lina") == "an editor (omar)"
    assert roster.who(("translator", "editor")) == "a translator or editor (lina, tarek, omar)"
    assert Roster().who(("owner",)) == "an owner (nobody has that role yet)"
    assert roster.name_of("lina") == "Lina Khatib"
    assert roster.name_of("nobody") == "nobody"
    assert roster.by_email("nobody@example.org") is None
