"""What `compare` can find, listed beside the house checks: default severity, reason, and two pairs of texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.workflow.house.pairs import (
    COMPLAINT,
    DOUBT,
    DOUBTED,
    FAR,
    FARTHER,
    FIRST,
    FOUR,
    FOURTH,
    GOOD,
    HEAD,
    HEADED,
    LINK,
    LINKED,
    LIST,
    LISTED,
    LONG,
    MAIL,
    MAILED,
    ONE,
    PEOPLE,
    PICTURE,
    PICTURED,
    QUOTED,
    REPORTED,
    SAID,
    SECOND,
    SOURCE,
    SPOKEN,
    STRESS,
    STRESSED,
    TELL,
    THIRD,
    THREE,
    TOLD,
    TWO,
    Pair,
    beside,
    changed,
    swapped,
)

if TYPE_CHECKING:
    from dragoman.workflow.problems import Severity


@dataclass(frozen=True, slots=True)
class Compared:
    """A check of ``compare``. ``severity`` is what it says where it is sure; in doubt it says less."""

    id: str
    severity: Severity
    reason: str
    fires: Pair
    passes: Pair


COMPARED = (
    Compared("paragraph-missing", "error", "A paragraph of the source has no counterpart.",
             Pair(f"{SOURCE}\n\n{FOURTH}", GOOD.translation), GOOD),
    Compared("paragraph-added", "error", "A paragraph has no counterpart in the source.",
             Pair(SOURCE, f"{GOOD.translation}\n\n{FOUR}"), GOOD),
    Compared("passage-missing", "warning", "A paragraph is far shorter than its counterpart, or was joined and lost.",
             changed(TWO, "They bought water."), GOOD),
    Compared("passage-added", "warning", "A paragraph is far longer than its counterpart.",
             changed(TWO, LONG), GOOD),
    Compared("paragraph-moved", "note", "A paragraph stands elsewhere.",
             Pair(SOURCE, f"{THREE}\n\n{ONE}\n\n{TWO}"), GOOD),
    Compared("untranslated", "error", "A paragraph was left as it is in the source.", changed(TWO, SECOND), GOOD),
    Compared("number-changed", "error", "Two numbers differ: an error in digits, less in words.",
             changed("300,000", "30,000"), GOOD),
    Compared("number-missing", "warning", "A number has no counterpart in the translation.",
             changed("300,000 dollars", "a great deal of money"), GOOD),
    Compared("number-added", "warning", "A number has no counterpart in the source.",
             changed("workers", "25 workers"), GOOD),
    Compared("currency-changed", "warning", "The same sum in another currency.", changed("dollars", "euros"), GOOD),
    Compared("unit-changed", "warning", "The same figure in another unit, and not converted.",
             beside(FAR, FARTHER), beside(FAR, FARTHER.replace("miles", "kilometres"))),
    Compared("date-changed", "error", "Another day of the week, or another month.",
             changed("Monday", "Tuesday"), GOOD),
    Compared("date-missing", "warning", "A day or a month has no counterpart in the translation.",
             changed(" on Monday", ""), GOOD),
    Compared("date-added", "warning", "A day or a month has no counterpart in the source.",
             changed("every day", "every day until March"), GOOD),
    Compared("quote-missing", "warning", "A quotation lost its marks: nobody is held to its words any more.",
             beside(SAID, REPORTED), beside(SAID, QUOTED)),
    Compared("quote-added", "warning", "Words are put in somebody's mouth.",
             changed(TWO, COMPLAINT), beside(SAID, QUOTED)),
    Compared("name-changed", "error", "Another name stands where the source has this one.",
             swapped(PEOPLE, "Mayor Karim Delacroix", "Mayor Karim Fitzgerald"), PEOPLE),
    Compared("speaker-changed", "error", "Somebody else speaks.",
             swapped(SPOKEN, "Delacroix said", "Fitzgerald said"), SPOKEN),
    Compared("name-added", "warning", "A name that the source does not have.",
             swapped(PEOPLE, "new pumps", "new pumps from Kirkwood"), PEOPLE),
    Compared("name-missing", "note", "A name of the source is not in the translation.",
             swapped(PEOPLE, "Salma Fitzgerald", "a woman"), PEOPLE),
    Compared("name-spelled-two-ways", "note", "One name of the source, two spellings in the translation.",
             swapped(PEOPLE, "and Fitzgerald will", "and Fitzgerold will"), PEOPLE),
    Compared("hedge-missing", "warning", "A doubt became a fact.",
             beside(DOUBTED, "The large pump broke down twice, and people in the whole district know that by now."),
             beside(DOUBTED, DOUBT)),
    Compared("hedge-added", "note", "A fact became a doubt.",
             changed("ran again", "reportedly ran again"), beside(DOUBTED, DOUBT)),
    Compared("attribution-missing", "warning", "Nobody says it any more.",
             beside(TOLD, "The large pump of the municipality broke down twice this summer."), beside(TOLD, TELL)),
    Compared("link-changed", "warning", "A link leads elsewhere.",
             beside(LINKED, LINK.replace("/report)", "/other)")), beside(LINKED, LINK)),
    Compared("link-missing", "warning", "A link is gone.",
             beside(LINKED, LINK.replace("[report](https://paper.example/report)", "report")),
             beside(LINKED, LINK)),
    Compared("link-added", "note", "A link that the source does not have.",
             changed("local paper", "[local paper](https://paper.example)"), beside(LINKED, LINK)),
    Compared("image-changed", "warning", "Another image.",
             beside(PICTURED, PICTURE.replace("station.jpg", "other.jpg")), beside(PICTURED, PICTURE)),
    Compared("image-missing", "warning", "An image is gone.",
             Pair(f"{FIRST}\n\n{PICTURED}\n\n{THIRD}", f"{ONE}\n\n{THREE}"), beside(PICTURED, PICTURE)),
    Compared("image-added", "note", "An image that the source does not have.",
             Pair(f"{FIRST}\n\n{THIRD}", f"{ONE}\n\n{PICTURE}\n\n{THREE}"), beside(PICTURED, PICTURE)),
    Compared("email-changed", "warning", "Another e-mail address.",
             beside(MAILED, MAIL.replace("desk@", "dusk@")), beside(MAILED, MAIL)),
    Compared("email-missing", "warning", "An e-mail address is gone.",
             beside(MAILED, MAIL.replace(" at desk@paper.example", "")), beside(MAILED, MAIL)),
    Compared("email-added", "note", "An e-mail address that the source does not have.",
             changed("local paper", "local paper (desk@paper.example)"), beside(MAILED, MAIL)),
    Compared("heading-changed", "warning", "A heading became a paragraph, or the other way round.",
             beside(HEADED, HEAD.removeprefix("## ")), beside(HEADED, HEAD)),
    Compared("list-changed", "warning", "A list lost its items, or gained some.",
             beside(LISTED, LIST.replace("\n- ", ", ").removeprefix("- ")), beside(LISTED, LIST)),
    Compared("emphasis-changed", "note", "What was stressed is not, or the other way round.",
             beside(STRESSED, STRESS.replace("**", "")), beside(STRESSED, STRESS)),
)  # fmt: skip
