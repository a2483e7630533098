"""A source covers an end if it read its list and holds another tie that cannot be the one asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from building.made_up_observations import known, place
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.source_coverage import (
    Coverage,
    coverage_rows,
    source_coverage,
)
from sistercities.dataset.source_lists import (
    COLUMNS,
    SourceList,
    SourceLists,
    read_source_lists,
)
from sistercities.errors import BuildError, SourceError
from sistercities.sources.undated_claims import BOTH_STATE
from sistercities.terms.places import Place, Resolution

PLACES = {
    one.place_id: one
    for one in (
        place("gn:1", "Ahaven", "NL", region="NL-UT"),
        place("gn:2", "Bekdorf", "DE", region="DE-HE"),
        place("gn:3", "Corva", "IT", region="IT-25"),
        place("gn:4", "Delta", "US", region="US-OR"),
        place("gn:5", "Eastham", "US", region="US-FL"),
        place("gn:6", "Bekdorf", "DE", region="DE-NI"),
        place("gn:7", "Bek County", "DE", level="region2", region="DE-HE"),
        place("gn:8", "Bekhausen", "DE", region="DE-HE", parents=("gn:7",)),
    )
}
EN, WD, NODES = "enwiki-2023", "wikidata-2016", "wikidata-2021"


def row(source_id: str, country: str, region: str = "*", *, is_read: bool = True) -> SourceList:
    mode = "between_nodes" if source_id == NODES else "list"
    return SourceList(source_id, country, region, mode, is_read, "made up")


LISTS = SourceLists(
    (
        row(EN, "NL"), row(EN, "IT"), row(EN, "DE", is_read=False),
        row(EN, "US"), row(EN, "US", "US-FL", is_read=False),
        row(WD, "*"), row(NODES, "*"),
    )
)  # fmt: skip


def told(source_id: str, a: str, b: str, *, both: bool = False) -> ResolvedClaim:
    """Make a claim in which the first end states the tie, or both do."""
    return told_of(PLACES, source_id, a, b, both=both)


def told_of(
    places: Mapping[str, Place], source_id: str, a: str, b: str, *, both: bool = False
) -> ResolvedClaim:
    """Make such a claim about places of one's own."""
    one = known(source_id, a, b)
    ends = [replace(end, country=places[end.name].country) for end in (one.claim.a, one.claim.b)]
    note = BOTH_STATE if both else ""
    return replace(one, claim=replace(one.claim, a=ends[0], b=ends[1], note=note))


def coverage(*claims: ResolvedClaim, lists: SourceLists = LISTS) -> Coverage:
    return source_coverage(claims, PLACES, lists)


def test_an_end_is_covered_by_a_list_that_holds_another_tie_of_it() -> None:
    held = coverage(told(EN, "gn:1", "gn:3"))
    assert held.covers(EN, "gn:1", "gn:1~gn:2")
    assert not held.covers(EN, "gn:1", "gn:1~gn:3")
    assert not held.covers(EN, "gn:2", "gn:1~gn:2")
    assert set(held.lists) == {EN, WD, NODES}


def test_a_place_that_the_lists_of_five_partners_leave_out_is_silent() -> None:
    partners = [f"gn:it{number}" for number in range(5)]
    places = PLACES | {one: place(one, f"Borgo {one}", "IT") for one in partners}
    older = [known(WD, "gn:1", one) for one in (*partners, "gn:2")]
    entries = [told_of(places, EN, one, "gn:3") for one in partners]

    def held(*claims: ResolvedClaim) -> Coverage:
        return source_coverage(claims, places, LISTS)

    silent = held(*older, *entries)
    assert silent.is_silent(EN, "gn:1")
    assert all(silent.covers(EN, end, f"gn:1~{partners[0]}") for end in ("gn:1", partners[0]))
    # Of a country whose list was not read too, for it is the place that has none.
    assert all(silent.covers(EN, end, "gn:1~gn:2") for end in ("gn:1", "gn:2"))
    assert not silent.covers(EN, "gn:2", "gn:2~gn:3")

    few = held(*older, *entries[1:])
    assert not few.is_silent(EN, "gn:1")
    named = held(*older, *entries, told_of(places, EN, partners[0], "gn:1"))
    assert not named.is_silent(EN, "gn:1")
    german = held(*(known(WD, "gn:2", one) for one in partners), *entries)
    assert not german.is_silent(EN, "gn:2")  # whose list was not read
    places["gn:1"] = place("gn:1", "Ahaven", "NL", level="region1")
    assert not held(*older, *entries).is_silent(EN, "gn:1")


