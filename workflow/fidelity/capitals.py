"""Capitals for countries: where one text says Athens, another says Greece."""

from __future__ import annotations

_COUNTRIES = {
    "c-ankara": "TR", "c-athens": "GR", "c-baghdad": "IQ", "c-beijing": "CN", "c-beirut": "LB", "c-berlin": "DE",
    "c-cairo": "EG", "c-copenhagen": "DK", "c-damascus": "SY", "c-doha": "QA", "c-lisbon": "PT", "c-london": "GB",
    "c-madrid": "ES", "c-moscow": "RU", "c-paris": "FR", "c-prague": "CZ", "c-riyadh": "SA", "c-rome": "IT",
    "c-tehran": "IR", "c-tripoli": "LY", "c-vienna": "AT", "c-warsaw": "PL", "c-washington": "US",
}  # fmt: skip
_CAPITALS = {country: city for city, country in _COUNTRIES.items()}


def capital(place: str) -> str:
    """The capital of a country, by their codes in the lists; '' where the lists have none."""
    return _CAPITALS.get(place, "")
