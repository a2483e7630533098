"""Which ties two sources both list, by country, and what that says of how much either misses.

Only claims whose two ends were linked without the ties of another source are counted
(`resolve_wikidata.INDEPENDENT`): a link made because the other source has the tie would find it
there by construction. For the same reason no tie counts that a namesake on a list was settled by
(`namesakes.METHOD`), and none with a place of our own (`x:`): most of these exist because a list
of enwiki-2026 names them. A tie counts in the country of each end, a domestic one once.

`python -m release_build.pages.source_agreement` writes the page and the table from the release.
"""

from __future__ import annotations

import csv
import io
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from math import sqrt
from pathlib import Path

from release_build.pages.made_pages import write_whole
from release_build.resolving.wikidata import INDEPENDENT
from sistercities.dataset.release.store import Release, open_release
from sistercities.errors import BuildError, SistercitiesError

EARLIER, LATER = "wikidata-2016", "enwiki-2026"
MIN_BOTH = 7
"""Fewer ties in both, and the estimate of a total is too unsure to print."""
WORLD = "all"
PAGE, TABLE = "wikidata-2016-and-enwiki-2026.md", "wikidata-2016-and-enwiki-2026.csv"
_SHOWN = 40
_TIES = """
    SELECT DISTINCT tie_id, a.country AS country_a, b.country AS country_b
    FROM claims JOIN places a ON a.place_id = place_a JOIN places b ON b.place_id = place_b
    WHERE source_id = ? AND tie_id IS NOT NULL
    AND NOT starts_with(place_a, 'x:') AND NOT starts_with(place_b, 'x:') AND tie_id NOT IN (
        SELECT tie_id FROM claims WHERE tie_id IS NOT NULL
        AND (ends_with(method_a, 'second_source') OR ends_with(method_b, 'second_source')))
    AND (? OR (
        list_contains(?, method_a) AND list_contains(?, method_b)))
"""
_PLACES = "SELECT place_id, name, country FROM places"
_PARENTS = "SELECT place_id, parent_id FROM parents"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many ties of one country two sources list.

    Attributes
    ----------
    country
        ISO 3166-1 alpha-2, or `all`.
    in_wikidata, in_enwiki, in_both
        Ties that each lists, and both do.
    only_wikidata, only_enwiki
        Ties that one of the two lists.
    share_of_wikidata, share_of_enwiki
        Share of the one source's ties that the other lists too; None of none.
    total, total_low, total_high
        Ties there are by capture and recapture, with a 95 % interval; None with fewer than
        `MIN_BOTH` in both.
    """

    country: str
    in_wikidata: int
    in_enwiki: int
    in_both: int
    only_wikidata: int
    only_enwiki: int
    share_of_wikidata: float | None
    share_of_enwiki: float | None
    total: int | None
    total_low: int | None
    total_high: int | None


def source_agreement(release: Release) -> tuple[Agreement, ...]:
    """Compare wikidata-2016 and enwiki-2026: the world first, then countries by ties held.

    Raises
    ------
    BuildError
        If the release holds no ties of one of the two.
    """
    earlier, later = _by_country(release, EARLIER), _by_country(release, LATER)
    found = [
        agreement(country, earlier.get(country, set()), later.get(country, set()))
        for country in sorted({*earlier, *later})
    ]
    return tuple(sorted(found, key=lambda one: (one.country != WORLD, -_held(one), one.country)))


def agreement(country: str, earlier: set[str], later: set[str]) -> Agreement:
    """Compare two sets of ties of one country."""
    both = len(earlier & later)
    total = chapman(len(earlier), len(later), both) if both >= MIN_BOTH else (None, None, None)
    return Agreement(
        country,
        len(earlier),
        len(later),
        both,
        len(earlier - later),
        len(later - earlier),
        both / len(earlier) if earlier else None,
        both / len(later) if later else None,
        *total,
    )


def chapman(first: int, second: int, both: int) -> tuple[int, int, int]:
    """Estimate how many there are from two lists, after Chapman (1951), with a 95 % interval.

    The variance is that of Seber (1970); the interval never goes below what the lists hold.
    """
    total = (first + 1) * (second + 1) / (both + 1) - 1
    missed = (first - both) * (second - both)
    variance = (first + 1) * (second + 1) * missed / ((both + 1) ** 2 * (both + 2))
    half = 1.959964 * sqrt(variance)
    held = first + second - both
    return round(total), max(held, round(total - half)), round(total + half)


def _held(one: Agreement) -> int:
    return one.in_both + one.only_wikidata + one.only_enwiki


def _by_country(release: Release, source_id: str) -> dict[str, set[str]]:
    methods = list(INDEPENDENT)
    rows = release.query(_TIES, [source_id, source_id != EARLIER, methods, methods])
    ties: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for country in (WORLD, row["country_a"], row["country_b"]):
            ties[country].add(row["tie_id"])
    if not ties:
        raise BuildError(f"the release holds no ties of {source_id}; build it with that source")
    return dict(ties)


def twins(release: Release) -> int:
    """Count ties of wikidata-2016 alone that enwiki-2026 may have with another place at one end.

    The other place contains the one, lies in it, or has its main name in its country.
    """
    earlier, later = (_by_country(release, source)[WORLD] for source in (EARLIER, LATER))
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for tie in later:
        a, b = tie.split("~")
        partners[a].add(b)
        partners[b].add(a)
    places = {row["place_id"]: row for row in release.query(_PLACES)}
    inside = {(row["place_id"], row["parent_id"]) for row in release.query(_PARENTS)}

    def are_kin(one: str, other: str) -> bool:
        is_namesake = places[one] == {**places[other], "place_id": one}
        return is_namesake or (one, other) in inside or (other, one) in inside

    ends = [tie.split("~") for tie in earlier - later]
    return sum(
        any(are_kin(b, other) for other in partners[a])
        or any(are_kin(a, other) for other in partners[b])
        for a, b in ends
    )


def table_text(rows: Iterable[Agreement]) -> str:
    """Return the rows as CSV text; shares with three digits, missing left blank."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(field.name for field in fields(Agreement))
    writer.writerows([_written(value) for value in astuple(row)] for row in rows)
    return sink.getvalue()


