"""The page on facts on countries, written from the definitions and the release.

`python -m release_build.pages.countries_page` writes
`docs/data/covariates-countries.md`; a test says when it is out of date.

Which countries the core facts on pairs are known of, and what the others lack.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from release_build.pages.made_pages import write_pages
from sistercities.dataset.pair_frame import pair_frame
from sistercities.dataset.release.store import Release, open_release
from sistercities.terms.country_variables import (
    COUNTRY_VARIABLES,
    DECISIONS,
    PAIR_VARIABLES,
    RULED,
    CountryVariable,
)
from sistercities.terms.derived_variables import DERIVED

CORE: tuple[tuple[str, str, str], ...] = (
    ("distance", "country_pairs", "distance_km"),
    ("contiguity", "country_pairs", "land_border"),
    ("official language", "country_pairs", "common_official_language"),
    ("colonial tie", "country_pairs", "colonial_tie"),
    ("ideal point", "country_covariates", "un_ideal_point"),
    ("trade", "country_pairs", "trade_million_usd"),
    ("alliance", "country_covariates", "in_alliance_data"),
    ("rivalry", "country_covariates", "in_rivalry_tss_data"),
    ("GDP", "country_covariates", "gdp_usd"),
)
"""The core facts: a word for each, and the table and variable that say of which countries it is
known. Of alliances and rivalries that is the variable that tells 0 from unknown."""

MIN_TRADE_PARTNERS = 20
"""With fewer partners trade counts as lacking: Cape Verde has two in the source, by accident."""


@dataclass(frozen=True, slots=True)
class CountryFacts:
    """What is known of one country.

    Attributes
    ----------
    country, name
        ISO 3166-1 alpha-2 code, and the name.
    is_state
        Whether it is a state of the Correlates of War today.
    partners
        Of each core fact on pairs, with how many countries it is known in any year; of a fact on
        the country itself, in how many years.
    """

    country: str
    name: str
    is_state: bool
    partners: dict[str, int]

    @property
    def lacks(self) -> tuple[str, ...]:
        """Core facts that are not known in any year, or trade that is known with hardly anyone."""
        least = {"trade": MIN_TRADE_PARTNERS}
        return tuple(word for word, count in self.partners.items() if count < least.get(word, 1))


_WITH = """
    SELECT country, count(DISTINCT other) AS n FROM (
        SELECT country_a AS country, country_b AS other FROM country_pairs WHERE variable = $1
        UNION ALL
        SELECT country_b, country_a FROM country_pairs WHERE variable = $1
    ) GROUP BY country
"""
_IN_YEARS = "SELECT country, count(*) AS n FROM country_covariates WHERE variable = $1 GROUP BY 1"


def country_facts(release: Release) -> tuple[CountryFacts, ...]:
    """Count what is known of each country, sorted by code."""
    counts = {}
    for word, table, variable in CORE:
        sql = _WITH if table == "country_pairs" else _IN_YEARS
        counts[word] = {row["country"]: row["n"] for row in release.query(sql, [variable])}
    rows = release.query("SELECT country, name, cow_code FROM countries ORDER BY country")
    return tuple(
        CountryFacts(
            row["country"],
            row["name"],
            row["cow_code"] is not None,
            {word: found.get(row["country"], 0) for word, found in counts.items()},
        )
        for row in rows
    )


CORE_PAIR_FACTS = (
    "distance_km",
    "land_border",
    "common_official_language",
    "colonial_tie",
    "ideal_point_distance",
    "trade_million_usd",
    "alliance",
    "rivalry_tss",
)
"""The core facts of a pair, as `pair_frame` names them; GDP is of each country alone."""


def known_pairs(release: Release, countries: Sequence[str], year: int) -> dict[str, float]:
    """Share of the pairs of some countries of which each core fact is known in a year.

    Returns
    -------
    dict
        Share by column of `pair_frame`, and under `all` the share that has every one.
    """
    frame = pair_frame(release, CORE_PAIR_FACTS, year, countries)
    known = frame.drop(columns=["country_a", "country_b"]).notna()
    shares = {str(name): float(known[name].mean()) for name in known.columns}
    return shares | {"all": float(known.all(axis=1).mean())}


SHOWN_YEAR = 2010
"""The last year in which every core fact of a pair was recorded, disputes among them."""

PAGE = Path("docs") / "data" / "covariates-countries.md"

_HEAD = """# Facts on countries and on pairs of countries

