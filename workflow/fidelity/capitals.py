"""Capitals for countries: where one text says Athens, another says Greece."""

from __future__ import annotations

_CAPITALS = {
    "TR": "c-ankara", "GR": "c-athens", "IQ": "c-baghdad", "CN": "c-beijing", "LB": "c-beirut", "DE": "c-berlin",
    "EG": "c-cairo", "DK": "c-copenhagen", "SY": "c-damascus", "QA": "c-doha", "PT": "c-lisbon", "GB": "c-london",
    "ES": "c-madrid", "RU": "c-moscow", "FR": "c-paris", "CZ": "c-prague", "SA": "c-riyadh", "IT": "c-rome",
    "IR": "c-tehran", "LY": "c-tripoli", "AT": "c-vienna", "PL": "c-warsaw", "US": "c-washington",
}  # fmt: skip


def capital(place: str) -> str:
    """The capital of a country, by their codes in the lists; '' where the lists have none."""
    return _CAPITALS.get(place, "")