def _written(value: object) -> object:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else value


def page_text(rows: Sequence[Agreement], names: Mapping[str, str], twins: int) -> str:
    """Return the page as Markdown, the largest countries in its table.

    Parameters
    ----------
    rows
        The world first.
    names
        English names of the countries; a country without one is shown by its code.
    twins
        Ties only in wikidata-2016 with a twin in enwiki-2026.
    """
    world, *countries = rows
    lines = [_line(one, names) for one in countries[:_SHOWN]]
    return _PAGE.format(
        world=world,
        twins=twins,
        share_of_wikidata=_percent(world.share_of_wikidata),
        share_of_enwiki=_percent(world.share_of_enwiki),
        **_extremes(countries, names),
        shown=len(lines),
        countries=len(countries),
        table=TABLE,
        lines="\n".join(lines),
    )


def _extremes(rows: Sequence[Agreement], names: Mapping[str, str]) -> dict[str, str]:
    """Name the large countries of which enwiki lists most and least of Wikidata's ties."""
    large = [one for one in rows if one.in_wikidata >= 200]
    ranked = sorted(large, key=lambda one: (-(one.share_of_wikidata or 0), one.country))
    named = [
        f"{names.get(one.country, one.country)} {_percent(one.share_of_wikidata)}" for one in ranked
    ]
    return {"most": ", ".join(named[:5]), "least": ", ".join(named[:-6:-1])}


def _line(one: Agreement, names: Mapping[str, str]) -> str:
    total = (
        f"{one.total:,} ({one.total_low:,} to {one.total_high:,})" if one.total is not None else ""
    )
    cells = (
        names.get(one.country, one.country),
        f"{one.in_both:,}",
        f"{one.only_wikidata:,}",
        f"{one.only_enwiki:,}",
        _percent(one.share_of_wikidata),
        _percent(one.share_of_enwiki),
        total,
    )
    return f"| {' | '.join(cells)} |"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}".replace("%", " %")


