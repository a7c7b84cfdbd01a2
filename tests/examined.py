"""An article to examine, and what `check` finds in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conftest import Room

SOURCE = """\
# محطة المياه تعود إلى العمل بعد أربعة أشهر

عادت مضخات الحي الشرقي إلى العمل يوم الاثنين بعد أربعة أشهر، بحسب ما قال الأهالي للصحيفة.

وقال أحدهم: «كنا نشتري المياه من الصهاريج كل يوم». واستغرق الإصلاح ١٦ أسبوعا.
"""
GOOD = """\
# Water station back at work after four months

The pumps of the eastern district ran again on Monday after four months, residents told the paper.

“We used to buy water from tankers every day,” one of them said. The repair took 16 weeks.
"""


def translated(room: Room, text: str) -> None:
    """Source the article and hand in a translation of it."""
    room.source(text=SOURCE)
    room.ok("lina", "translate", "water", "--file", "-", stdin=text)


def checked(room: Room, *argv: str) -> list[dict[str, Any]]:
    """What `check` finds in the article."""
    found: list[dict[str, Any]] = json.loads(room.run("omar", "check", "water", "--json", *argv).out)["findings"]
    return found


def ids(found: list[dict[str, Any]]) -> list[str]:
    """The checks that found something."""
    return [one["id"] for one in found]


def policy(room: Room, text: str) -> None:
    """Have the owner write something more into the policy."""
    file = room.root / "newsroom.yaml"
    said = file.read_text(encoding="utf-8").replace("policy:\n", f"policy:\n{text}")
    file.write_text(said, encoding="utf-8")
    room.ok("olga", "save", "newsroom.yaml")


def key_of(room: Room, check: str) -> str:
    """The key of a check's only finding."""
    return next(str(one["key"]) for one in checked(room) if one["id"] == check)
