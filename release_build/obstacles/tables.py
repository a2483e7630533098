"""Rows of the tables `country_pairs_now` and `laws`.

Territories with a country code of their own whose foreign relations a state conducts.

Sentences that carry the date of their source, so that nobody takes them for today's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

from release_build.obstacles.conflicts import (
    CONFLICT_STATES_FILE,
    WARS_TOLD_FILE,
    conflict_pairs,
    fought_where,
    read_fought_over,
    read_wars_told,
)
from release_build.obstacles.dated_past import in_the_past, is_old
from release_build.obstacles.governments import GOVERNMENTS_FILE, read_governments, with_ends
from release_build.obstacles.newer_pages import (
    NEWER_PAGES_FILE,
    read_newer_pages,
    with_newer_pages,
)
from release_build.obstacles.own_rows import (
    DRAWN_ROWS_FILE,
    OWN_ROWS_FILE,
    read_drawn_rows,
    read_own_rows,
)
from release_build.obstacles.rulings import (
    ADDRESSES_FILE,
    LAWS_FILE,
    SENTENCES_FILE,
    STRENGTHS_FILE,
    LawRuling,
    Strengths,
    read_law_rulings,
    read_left_out_addresses,
    read_sentences,
    read_strengths,
)
from release_build.obstacles.territorial_claims import (
    CLAIMS_FILE,
    HELD_IN_PART_FILE,
    read_claims,
    read_held_in_part,
)
from release_build.obstacles.units import (
    UNITS_FILE,
    Unit,
    Units,
    is_known,
    read_unit_names,
    read_units,
)
from release_build.readers.obstacle_cells import StatedObstacle
from release_build.readers.obstacle_pairs import (
    ObstaclePair,
    StatedLaw,
    read_laws,
    read_obstacle_pairs,
)
from release_build.readers.ucdp_conflicts import CONFLICTS_FILE
from release_build.writing.release_files import DATA_VERSION
from sistercities.dataset.ingredients import Row
from sistercities.errors import BuildError
from sistercities.sources.country_origins import (
    CONFLICT_SOURCE,
    OBSTACLE_FOLDERS,
    OBSTACLE_SOURCE,
)
from sistercities.sources.country_unions import read_unions
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.terms.places import Place
from sistercities.terms.words import DIRECTION_OF, EVERYBODY

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def dated_sentence(sentence: str, as_of: str) -> str:
    """Add the date of the source where the sentence does not name its year.

    Parameters
    ----------
    sentence
        One sentence that ends in a point.
    as_of
        ISO date of the source as far as known; "" where it is not.

    Examples
    --------
    >>> dated_sentence("Aland does not recognise Borland.", "2023-02-17")
    'Aland does not recognise Borland (source of February 2023).'
    >>> dated_sentence("Aland and Borland broke off relations in May 2025.", "2025-05-06")
    'Aland and Borland broke off relations in May 2025.'
    """
    if as_of and as_of[:4] in sentence:
        return sentence
    known = f"source of {month_and_year(as_of)}" if as_of else "source without a date"
    return f"{sentence[:-1]} ({known})."


def month_and_year(day: str) -> str:
    """Write an ISO date as far as known in words, without the day.

    Examples
    --------
    >>> month_and_year("2026-02-24"), month_and_year("2019")
    ('February 2026', '2019')
    """
    if len(day) < len("YYYY-MM"):
        return day
    month = date.fromisoformat(f"{day[:7]}-01").month
    return f"{_MONTHS[month - 1]} {day[:4]}"


TERRITORIES_FILE = "obstacle_territories.csv"
_COLUMNS = ("territory", "state", "reason", "date")


def read_territories(path: Path, countries: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Read `obstacle_territories.csv`: the territories of each state.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    """
    state_of: dict[str, str] = {}
    for row in ruling_rows(path, _COLUMNS, once=("territory",)):
        values = row.values
        row.require_one_of("territory", tuple(countries))
        row.require_one_of("state", tuple(countries))
        state_of[values["territory"]] = values["state"]
    found: dict[str, tuple[str, ...]] = {}
    for territory, state in sorted(state_of.items()):
        found[state] = (*found.get(state, ()), territory)
    return found