Tables `countries`, `country_covariates` and `country_pairs`. One value a row, with year, unit
and source; missing is missing, never 0. Codes are ISO 3166-1 alpha-2, and XK for Kosovo. This
page is written from the release by `python -m release_build.pages.countries_page`.

Read pairs with `sistercities.country_pairs(variables, year)`: it gives every pair of countries,
0 where there is none and NaN where nothing is known. In the table itself:

- A **directed** fact (trade, migrants) goes from `country_a` to `country_b`. Any other stands
  once, with the codes in order.
- **Only where not 0**: alliances, disputes and rivalries stand there only where there is one. A
  pair without a row is 0 in a year in which both countries have a row of the variable that the
  table names under *0 or unknown* (in `country_covariates`), else unknown.
- Of every other fact, no row means unknown. A 0 is written, for trade too.
- A fact that does not change with time carries the year whose state its source shows, and holds
  for any year.
"""

_NOTES = """## What to know before use

- **GDP** is in current US dollars, as the head of its column says. We rely on known magnitudes:
  the United States have 27.7 million million in 2023, Germany 0.2166 million million in 1970.
- **Population** (`population`) is GDP over GDP per head, both of the World Bank. The quotient
  is a whole number up to rounding, except in Cyprus, Kyrgyzstan, Morocco, Sudan, Tanzania and
  Ukraine, where GDP per head seems to rest on another population than the published one, such
  as that of a part of the territory. It is known only where GDP is. `population_geonames` has
  no year of its own.
- **Ideal points** are estimated year by year on one scale; compare them within a year. Those
  from final votes on passage reach 2024, those from all votes 2023. There was no session of
  1964. `ideal_point_distance` is not stored: `country_pairs` computes it, and so does `SELECT
  a.country, b.country, a.year, abs(a.value - b.value) FROM country_covariates a JOIN
  country_covariates b USING (variable, year) WHERE variable = 'un_ideal_point' AND a.country <
  b.country`.
- **Trade** is what the importer records, in whole million current dollars, so 0 is less than
  half a million or nothing. The two sides of a flow differ: imports count freight and
  insurance. The flows of China are as large as those of the mainland, Hong Kong and Macao
  together, and neither Hong Kong nor Macao has any of its own. Belgium and Luxembourg stand
  apart.
- **Alliance** is wide: ATOP counts every promise of nonaggression or consultation, so the
  parties of the Treaty of Amity and Cooperation in Southeast Asia, among them China and the
  United States, are allied. Take `alliance_defence` for defence pacts.
- **Dispute** is the level that the whole dispute reached, also for a side that took little
  part.
- **Rivalry**: the two lists are by nearly the same authors; the later one (`rivalry_tss`)
  reaches 2020 and adds rivalries of earlier years.
- **States after 2016**: the list of states ends in 2016. Its states of that year count as
  states to 2018 for alliances and to 2020 for rivalries; none has ended since.
- **Migrants**: a blank may mean nobody or nothing known; it is unknown here. A written 0 is 0.
- **CEPII** shows the countries of about 2005. `contiguity` and `distance_weighted_km` are left
  out of Sudan (then with South Sudan) and Serbia (then with Montenegro), and `landlocked` too.
  `land_border` is GeoNames' list of neighbours of today and knows every country. We rule on four
  pairs in `data/decisions/land_borders.csv`, under the source `decisions`: Botswana and Zambia
  meet at Kazungula, mainland China meets Hong Kong and Macao, and Cuba and the United States share
  none, because Guantánamo is leased. CEPII's `contiguity` still has the Emirates beside Qatar (none
  since the treaty of 1974) and Singapore beside Malaysia (a strait), where `land_border` is 0.