@pytest.mark.parametrize("level", ["city", "region1"])
def test_a_place_is_not_silent_whose_municipality_has_an_entry(level: Any) -> None:
    partners = [f"gn:it{number}" for number in range(5)]
    around = place("gn:9", "Aland", "NL", level=level)
    inside = place("gn:1", "Ahaven", "NL", parents=("gn:9", "gn:10"))
    beyond = place("gn:10", "Holland", "NL", level="region1")
    places = PLACES | {one.place_id: one for one in (around, inside, beyond)}
    places |= {one: place(one, f"Borgo {one}", "IT") for one in partners}
    told_all = [known(WD, "gn:1", one) for one in partners]
    told_all += [told_of(places, EN, one, "gn:3") for one in partners]

    def is_silent(*entries: ResolvedClaim) -> bool:
        return source_coverage([*told_all, *entries], places, LISTS).is_silent(EN, "gn:1")

    assert is_silent()
    assert not is_silent(told_of(places, EN, "gn:9", "gn:3"))
    waiting = replace(told_of(places, EN, "gn:9", "gn:3"), b=Resolution("", "", 0.0, "waits"))
    assert not is_silent(waiting)
    # The province around all of them is not the municipality under another name.
    assert is_silent(told_of(places, EN, "gn:10", "gn:3"))


def test_a_region_that_stands_in_the_lists_of_others_alone_has_no_list_of_its_own() -> None:
    new = "enwiki-2026"  # which stores each pair once, and does not say whose entry it is in
    province = place("gn:9", "Corvano", "IT", level="region1", region="IT-25")
    lists = SourceLists((*LISTS.rows, row(new, "NL"), row(new, "IT")))

    def covers(province: Place, *claims: tuple[str, str]) -> bool:
        places = PLACES | {"gn:9": province}
        told_all = [told_of(places, new, a, b) for a, b in (("gn:1", "gn:3"), *claims)]
        return source_coverage(told_all, places, lists).covers(new, "gn:9", "gn:2~gn:9")

    assert not covers(province, ("gn:1", "gn:9"))
    assert covers(province, ("gn:9", "gn:1"))
    # A city that is a region too is a city, as Berlin.
    assert covers(replace(province, is_dual=True), ("gn:1", "gn:9"))


def test_a_row_of_which_both_names_wait_may_be_the_tie_asked_for() -> None:
    waits = Resolution("", "", 0.0, "waits")
    row_of_names = told(WD, "gn:1", "gn:2")
    ends = [
        replace(end, name=PLACES[end.name].name)
        for end in (row_of_names.claim.a, row_of_names.claim.b)
    ]
    named = replace(row_of_names.claim, a=ends[1], b=ends[0])
    waiting = replace(row_of_names, claim=named, a=waits, b=waits)
    others = told(WD, "gn:1", "gn:3"), told(WD, "gn:2", "gn:3")
    assert coverage(*others).covers(WD, "gn:1", "gn:1~gn:2")
    held = coverage(*others, waiting)
    assert not any(held.covers(WD, end, "gn:1~gn:2") for end in ("gn:1", "gn:2"))
    # Its namesake may be meant as well, another place is not.
    assert not held.covers(WD, "gn:1", "gn:1~gn:6")
    assert held.covers(WD, "gn:1", "gn:1~gn:4")


