"""Names of countries inside a sentence."""

from __future__ import annotations

from sistercities.sentences import CountryName, Sentence, country_name

_WITH_ARTICLE = frozenset(
    ("Netherlands", "Philippines", "Bahamas", "Maldives", "Comoros", "Seychelles", "Gambia",
     "Vatican", "Palestinian Territory", "British Indian Ocean Territory", "Isle of Man")
)  # fmt: skip
_LAST_WORDS = (" Islands", " Republic", " Territories")


def with_article(country: str) -> str:
    """Name of a country as it stands after `of`: the Netherlands, not The Netherlands.

    What keeps its code keeps it with the article, too. What is no name but made of words, such as
    a region in a country, stays as it is.
    """
    if isinstance(country, Sentence):
        return country
    text = _with_article(str(country))
    return country_name(text, country.code) if isinstance(country, CountryName) else text


def _with_article(country: str) -> str:
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
    """Begin a sentence with a capital where an article stands first; what it is made of stays."""
    if not sentence.startswith("the "):
        return sentence
    text = f"The {sentence.removeprefix('the ')}"
    return sentence.in_text(text) if isinstance(sentence, Sentence) else text