- **Wrong points in CEPII**: it has Samoa on the wrong side of the date line, Wellington three
  degrees too far south and Conakry two degrees too far west, and all its distances of Samoa,
  New Zealand and Guinea follow. Its capital of Myanmar is Yangon. We keep what it says;
  `great_circle_capitals_km` rests on GeoNames' points.
- **Languages** are CEPII's, three at most a country, except where it has the law wrong. It takes
  languages that are widely used for official ones: French in Algeria, Lebanon, Morocco and Tunisia,
  Chinese in Malaysia, English in Israel, Ethiopia and Somalia, Persian in Qatar, Hindi in Suriname,
  Spanish in Andorra, Belize and Gibraltar. And it leaves out official ones: Russian in Belarus,
  Finnish, Maltese, Guarani, Irish, Tamil in Sri Lanka, Kurdish in Iraq, Malay in Singapore. There
  we rule, under the source `decisions`, with the article of the constitution or the law in
  `data/decisions/official_languages.csv`; `common_official_language` follows. They are the
  languages of today: where a law is younger than CEPII's data the file says its year. French was
  official in Mali until July 2023, in Burkina Faso until January 2024 and in Niger until March
  2025, and is a language of work since: CEPII's value of 2005 stands there beside ours of 2023,
  2024 and 2025, and a year takes the newest up to it. A row without a word says that there is no
  such language any more, or that we know of no law that names one (Burkina Faso). What CEPII
  lacks elsewhere stays as it is, such as ten of the eleven languages of South Africa.
  `common_ethnic_language` is CEPII's throughout. Languages are spelled as CEPII spells them
  (Belarussian, Quecha, Tigrigna).

## Which country a code means

