"""Ties counted by how they stand, and what is said of such counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from sistercities.sentences import Said, listed, say, say_count
from sistercities.terms.json_records import JsonRecord, Positive
from sistercities.terms.late_methods import record
from sistercities.terms.standing_words import Stands
from sistercities.terms.words import ALIVE, STANDINGS, StandingWord

YEAR_OF_STANDING = (
    "CAST(substr(CASE WHEN standing IN ('ended', 'suspended') THEN \"end\" "
    "ELSE standing_since END, 1, 4) AS INTEGER)"
)
"""Of a row of `ties`, in SQL (`year_of_standing`): never the year of a list for that of an end."""
LISTED_SINCE = (
    "CASE WHEN standing IN ('active', 'one_old_source') "
    "AND seen_until > CAST(substr(standing_since, 1, 4) AS INTEGER) THEN seen_until END"
)
"""Of a row of `ties`: year of a list that has a tie which an older source calls active, or of which
one side had ended."""

TOLD_EXCHANGE = 5
"""Exchange partners from which a number of partners is no more like that of other places."""
_YEARS_NAMED = 3
"""Years of lists that are named one by one."""


@record
class StandingCount(JsonRecord):
    """How many ties have one standing that rests on one year; `year` is None where not known.

    Of ties that ended or were suspended it is the year of that. Of ties that are active, `listed`
    is the year of a newer list that has them, `absent_from` that of one that lacks them. Of ties on
    old lists, `year` is that in which one side ended where there is a `listed`, a later year.
    """

    standing: StandingWord
    year: int | None
    n: Positive
    listed: int | None = None
    absent_from: int | None = None


def counted_by_year(ties: Iterable[Stands]) -> tuple[StandingCount, ...]:
    """Count ties by standing, by the year that it rests on, and by what newer lists tell."""
    found = Counter(
        (tie.standing, tie.year, tie.listed or tie.outlived, tie.absent_from) for tie in ties
    )
    rows = (StandingCount(key[0], key[1], n, key[2], key[3]) for key, n in found.items())
    return tuple(sorted(rows, key=standing_order))


def standing_order(one: StandingCount) -> tuple[int, int, int, int]:
    """Sort key: in the order of `STANDINGS`, the newest year first, an unknown one last."""
    place = [str(word) for word in STANDINGS].index(one.standing)
    return place, -(one.year or 0), -(one.listed or 0), -(one.absent_from or 0)


def counted_standings(counts: Iterable[StandingCount]) -> dict[str, int]:
    """Add up the ties of each standing, in the order of `STANDINGS`; none is left out."""
    found: dict[str, int] = {}
    for one in counts:
        found[one.standing] = found.get(one.standing, 0) + one.n
    return {word: found[word] for word in STANDINGS if word in found}


def count_alive(counts: Iterable[StandingCount]) -> int:
    """Count the ties that are taken to be alive: the number of partners on every surface."""
    return sum(one.n for one in counts if one.standing in ALIVE)


def others_sentence(counts: Iterable[StandingCount]) -> Said:
    """Say how many of the ties that are alive rest on old lists alone, and what else is known.

    Parameters
    ----------
    counts
        All ties of a place or of an area.

    Returns
    -------
    Said
        One or two sentences that follow the number of ties that are alive (`count_alive`); ""
        where lists of today have them all.
    """
    held = list(counts)
    found = counted_standings(held)
    said = [_OTHERS[word](n) for word, n in found.items() if word in _OTHERS]
    others = [say("Also on record: {others}.", others=listed(said, "comma"))] if said else []
    return listed([*_of_old_lists(held, found), *_absent(held), *others], "space")


def _absent(held: Iterable[StandingCount]) -> list[Said]:
    """Say how many that an older source calls active a newer list lacks, which should name them."""
    n = sum(one.n for one in held if one.absent_from)
    if not n:
        return []
    return [
        say_count(
            "A newer list leaves {n:,} of them out.",
            "Newer lists leave {n:,} of them out.",
            n,
        )
    ]


def _of_old_lists(held: Iterable[StandingCount], found: dict[str, int]) -> list[Said]:
    old = [one for one in held if one.standing == "one_old_source"]
    total = sum(found.get(word, 0) for word in ALIVE)
    named = [one for one in old if not one.listed]
    outlived = sum(one.n for one in old if one.listed)
    said = [_on_old_lists(named, total)] if named else []
    return [*said, _after_an_end(outlived, total)] if outlived else said


def _on_old_lists(named: Sequence[StandingCount], total: int) -> Said:
    """Say how many only old lists name."""
    n = sum(one.n for one in named)
    years = _years(sorted({one.year for one in named if one.year}))
    if n == total:
        return say_count(
            "It is confirmed only by a list of {years}: ask before you rely on it.",
            "All of them are confirmed only by lists of {years}: ask before you rely on them.",
            n=n,
            years=years,
        )
    return say_count(
        "{n:,} of them is confirmed only by a list of {years}.",
        "{n:,} of them are confirmed only by lists of {years}.",
        n=n,
        years=years,
    )


def _years(years: Sequence[int]) -> Said:
    """Name the years of lists: each of a few, of more the first and the last."""
    if len(years) <= _YEARS_NAMED:
        return listed([str(year) for year in years])
    return say("{first} to {last}", first=years[0], last=years[-1])


def _after_an_end(n: int, total: int) -> Said:
    """Say of how many one side had ended when the lists were made that name them."""
    if n == total:
        return say_count(
            "One of the two places no longer existed when the list was made: ask before you rely "
            "on it.",
            "All of them name a place that no longer existed when the list was made: ask before "
            "you rely on them.",
            n=n,
        )
    return say_count(
        "{n:,} of them names a place that no longer existed when the list was made.",
        "{n:,} of them name a place that no longer existed when the list was made.",
        n=n,
    )


_OTHERS: dict[str, Callable[[int], Said]] = {
    "no_longer_listed": lambda n: say_count("{n:,} no longer listed", "{n:,} no longer listed", n),
    "pending": lambda n: say_count("{n:,} not yet signed", "{n:,} not yet signed", n),
    "suspended": lambda n: say_count("{n:,} suspended", "{n:,} suspended", n),
    "ended": lambda n: say_count("{n:,} ended", "{n:,} ended", n),
    "never_valid": lambda n: say_count("{n:,} never valid", "{n:,} never valid", n),
}