def test_a_country_or_a_region_that_was_not_read_is_not_covered() -> None:
    held = coverage(
        told(EN, "gn:1", "gn:2", both=True), told(EN, "gn:4", "gn:1"), told(EN, "gn:5", "gn:1")
    )
    assert not held.covers(EN, "gn:2", "gn:2~gn:3")
    assert held.covers(EN, "gn:4", "gn:3~gn:4")
    assert not held.covers(EN, "gn:5", "gn:3~gn:5")


def test_a_partner_without_an_entry_of_its_own_is_not_covered() -> None:
    assert not coverage(told(EN, "gn:1", "gn:3")).covers(EN, "gn:3", "gn:3~gn:4")
    assert coverage(told(EN, "gn:1", "gn:3", both=True)).covers(EN, "gn:3", "gn:3~gn:4")
    assert coverage(told(WD, "gn:1", "gn:3")).covers(WD, "gn:3", "gn:3~gn:4")


def test_a_source_of_cities_alone_covers_two_that_it_holds() -> None:
    held = coverage(told(NODES, "gn:1", "gn:3"), told(NODES, "gn:2", "gn:3"))
    assert held.covers(NODES, "gn:1", "gn:1~gn:2")
    assert not held.covers(NODES, "gn:1", "gn:1~gn:4")


def test_a_partner_whose_name_waits_may_be_the_one_asked_for() -> None:
    waiting = replace(told(EN, "gn:1", "gn:2"), b=Resolution("", "", 0.0, "waits"))
    held = coverage(told(EN, "gn:1", "gn:3"), waiting)
    assert not held.covers(EN, "gn:1", "gn:1~gn:6")
    assert held.covers(EN, "gn:1", "gn:1~gn:4")


@pytest.mark.parametrize(
    ("partner", "asked"), [("gn:2", "gn:6"), ("gn:7", "gn:8"), ("gn:8", "gn:7")]
)
def test_the_same_tie_at_another_level_or_record_is_not_silence(partner: str, asked: str) -> None:
    held = coverage(told(EN, "gn:1", partner), told(EN, "gn:1", "gn:3"))
    assert not held.covers(EN, "gn:1", f"gn:1~{asked}")
    assert held.covers(EN, "gn:1", "gn:1~gn:4")


def of_kind(source_id: str, a: str, b: str, kind: Any) -> ResolvedClaim:
    """Make a claim that states the kind of the tie."""
    one = told(source_id, a, b)
    return replace(one, claim=replace(one.claim, kind=kind))


@pytest.mark.parametrize("kind", ["exchange", "friendship", "contact"])
def test_a_list_of_twin_towns_is_no_word_on_a_tie_of_another_kind(kind: Any) -> None:
    around = [told(EN, "gn:1", "gn:3"), told(EN, "gn:3", "gn:4")]
    asked = "gn:1", "gn:1~gn:2"
    assert coverage(*around).covers(EN, *asked)
    assert coverage(*around, of_kind("china-2026", "gn:1", "gn:2", "sister")).covers(EN, *asked)
    other = of_kind("china-2026", "gn:1", "gn:2", kind)
    assert not coverage(*around, other).covers(EN, *asked)
    # Who else calls it a sister tie makes it one that the list should have.
    sister = of_kind("zhwiki-2020", "gn:1", "gn:2", "sister")
    assert coverage(*around, other, sister).covers(EN, *asked)
    # A list that has such ties too should have this one.
    own = of_kind(EN, "gn:3", "gn:5", "exchange")
    assert coverage(*around, other, own).covers(EN, *asked)


def test_an_unknown_source_covers_nothing() -> None:
    assert not coverage().covers("regions-2026", "gn:1", "gn:1~gn:2")


def test_entries_of_a_country_without_a_ruling_stop_the_build() -> None:
    missing = SourceLists((row(EN, "IT"),))
    with pytest.raises(BuildError, match=r"enwiki-2023: NL\); add a row for each"):
        coverage(told(EN, "gn:1", "gn:3"), lists=missing)