Codes and names of the sources are mapped by `data/decisions/country_codes.csv`, each ruling
with its reason. A state that ended is no country of today unless one continues it in law: the
Soviet Union is Russia (one code in the source), the Federal Republic of Germany is Germany, the
Federal Republic of Yugoslavia from 1992 is Serbia. The German Democratic Republic,
Czechoslovakia, Yugoslavia to 1991, the two Yemens before 1990, South Vietnam and the
Netherlands Antilles are no country of today; what is said of them is left out.
"""


def page(release: Release) -> str:
    """Return the page as Markdown."""
    found = country_facts(release)
    parts = [
        _HEAD,
        "## Facts on one country\n",
        *_table(_of_country(release)),
        "",
        "## Facts on two countries\n",
        *_table(_of_pair(release)),
        "",
        "Computed by `country_pairs`, not stored:\n",
        *_table(_derived()),
        "",
        _NOTES,
        *_completeness(found),
        *_known_pairs(release, [one.country for one in found if not one.lacks]),
    ]
    return "\n".join(parts) + "\n"


def _table(rows: Iterable[Sequence[str]]) -> list[str]:
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return [f"| {' | '.join(line)} |" for line in lines]


def _of_country(release: Release) -> list[tuple[str, ...]]:
    counted = {
        row["variable"]: row
        for row in release.query(
            "SELECT variable, min(year) AS first, max(year) AS last, count(*) AS n, "
            "count(DISTINCT country) AS countries FROM country_covariates GROUP BY variable"
        )
    }
    head = ("variable", "meaning", "unit", "years", "values", "countries", "source")
    return [head, *(_country_line(one, counted[one.name]) for one in COUNTRY_VARIABLES)]


def _country_line(one: CountryVariable, counted: dict[str, int]) -> tuple[str, ...]:
    return (
        f"`{one.name}`", one.meaning, one.unit, _span(counted), f"{counted['n']:,}",
        str(counted["countries"]), _source(one),
    )  # fmt: skip


def _source(one: CountryVariable) -> str:
    return f"`{one.source_id}`" + (f", `{DECISIONS}`" if one.name in RULED else "")


def _span(counted: dict[str, int]) -> str:
    first, last = counted["first"], counted["last"]
    return str(first) if first == last else f"{first}-{last}"


def _of_pair(release: Release) -> list[tuple[str, ...]]:
    counted = {
        row["variable"]: row
        for row in release.query(
            "SELECT variable, min(year) AS first, max(year) AS last, count(*) AS n, "
            "count(DISTINCT country_a || country_b) AS pairs, "
            "count(*) FILTER (WHERE value = 0) AS zeros FROM country_pairs GROUP BY variable"
        )
    }
    head = (
        "variable", "meaning", "unit", "years", "values", "of them 0", "pairs", "0 or unknown",
        "source",
    )  # fmt: skip
    return [head, *(_pair_line(one, counted[one.name]) for one in PAIR_VARIABLES)]


def _pair_line(one: CountryVariable, counted: dict[str, int]) -> tuple[str, ...]:
    rule = f"`{one.covered_by}`" if one.covered_by else "no row is unknown"
    meaning = f"directed: {one.meaning}" if one.is_directed else one.meaning
    return (
        f"`{one.name}`", meaning, one.unit, _span(counted), f"{counted['n']:,}",
        f"{counted['zeros']:,}", f"{counted['pairs']:,}", rule, _source(one),
    )  # fmt: skip


def _derived() -> list[tuple[str, ...]]:
    head = ("variable", "meaning", "unit", "from")
    return [
        head,
        *(
            (f"`{one.name}`", one.meaning, one.unit, f"`{one.of or 'countries.capital_id'}`")
            for one in DERIVED
        ),
    ]


def _completeness(found: Sequence[CountryFacts]) -> list[str]:
    words = [word for word, _, _ in CORE]
    complete = [one for one in found if not one.lacks]
    states = [one for one in found if one.is_state]
    thin = [one for one in complete if one.partners["trade"] < len(states) / 2]
    thin_words = ", ".join(f"{one.name} ({one.partners['trade']})" for one in thin)
    lacking = [("country", "lacks", "trade partners")]
    lacking += [
        (f"{one.name} ({one.country})", ", ".join(one.lacks), str(one.partners["trade"]))
        for one in states
        if one.lacks
    ]
    territories = [one for one in found if one.lacks and not one.is_state]
    return [
        "## Which countries are complete\n",
        f"The core facts are {', '.join(words)}.",
        f"**{len(complete)} countries** have each of them in at least one year, trade with",
        f"at least {MIN_TRADE_PARTNERS} partners.",
        f"Of the {len(states)} states these lack something:\n",
        *_table(lacking),
        "",
        f"The other {len(territories)} codes are territories and states outside the Correlates of",
        "War; they have no trade, alliance or rivalry.",
        "",
        f"Of the complete ones, trade with less than half of the states: {thin_words or 'none'}.",
        "Trade of Serbia is of 1992, trade of Germany begins in 1990.",
    ]


def _known_pairs(release: Release, complete: Sequence[str]) -> list[str]:
    shares = known_pairs(release, complete, SHOWN_YEAR)
    pairs = len(complete) * (len(complete) - 1) // 2
    lines = [("fact", "share of pairs, %")]
    lines += [(f"`{one}`", f"{100 * share:.1f}") for one, share in shares.items() if one != "all"]
    return [
        "",
        f"Of the {pairs:,} pairs of the complete countries, in {SHOWN_YEAR}, "
        f"{100 * shares['all']:.1f} % have every core fact:\n",
        *_table([*lines, ("all of them", f"{100 * shares['all']:.1f}")]),
    ]


def texts(_: Path) -> list[tuple[Path, str]]:
    """Return the page of the release."""
    with open_release() as release:
        return [(PAGE, page(release))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page, of the project given or of this one; return the exit code."""
    return write_pages(texts, arguments)


if __name__ == "__main__":
    sys.exit(main())
