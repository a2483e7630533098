"""Names of countries inside a sentence."""

from __future__ import annotations

_WITH_ARTICLE = frozenset(
    ("Netherlands", "Philippines", "Bahamas", "Maldives", "Comoros", "Seychelles", "Gambia",
     "Vatican", "Palestinian Territory", "British Indian Ocean Territory", "Isle of Man")
)  # fmt: skip
_LAST_WORDS = (" Islands", " Republic", " Territories")


def with_article(country: str) -> str:
    """Name of a country as it stands after `of`: the Netherlands, not The Netherlands."""
    if country.startswith("The "):
        return f"the {country.removeprefix('The ')}"
    has_article = (
        country in _WITH_ARTICLE
        or country.startswith(("United ", "U.S. "))
        or country.endswith(_LAST_WORDS)
        or "Republic of" in country
    )
    return f"the {country}" if has_article else country


def at_start(sentence: str) -> str:
    """Begin a sentence with a capital where an article stands first."""
    return f"The {sentence.removeprefix('the ')}" if sentence.startswith("the ") else sentence
