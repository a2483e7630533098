"""What an argument may be: countries, words of a closed list."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.dataset.release.store import Release
from sistercities.errors import InvalidArgument
from sistercities.terms.words import ALIVE, STANDINGS, WORLD


def checked_country(release: Release, country: str) -> str:
    """Return the country code in capitals, if the release has places there.

    Raises
    ------
    InvalidArgument
        If no place of the release lies in that country.
    """
    if not isinstance(country, str):
        raise InvalidArgument(
            "country", country, "give an ISO 3166-1 code of two letters, as text, such as 'JP'"
        )
    code = country.strip().upper()
    if release.query("SELECT 1 FROM places WHERE country = ? LIMIT 1", [code]):
        return code
    if code == WORLD:
        advice = (
            "leave the country out to ask of all, where the command allows it; only study all, "
            "study homes, study world and network take WORLD. For one country give an ISO 3166-1 "
            "code of two letters, such as CN"
        )
        raise InvalidArgument("country", country, advice)
    rows = release.query(
        "SELECT country, count(*) AS n FROM places GROUP BY country ORDER BY n DESC LIMIT 5"
    )
    known = ", ".join(row["country"] for row in rows)
    raise InvalidArgument(
        "country",
        country,
        f"no place of this release lies there; give an ISO 3166-1 code of two letters, "
        f"for example {known}",
    )


def checked_word(argument: str, value: str, allowed: Sequence[str]) -> str:
    """Return the word if it is one of the allowed ones.

    Raises
    ------
    InvalidArgument
        If it is not.
    """
    if value not in allowed:
        raise InvalidArgument(argument, value, f"use one of {', '.join(allowed)}")
    return value


def checked_words(argument: str, values: Sequence[str], allowed: Sequence[str]) -> tuple[str, ...]:
    """Return the words in the order of the allowed ones, each once.

    Raises
    ------
    InvalidArgument
        If one is not allowed, or there is none.
    """
    if not values:
        raise InvalidArgument(argument, "", f"give at least one of {', '.join(allowed)}")
    for value in values:
        checked_word(argument, value, allowed)
    return tuple(word for word in allowed if word in values)


def checked_standings(values: Sequence[str]) -> tuple[str, ...]:
    """Return the standings that are wanted, each once; `alive` stands for those that count.

    Raises
    ------
    InvalidArgument
        If one is none.
    """
    words = [word for value in values for word in value.split(",")]
    for word in words:
        checked_word("standing", word, ("alive", *STANDINGS))
    wanted = {*words, *(ALIVE if "alive" in words else ())}
    return tuple(word for word in STANDINGS if word in wanted)


def checked_count(argument: str, value: int, least: int, most: int | None = None) -> int:
    """Return the whole number if it lies within what is allowed.

    Raises
    ------
    InvalidArgument
        If it is too small, too large, or no whole number.
    """
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if is_whole and least <= value and (most is None or value <= most):
        return value
    wanted = f"of at least {least}" if most is None else f"from {least} to {most:,}"
    raise InvalidArgument(argument, value, f"give a whole number {wanted}")


_YEARS = """
    SELECT (SELECT min(start_year) FROM ties WHERE start_precision IN ('day', 'month', 'year'))
        AS first, (SELECT max(snapshot_year) FROM sources) AS last
"""


def checked_year_of_ties(release: Release, as_of: int) -> int:
    """Return the year if the release can say which ties were alive in it.

    Raises
    ------
    InvalidArgument
        If it is no whole number, or lies before the first dated tie or after the newest source.
    """
    from sistercities.terms.years import whole_year

    whole_year("as_of", as_of)
    years = release.query(_YEARS)[0]
    first, last = years["first"] or years["last"], years["last"]
    if not first <= as_of <= last:
        raise InvalidArgument(
            "as_of",
            as_of,
            f"the first dated tie began in {first} and the newest source is of {last}; "
            f"give a year from {first} to {last}",
        )
    return as_of
