"""Full dates and times are compared by value, in whatever calendar and order they are written."""

from __future__ import annotations

import pytest

from dragoman.workflow.fidelity.compare import compare


def told(source: str, translation: str, tags: tuple[str, str]) -> list[str]:
    return [one.check for one in compare(source, translation, tags).findings if one.severity != "note"]


@pytest.mark.parametrize(
    ("source", "translation", "tags"),
    [
        ("Am 5.3.2024 kam sie.", "She came on 5 March 2024.", ("de", "en")),
        ("Am 5.3.2024 kam sie.", "She came on 3/5/2024.", ("de", "en")),
        ("Am 5.3.24 kam sie.", "She came on March 5, 2024.", ("de", "en")),
        ("Am 5. März 2024 kam sie.", "She came on 2024-03-05.", ("de", "en")),
        ("او در ۱۵ اسفند ۱۴۰۲ آمد.", "She came on 5 March 2024.", ("fa", "en")),
        ("او در ۱۴۰۲/۱۲/۱۵ آمد.", "She came on 5 March 2024.", ("fa", "en")),
        ("وصلت في 24 شعبان 1445.", "She came on 5 March 2024.", ("ar", "en")),
        ("وصلت في 24 ربيع الأول 1445.", "She came on 9 October 2023.", ("ar", "en")),
        ("Um 15:30 Uhr ging sie.", "She left at 3:30 pm.", ("de", "en")),
    ],
)
def test_the_same_day_or_time_is_no_finding(source: str, translation: str, tags: tuple[str, str]) -> None:
    assert told(source, translation, tags) == []


@pytest.mark.parametrize(
    ("source", "translation", "tags"),
    [
        ("Am 5.3.2024 kam sie.", "She came on 6 March 2024.", ("de", "en")),
        ("Am 5.3.2024 kam sie.", "She came on 5 April 2024.", ("de", "en")),
        ("او در ۱۵ اسفند ۱۴۰۲ آمد.", "She came on 7 March 2024.", ("fa", "en")),
        ("وصلت في 24 شعبان 1445.", "She came on 9 March 2024.", ("ar", "en")),
        ("Um 15:30 Uhr ging sie.", "She left at 3:45 pm.", ("de", "en")),
    ],
)
def test_another_day_or_time_is_told(source: str, translation: str, tags: tuple[str, str]) -> None:
    assert told(source, translation, tags) != []