def obstacle_tables(
    shared_data: Path,
    decisions: Path,
    countries: Mapping[str, str],
    places: Mapping[str, Place],
    release: str = DATA_VERSION,
) -> dict[str, Sequence[Row]]:
    """Lay out both tables, by name.

    Parameters
    ----------
    shared_data, decisions
        Folder of the snapshots, and of our rulings.
    countries
        Names of countries by ISO 3166-1 code.
    places
        Every place known, by id; units of special status are told by regions and places.
    release
        Version of the release: what is old in it is said in the past.

    Raises
    ------
    SourceError, BuildError
        If a snapshot or a ruling holds what is not understood, or a ruling does not fit.
    """
    folder = shared_data / OBSTACLE_FOLDERS[OBSTACLE_SOURCE]
    conflicts = shared_data / OBSTACLE_FOLDERS[CONFLICT_SOURCE] / CONFLICTS_FILE
    stated_pairs = read_obstacle_pairs(folder)
    claims = read_claims(
        decisions / CLAIMS_FILE, countries, read_unit_names(decisions / UNITS_FILE)
    )
    pairs = (
        *stated_pairs,
        *read_drawn_rows(decisions / DRAWN_ROWS_FILE, stated_pairs),
        *read_own_rows(decisions / OWN_ROWS_FILE, (*stated_pairs, *claims.pairs)),
        *claims.pairs,
        *conflict_pairs(conflicts, decisions / CONFLICT_STATES_FILE, countries),
    )
    laws = read_laws(folder)
    used = set(chain.from_iterable((pair.unit_a, pair.unit_b) for pair in pairs))
    unions = read_unions(decisions / "country_unions.csv")
    territories = read_territories(decisions / TERRITORIES_FILE, countries)
    units = read_units(decisions / UNITS_FILE, used, countries, unions, places, territories)
    units = units.with_areas(claims.areas, places)
    stated = (*(pair.stated for pair in pairs), *(law.stated for law in laws))
    given = chain.from_iterable(one.addresses for one in stated)
    hidden = read_left_out_addresses(decisions / ADDRESSES_FILE, given)
    strengths = read_strengths(decisions / STRENGTHS_FILE, pairs)
    sentences = read_sentences(decisions / SENTENCES_FILE, pairs)
    held = read_held_in_part(decisions / HELD_IN_PART_FILE, pairs, places)
    told_of = read_wars_told(decisions / WARS_TOLD_FILE, pairs, strengths, countries)
    told_of |= fought_where(pairs, strengths, told_of, read_fought_over())
    # From here on rows have newer dates than the rulings on them were checked against.
    fallen = read_governments(decisions / GOVERNMENTS_FILE, countries)
    pairs, sentences = with_ends(pairs, sentences, fallen)
    newer = read_newer_pages(decisions / NEWER_PAGES_FILE)
    pairs, sentences = with_newer_pages(pairs, sentences, newer)
    rulings = read_law_rulings(decisions / LAWS_FILE, laws)
    _require_known(chain.from_iterable(rulings.values()), units, places)
    return {
        "country_pairs_now": [
            _pair_row(pair, units, strengths, sentences.get(pair.pair_id, ""), release)
            | {"not_suggested": " ".join(_written_out(held.get(pair.pair_id, ()), units)) or None}
            | {"told_of": " ".join(told_of.get(pair.pair_id, ())) or None}
            | {"conflicts": " ".join(pair.stated.conflicts) or None}
            | _source_columns(pair.stated, hidden)
            for pair in pairs
        ],
        "laws": [
            _law_row(law, ruling, hidden, release)
            for law in laws
            for ruling in rulings[law.jurisdiction, law.law]
        ],
    }


def _written_out(held: Iterable[str], units: Units) -> list[str]:
    """Return codes with those of units written out: a unit of our own stands for its places."""
    return [
        code for one in held for code in (units.ruled[one].covers if one in units.ruled else (one,))
    ]


def _require_known(rulings: Iterable[LawRuling], units: Units, places: Mapping[str, Place]) -> None:
    regions = {place.region_iso for place in places.values()}
    for ruling in rulings:
        for code in ruling.affects:
            if code in units.ruled or code == EVERYBODY:
                continue
            if not is_known(code, units.countries, regions, places):
                raise BuildError(
                    f"data/decisions/{LAWS_FILE}: {ruling.law_id} affects {code}, which is no "
                    "country, region, place or unit of ours; correct the code"
                )


def _pair_row(
    pair: ObstaclePair,
    units: Units,
    strengths: Strengths,
    sentence: str,
    release: str,
) -> Row:
    stated, is_past = pair.stated, is_old(pair.stated.as_of, release)
    ruling = strengths.of(pair, is_old=is_past)
    said = sentence or stated.sentence
    if is_past:
        said = in_the_past(said, month_and_year(stated.as_of))
    a, b = (units.in_row(pair.kind, code, stated.as_of) for code in (pair.unit_a, pair.unit_b))
    return {
        "pair_id": pair.pair_id,
        **_unit_columns("a", a),
        **_unit_columns("b", b),
        "kind": pair.kind,
        "direction": DIRECTION_OF[pair.kind],
        **_dates(stated),
        "strength": ruling.strength,
        "reason": ruling.reason,
        "sentence": dated_sentence(said, stated.as_of),
        "recognised_by": _recognised_by(pair, a),
    }


def _recognised_by(pair: ObstaclePair, unit: Unit) -> str | None:
    return (" ".join(unit.recognised_by) or None) if pair.kind == "special_status" else None


def _unit_columns(end: str, unit: Unit) -> Row:
    return {
        f"unit_{end}": unit.code,
        f"name_{end}": unit.name,
        f"country_{end}": unit.country or None,
        f"codes_{end}": " ".join(unit.covers) or None,
    }


def _dates(stated: StatedObstacle) -> Row:
    return {
        "from_date": stated.from_date or None,
        "until_date": stated.until_date or None,
        "as_of": stated.as_of or None,
    }


def _source_columns(stated: StatedObstacle, hidden: frozenset[str]) -> Row:
    shown = [one for one in stated.addresses if one not in hidden]
    return {
        "source_title": stated.title,
        "source_address": " ".join(shown),
        "source_locator": stated.locator or None,
        "certainty": stated.certainty,
        "certainty_note": stated.certainty_note or None,
        "source_id": stated.source_id,
    }


def _law_row(law: StatedLaw, ruling: LawRuling, hidden: frozenset[str], release: str) -> Row:
    said, as_of = ruling.sentence or law.stated.sentence, law.stated.as_of
    if is_old(as_of, release):
        said = in_the_past(said, month_and_year(as_of), f"data/decisions/{LAWS_FILE}")
    return {
        "law_id": ruling.law_id,
        "jurisdiction": law.jurisdiction,
        "law": law.law,
        **_dates(law.stated),
        "affects": law.affects,
        "affects_codes": " ".join(ruling.affects) or None,
        "strength": ruling.strength,
        "reason": ruling.reason,
        "sentence": dated_sentence(said, as_of),
        **_source_columns(law.stated, hidden),
    }
