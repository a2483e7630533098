"""Reasons for and against a partner in the language of a page.

The API gives each reason its English sentence and the value behind it. For a Chinese page the
sentence is made anew from the value; the tests hold that every feature of the model has its words
and that the two languages say the same number.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from sistercities import api
from sistercities.web.languages import Words

_COUNTS = {
    "region_ties", "neighbours_tied", "direct_flight", "partner_destinations", "partner_ties",
    "recent_ties", "own_ties_there", "own_ties_in_region", "partner_ties_here", "home_ties",
}  # fmt: skip
"""Features whose value is log2(1 + count)."""
_FLAGS = {
    "shared_partners", "shared_at_home", "tied_with_alike", "town_network", "sister_region",
    "colonial_tie",
    "neighbours", "rivalry", "alliance", "dispute",
}  # fmt: skip
"""Features of which only whether the value is 0 is said."""
_WHO = {"coast", "capital", "seat", "common_language"}
"""Features whose value is one of four."""
_RATIOS = {"size_match": (10.0, 1.5), "income_gap": (2.0, 1.32), "country_ties": (2.0, 1.32)}
"""Base of the value's logarithm, and the ratio below which the two are called alike."""
_DISTANCES = {"distance": (10.0, 2), "partner_income": (2.0, 2), "migrants": (10.0, 2)}
"""Base of the value's logarithm, and the figures that are told."""


@dataclass(frozen=True, slots=True)
class Told:
    """A reason as it is shown; `lang` is that of the sentence where it is not the page's."""

    sentence: str
    lang: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """What sentences call the two places and their countries."""

    home: str
    partner: str
    home_country: str
    partner_country: str


def told(words: Words, reason: api.Reason, pair: Pair) -> Told:
    """Say a reason in the language of the page, else in English, marked as that.

    Parameters
    ----------
    words
        The language.
    reason
        Feature, value and English sentence.
    pair
        The names in that language.
    """
    if words.lang == "en":
        return Told(reason.sentence, None)
    said = _said(words, reason, pair)
    return Told(reason.sentence, "en") if said is None else Told(said, None)


def title_of(words: Words, reason: api.Reason) -> str:
    """Give the head of a reason's line in the language of the page."""
    return reason.title if words.lang == "en" else words.listed("feature", reason.feature)


def _said(words: Words, reason: api.Reason, pair: Pair) -> str | None:
    name, value = reason.feature, reason.value
    names = {
        "home": pair.home, "partner": pair.partner, "home_country": pair.home_country,
        "partner_country": pair.partner_country,
    }  # fmt: skip
    if value is None and not reason.is_known:
        return words("reason.unknown", title=title_of(words, reason))
    if value is None:
        return words("reason.one_country", **names)
    form, number = _form(name, value)
    key = f"reason.{name}.{form}" if form else f"reason.{name}"
    if not words.has(key):
        return None
    return words(key, n=number, **names)


def _form(name: str, value: float) -> tuple[str, str]:
    """Choose the form of a sentence, and the number in it."""
    if name in _COUNTS:
        count = round(2**value - 1)
        return ("some" if count else "none"), f"{count:,}"
    if name in _FLAGS:
        return ("yes" if value else "no"), ""
    if name in _WHO:
        return str(int(value)), ""
    if name in _RATIOS:
        base, least = _RATIOS[name]
        ratio = base ** abs(value)
        return ("alike" if ratio < least else "more" if value > 0 else "less"), _times(ratio)
    if name in _DISTANCES:
        base, figures = _DISTANCES[name]
        amount = base**value - (1 if name == "migrants" else 0)
        return "", _rounded(max(amount, 0.0), figures)
    return _other(name, value)


def _other(name: str, value: float) -> tuple[str, str]:
    if name in ("partner_size", "home_size"):
        return "", _rounded(10**value, 2)
    if name == "trade":
        share = 100 * 10**value
        return ("some", _times(share)) if share >= 0.001 else ("little", "")
    if name == "hours_apart":
        return ("some" if value else "none"), f"{value:g}"
    if name == "latitude_gap":
        return ("alike" if value < 5 else "some"), f"{value:.0f}"
    if name == "ideal_points":
        return ("near" if value < 0.5 else "middling" if value < 1.5 else "far"), ""
    if name == "kinds":
        return f"{int(value)}", ""
    return "", f"{value:g}"


def _rounded(value: float, figures: int) -> str:
    digits = max(0, math.floor(math.log10(max(value, 1))) - figures + 1)
    return f"{round(value, -digits):,.0f}"


def _times(ratio: float) -> str:
    return f"{ratio:.2g}" if ratio < 10 else _rounded(ratio, 2)
