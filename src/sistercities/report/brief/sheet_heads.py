"""Heads of the workbook of a brief in words, and how its numbers are shown."""

from __future__ import annotations

_PLACE = {
    "name": "name", "name_local": "name there", "country_name": "country",
    "country": "country code", "region_iso": "region code", "level": "level",
    "population": "people", "n_ties": "known partners", "place_id": "place id",
}  # fmt: skip
_HEADS = {
    **{name: words.capitalize() for name, words in _PLACE.items()},
    "name": "Place",
    **{f"partner_{name}": f"Partner: {words}" for name, words in _PLACE.items()},
    "partner_name": "Partner",
    **{f"home_{name}": f"Like home: {words}" for name, words in _PLACE.items()},
    "home_name": "Place like home",
    "start": "Began", "start_year": "Year it began", "start_precision": "Began: exact to",
    "standing": "Standing", "standing_since": "Standing since",
    "standing_source": "Source of the standing", "standing_sentence": "What is known of it",
    "seen_from": "First seen", "seen_until": "Last seen", "status": "Last stated",
    "end": "Ended", "kind": "Kind", "n_sources": "Number of sources", "sources": "Sources",
    "known_until": "Known until", "may_be_the_tie_of": "May be the partnership of",
    "tie_id": "Partnership id",
    "event": "Event", "date": "Date", "date_basis": "What the date is of",
    "decided_by": "Decided by", "certainty": "How sure", "source_title": "Page",
    "address": "Address", "source_date": "Date of the page",
    "actual": "Known", "expected": "Expected", "low": "80 of 100 have at least",
    "high": "80 of 100 have at most", "low95": "95 of 100 have at least",
    "high95": "95 of 100 have at most", "percentile": "Of 100 places alike have fewer",
    "dimension": "Sorted by", "p": "p (chance of so large a difference)",
    "sentence": "In a sentence", "bar": "Not possible because", "care": "Calls for care",
    "strength": "How strong", "evidence": "Where from", "from_date": "From",
    "until_date": "Until", "as_of": "As of", "addresses": "Addresses", "places": "Places",
    "ties": "Partnerships",
    "feature": "Reason, as a code", "group": "Group", "title": "Reason", "value": "Value",
    "is_known": "Is it known", "contribution": "Adds to the score", "weight": "Weight",
    "percentile_of_partners": "Of 100 partners lie below",
    "percentile_of_candidates": "Of 100 candidates lie below",
    "list": "List", "rank": "Rank", "chance": "How many such pairs are partners",
    "score": "Score", "base": "Score of any pair", "probability": "Share of such pairs",
    "reasons": "Reasons", "note": "Note", "year": "Year", "distance": "How unlike, 0 is alike",
    "number": "No.", "source_id": "Source", "producer": "Producer", "version": "Version",
    "licence": "Licence", "attribution": "To be named as", "what": "What",
}  # fmt: skip
_SHARES = frozenset(("probability",))
_YEARS = frozenset(("start_year", "seen_from", "seen_until", "known_until", "year", "rank"))


def head_of(column: str) -> str:
    """Return the head of a column in words.

    Raises
    ------
    KeyError
        If the column has none: a new one needs its words here.
    """
    return _HEADS[column]


def number_format(column: str, value: object) -> str:
    """Return how a number of a column is shown; the cell keeps all its digits.

    Parameters
    ----------
    column
        Name of the column.
    value
        The number, or anything else, which is shown as it is.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or column in _YEARS:
        return "General"
    if column in _SHARES:
        return "0.0%"
    return "#,##0" if isinstance(value, int) else "0.00"