def test_rows_count_the_places_of_each_list_and_their_ties() -> None:
    held = coverage(told(EN, "gn:1", "gn:3", both=True), told(EN, "gn:1", "gn:2"))
    years = {EN: 2023, WD: 2016, NODES: 2021}
    rows = {
        (one["source_id"], one["country"], one["region_iso"]): one
        for one in coverage_rows(held, PLACES, LISTS, years)
    }
    netherlands, florida = rows[EN, "NL", "*"], rows[EN, "US", "US-FL"]
    assert (netherlands["n_places"], netherlands["n_ties"], netherlands["year"]) == (1, 2, 2023)
    assert (rows[EN, "IT", "*"]["n_places"], rows[EN, "IT", "*"]["n_ties"]) == (1, 1)
    assert (florida["is_read"], florida["n_places"], florida["n_ties"]) == (False, 0, 0)


def _read(folder: Path, *rows: str) -> SourceLists:
    path = folder / "source_lists.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows, ""]), encoding="utf-8")
    return read_source_lists(path)


def test_the_most_particular_ruling_counts(tmp_path: Path) -> None:
    lists = _read(
        tmp_path,
        f"{EN},US,*,list,yes,made up,2026-11-28",
        f"{EN},US,US-FL,list,no,made up,2026-11-28",
    )
    assert lists.is_read(EN, PLACES["gn:4"])
    assert not lists.is_read(EN, PLACES["gn:5"])
    assert not lists.is_read(EN, PLACES["gn:1"])
    assert lists.sources == (EN,)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ((f"{EN},US,US-FL,list,maybe,made up,2026-11-28",), r"is_read.*use one of yes, no"),
        ((f"{EN},US,NL-UT,list,yes,made up,2026-11-28",), r"begins with US-, or \*"),
        ((f"{EN},USA,*,list,yes,made up,2026-11-28",), r"country.*alpha-2"),
        (("nobody,US,*,list,yes,made up,2026-11-28",), r"source_id.*use one of"),
        ((f"{EN},US,*,all,yes,made up,2026-11-28",), r"mode.*use one of list, between_nodes"),
        ((f"{EN},US,*,list,yes,,2026-11-28",), r"reason.*fill it in"),
        ((f"{EN},US,*,list,yes,made up,2026-11-28",) * 2, r"a row above rules on it"),
        (
            (
                f"{EN},US,*,list,yes,made up,2026-11-28",
                f"{EN},NL,*,between_nodes,yes,made up,2026-11-28",
            ),
            r"a source has one mode",
        ),
    ],
)
def test_a_ruling_that_is_not_understood_is_refused(
    tmp_path: Path, rows: tuple[str, ...], message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        _read(tmp_path, *rows)


def test_a_list_of_partners_abroad_alone_says_nothing_of_ties_inside_the_country() -> None:
    italy = {f"gn:it{n}": place(f"gn:it{n}", f"Borgo {n}", "IT") for n in range(12)}
    abroad = {f"gn:de{n}": place(f"gn:de{n}", f"Stadt {n}", "DE") for n in range(700)}
    places = PLACES | italy | abroad
    towns = sorted(italy)
    foreign = [told_of(places, EN, one, "gn:1") for one in towns]
    inside = [told_of(places, EN, towns[0], other) for other in towns[1:6]]
    asked = f"{towns[6]}~{towns[7]}"

    def covers(*claims: ResolvedClaim) -> bool:
        held = source_coverage([*foreign, *claims], places, LISTS)
        assert held.covers(EN, towns[6], f"gn:2~{towns[6]}")  # a tie abroad is asked for as ever
        return all(held.covers(EN, end, asked) for end in asked.split("~"))

    assert not covers()
    assert not covers(*inside[:4])
    assert covers(*inside)
    # Five of some seven hundred slipped in.
    assert not covers(*inside, *(told_of(places, EN, towns[8], one) for one in sorted(abroad)))