_PAGE = """# wikidata-2016 beside enwiki-2026

Two lists of the world's ties, ten years apart: what Wikidata stated in September 2016, and what
the lists of the English Wikipedia held in February 2026. This page and [the table]({table}) of all
{countries} countries are written by `python -m release_build.pages.source_agreement`.

| | ties |
|---|---|
| in both | {world.in_both:,} |
| only in wikidata-2016 | {world.only_wikidata:,} |
| only in enwiki-2026 | {world.only_enwiki:,} |

enwiki-2026 lists {share_of_wikidata} of the ties of wikidata-2016, and wikidata-2016 has
{share_of_enwiki} of those of enwiki-2026.

## What is compared

* A tie is a pair of places of ours, whatever its names in either source.
* Of wikidata-2016 only ties whose two items were linked without the other source: by Natural
  Earth, by a label that one place alone bears, or by people, name, level and the countries of
  the neighbours. Links that rest on ties of other sources (`+known_ties`) are left out: such a
  tie is in both by construction. Other sources were only used to take some thirty links back.
* Of enwiki-2026 every tie with both ends resolved; its rules know nothing of Wikidata, but for
  namesakes that another source settles: such a tie is left out on both sides.
* No tie with a place of our own (`x:`) on either side: most of these were added because a list of
  enwiki-2026 names them, so Wikidata's ties could only be found there.
* A tie counts in the country of each end, so countries add up to more than the world.
* An item that is not linked takes its ties out of wikidata-2016 alone. So `only enwiki-2026` is
  too large by what Wikidata has and we could not link, about a fifth of its statements.

## By country

The {shown} countries with the most ties. `Wikidata's in enwiki` is the share of the ties of
wikidata-2016 that enwiki-2026 lists too; `enwiki's in Wikidata` the reverse; `total` is an estimate
with its 95 % interval, explained below.

| country | both | Wikidata alone | enwiki alone | Wikidata's in enwiki | the reverse | total |
|---|---|---|---|---|---|---|
{lines}

Of the countries with 200 ties or more in wikidata-2016, enwiki-2026 lists the most of these for
{most}; the least for {least}.

## What it says about coverage

* The share of Wikidata's ties that enwiki-2026 has is a direct measure of how complete
  enwiki-2026 is, country by country, as far as Wikidata's ties are a fair sample of all.
  Of the United States the lists of larger states are missing in enwiki-2026, yet it has its share:
  the lists of the partners hold these ties.
* Little of it is a matter of matching: of the {world.only_wikidata:,} ties only in wikidata-2016,
  {twins} have a twin in enwiki-2026, with the same place at one end and what contains, lies in or
  is called like the other place at the other end.
* Ties that ended between 2016 and 2026 lower it as well; nothing here tells them apart from
  omissions.
* The share of enwiki's ties that Wikidata had is lower nearly everywhere: Wikidata was younger,
  was crawled from one seed, and some of the ties are newer than 2016.

## The estimated total

It is that of capture and recapture (Chapman 1951): if a list has 40 % of another's ties, it is
taken to have 40 % of all ties. This holds only if

1. the two lists are independent. They are not: statements of Wikidata were partly taken from
   Wikipedias, and both know large and western places best. Such ties are in both more often than
   by chance, which makes the estimate **too low**;
2. the ties are the same at both dates. They are not: ties signed after 2016 cannot be in the
   earlier list, which makes it **too high**;
3. each tie is matched. A place linked wrongly, or at another level (a city here, its province
   there), splits one tie into two, which makes it **too high**;
4. all ties of a country are alike. Those of villages are rarer in both lists than those of
   capitals: **too low**.

Items left unlinked do no harm as long as they are left so for reasons of their label alone: they
thin out Wikidata's ties and the common ones alike. The intervals are of chance alone, not of these
four. So the figure is an order of magnitude. It is left out with fewer than {min_both} ties in
both. Neither the coverage card nor any study uses it; the study of hubs learns from the shares
how many ties to add.
""".replace("{min_both}", str(MIN_BOTH))


def country_names(release: Release) -> dict[str, str]:
    """Return the English names of countries by ISO 3166-1 alpha-2 code."""
    rows = release.query("SELECT country, name FROM countries")
    return {row["country"]: row["name"] for row in rows}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write page and table, of the release and into the folder given, or those of this project.

    Return the exit code.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    folder = Path(given[1]) if len(given) > 1 else Path(__file__).parents[2] / "docs/data-quality"
    try:
        with open_release(given[0] if given else None) as release:
            rows, kin = source_agreement(release), twins(release)
            page = page_text(rows, country_names(release), kin)
        write_whole(folder / TABLE, table_text(rows))
        write_whole(folder / PAGE, page)
    except SistercitiesError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
