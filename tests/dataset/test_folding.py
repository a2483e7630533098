"""Which ties are one agreement, which of them is held, and what a ruling changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities.dataset.folded_ties import COLUMNS, FoldRuling, read_fold_rulings
from sistercities.dataset.folding import (
    Fold,
    fold_claims,
    fold_conflicts,
    folds,
    redirect_rows_of_ties,
)
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.two_levels import UNTOLD, untold_conflicts
from sistercities.dataset.weigh import Around, weigh
from sistercities.errors import BuildError, SourceError
from sistercities.sources.undated_claims import BOTH_STATE
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place, Resolution

PLACES = {
    place.place_id: place
    for place in (
        Place("gn:1", "Maintal Province", "", "region1", "XA", "XA-1"),
        Place("gn:2", "Maintal", "", "city", "XA", "XA-1", parent_ids=("gn:1",)),
        Place("gn:3", "Old Quarter", "", "district", "XA", "XA-1", parent_ids=("gn:2", "gn:1")),
        Place("gn:4", "Merged Town", "", "city", "XA", "XA-1", parent_ids=("gn:2", "gn:1")),
        Place("gn:5", "Ended Town", "", "city", "XA", "XA-1", valid_to=2000, successor="gn:2"),
        Place("gn:6", "Hilltop", "", "city", "XA", "XA-1", parent_ids=("gn:1",)),
        Place("gn:7", "Prefecture City", "", "city", "CN", "CN-1"),
        Place("gn:8", "County City", "", "city", "CN", "CN-1", parent_ids=("gn:7",)),
        Place("gn:9", "Partner", "", "city", "XB", "XB-1"),
        Place("gn:10", "Partner Borough", "", "district", "XB", "XB-1", parent_ids=("gn:9",)),
        Place("gn:11", "Neighbour", "", "city", "XA", "XA-1", parent_ids=("gn:1",)),
    )
}
YEARS = {"enwiki-2023": 2023, "lists": 2026, "typed": 2020, "wikidata-2016": 2016}
SIGNING = {"XA": ["region1"], "XB": ["region1"], "CN": ["region1"]}
ROWS = iter(range(1, 1_000_000))


def claim(
    a: str, b: str, source: str = "wikidata-2016", of: str = "", start: str = ""
) -> ResolvedClaim:
    """Make a claim on two places; `of` names the list that has it."""
    row = next(ROWS)
    ends = [NamedEnd(PLACES[place].name, PLACES[place].country) for place in (a, b)]
    precision = "year" if start else "none"
    told = SourceClaim(
        f"{source}:{row}", source, f"{of} row {row}", ends[0], ends[1], start, precision, False,
        "", "unknown", "unknown", False, "", "CC0-1.0",
    )  # fmt: skip
    return ResolvedClaim(told, Resolution(a, "id", 1.0), Resolution(b, "id", 1.0))


def listed(a: str, b: str, of: str = "A") -> ResolvedClaim:
    return claim(a, b, "lists", of)


def of_entry(a: str, b: str, note: str = "") -> ResolvedClaim:
    """Make a claim of a file of many countries' lists: it is in that of its first end."""
    one = claim(a, b, "enwiki-2023")
    return replace(one, claim=replace(one.claim, locator=f"row {next(ROWS)}", note=note))


def folded(claims: Sequence[ResolvedClaim], *rulings: FoldRuling) -> tuple[Fold, ...]:
    ties = weigh(claims, PLACES, SIGNING, Around(YEARS)).ties
    return folds(ties, claims, PLACES, YEARS, rulings)


def into(claims: Sequence[ResolvedClaim], *rulings: FoldRuling) -> dict[str, str]:
    return {fold.tie_id: fold.into for fold in folded(claims, *rulings)}


def test_a_borough_and_its_city_are_one_and_the_own_list_of_the_borough_is_held() -> None:
    claims = [claim("gn:2", "gn:9"), listed("gn:3", "gn:9")]
    assert into(claims) == {"gn:2~gn:9": "gn:3~gn:9"}


def test_a_list_that_has_both_means_two() -> None:
    assert into([listed("gn:2", "gn:9"), listed("gn:3", "gn:9")]) == {}
    assert into([listed("gn:2", "gn:9", "A"), listed("gn:9", "gn:3", "B")])


def test_rows_of_one_file_are_of_the_list_of_their_country() -> None:
    """Of Monaghan the partner's list names the town, and that of Ireland its county."""
    of_partner, of_province = of_entry("gn:9", "gn:2"), of_entry("gn:1", "gn:9")
    assert set(into([of_partner, of_province])) == {"gn:2~gn:9"}
    assert into([of_entry("gn:2", "gn:9"), of_province]) == {}
    assert into([of_entry("gn:9", "gn:2", BOTH_STATE), of_province]) == {}


def test_wikidata_with_both_means_one() -> None:
    """It has statements of a city copied from those of its boroughs."""
    assert into([claim("gn:2", "gn:9"), claim("gn:3", "gn:9")]) == {"gn:2~gn:9": "gn:3~gn:9"}


def test_starts_that_exclude_one_another_are_two_agreements() -> None:
    claims = [
        claim("gn:2", "gn:9", "typed", "A", "1974"),
        claim("gn:3", "gn:9", "typed", "B", "1980"),
    ]
    assert into(claims) == {}


@pytest.mark.parametrize("former", ["gn:4", "gn:5"])
def test_what_was_merged_or_ended_is_held_as_what_it_belongs_to_now(former: str) -> None:
    claims = [claim(former, "gn:9", "typed", "B", "1990"), listed("gn:9", "gn:2")]
    assert into(claims) == {f"{former}~gn:9": "gn:2~gn:9"}


def test_a_county_level_city_of_china_keeps_its_dated_tie() -> None:
    claims = [claim("gn:8", "gn:9", "typed", "B", "1990"), claim("gn:7", "gn:9")]
    assert into(claims) == {"gn:7~gn:9": "gn:8~gn:9"}


def test_a_city_and_its_province_of_one_name_are_one_and_the_dated_claim_is_held() -> None:
    claims = [claim("gn:2", "gn:9"), claim("gn:9", "gn:1", "typed", "B", "2002")]
    assert into(claims) == {"gn:2~gn:9": "gn:1~gn:9"}


def test_a_town_and_the_province_around_it_of_another_name_are_left() -> None:
    assert into([claim("gn:6", "gn:9"), listed("gn:9", "gn:1")]) == {}


def test_neighbours_are_left() -> None:
    assert into([claim("gn:6", "gn:9"), listed("gn:9", "gn:11")]) == {}


def test_what_may_be_one_of_two_is_left_unless_a_ruling_tells() -> None:
    """City and partner may be the quarter's tie, or that of the partner's borough."""
    claims = [claim("gn:2", "gn:9"), listed("gn:3", "gn:9"), listed("gn:10", "gn:2", "B")]
    assert into(claims) == {}
    ruling = FoldRuling("gn:2", "gn:3", "gn:9", True, "gn:3", "seen")
    assert into(claims, ruling) == {"gn:2~gn:9": "gn:3~gn:9"}


def test_a_ruling_holds_both() -> None:
    claims = [claim("gn:2", "gn:9"), listed("gn:3", "gn:9")]
    assert into(claims, FoldRuling("gn:3", "gn:2", "gn:9", False, "", "seen")) == {}


def test_of_two_ties_of_which_it_is_not_told_both_are_held_and_each_names_the_other(
    tmp_path: Path,
) -> None:
    path = tmp_path / "folded_ties.csv"
    row = "gn:6,gn:11,gn:9,,untold,,two lists and two names,2026-12-01"
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    rulings = read_fold_rulings(path)
    claims = [claim("gn:6", "gn:9"), listed("gn:9", "gn:11")]
    assert into(claims, *rulings) == {}
    rows = untold_conflicts(rulings, claims)
    assert {(one["tie_id"], one["field"], one["kept"], one["other"]) for one in rows} == {
        ("gn:6~gn:9", "place", "gn:6", "gn:11"),
        ("gn:11~gn:9", "place", "gn:11", "gn:6"),
    }
    assert {one["rule"] for one in rows} == {UNTOLD}
    with pytest.raises(BuildError, match="gn:11~gn:9 is folded"):
        untold_conflicts(rulings, claims[:1])


def test_a_ruling_folds_any_two_ties_of_one_partner() -> None:
    claims = [claim("gn:6", "gn:9"), listed("gn:9", "gn:11")]
    (fold,) = folded(claims, FoldRuling("gn:6", "gn:11", "gn:9", True, "gn:11", "a namesake"))
    assert (fold.into, fold.held_place, fold.why) == ("gn:11~gn:9", "gn:11", "a namesake")


def test_a_ruling_folds_two_ties_that_differ_at_both_ends() -> None:
    claims = [claim("gn:6", "gn:9"), listed("gn:11", "gn:3")]
    ruling = FoldRuling("gn:6", "gn:11", "gn:9", True, "gn:11", "one agreement", "gn:3")
    (fold,) = folded(claims, ruling)
    assert (fold.tie_id, fold.into) == ("gn:6~gn:9", "gn:11~gn:3")
    assert (fold.place, fold.held_place) == ("gn:6", "gn:11")


@pytest.mark.parametrize(
    ("ruling", "problem"),
    [
        (FoldRuling("gn:2", "gn:6", "gn:9", True, "gn:2", "?"), "there is no tie gn:6~gn:9"),
        (FoldRuling("gn:2", "gn:3", "gn:9", True, "", "?"), "the rule folds them too"),
        (FoldRuling("gn:2", "gn:11", "gn:9", False, "", "?"), "the rule holds both ties"),
        (FoldRuling("gn:2", "gn:11", "gn:9", True, "", "?"), "must say which place is held"),
        (
            FoldRuling("gn:1", "gn:11", "gn:9", False, "", "?", is_untold=True),
            "the rule says so too",
        ),
    ],
)
def test_a_ruling_that_nothing_needs_fails_the_build(ruling: FoldRuling, problem: str) -> None:
    claims = [claim("gn:2", "gn:9"), listed("gn:3", "gn:9"), listed("gn:11", "gn:9", "C")]
    claims.append(listed("gn:1", "gn:9", "D"))
    with pytest.raises(BuildError, match=f"folded_ties.csv: .*{problem}; mend the row"):
        folded(claims, ruling)


def test_the_claims_of_both_stand_behind_the_tie_held_and_keep_their_places() -> None:
    claims = [claim("gn:2", "gn:9"), listed("gn:3", "gn:9")]
    found = folded(claims)
    behind = fold_claims(claims, found)
    (tie,) = weigh(behind, PLACES, SIGNING, Around(YEARS)).ties
    assert (tie["tie_id"], tie["n_claims"], tie["known_from"]) == ("gn:3~gn:9", 2, 2016)
    assert behind[0].a.place_id == "gn:2"
    (conflict,) = fold_conflicts(found, claims)
    assert (conflict["tie_id"], conflict["kept"], conflict["other"]) == (
        "gn:3~gn:9",
        "gn:3",
        "gn:2",
    )
    assert conflict["other_claim"] == claims[0].claim.claim_id
    (redirect,) = redirect_rows_of_ties(found)
    assert (redirect["old_id"], redirect["new_id"]) == ("gn:2~gn:9", "gn:3~gn:9")
    assert "a part of" in redirect["reason"]


def test_three_that_are_one_become_one() -> None:
    quarter = Place("gn:12", "Corner", "", "district", "XA", "XA-1", parent_ids=("gn:3", "gn:2"))
    three = [claim("gn:3", "gn:9"), claim("gn:2", "gn:9")]
    three.append(replace(listed("gn:3", "gn:9"), a=Resolution("gn:12", "id", 1.0)))
    places = PLACES | {"gn:12": quarter}
    found = folds(weigh(three, places, SIGNING, Around(YEARS)).ties, three, places, YEARS)
    assert {fold.tie_id: fold.into for fold in found} == {
        "gn:2~gn:9": "gn:12~gn:9",
        "gn:3~gn:9": "gn:12~gn:9",
    }


def test_a_former_town_is_not_the_province_around_it() -> None:
    assert into([claim("gn:5", "gn:9"), listed("gn:9", "gn:1")]) == {}


CLAIMS = [
    claim("gn:2", "gn:9"), listed("gn:3", "gn:9"), claim("gn:8", "gn:9", "typed", "B", "1990"),
    claim("gn:7", "gn:9"), listed("gn:9", "gn:2", "D"), claim("gn:4", "gn:9"),
]  # fmt: skip


@given(st.permutations(CLAIMS))
def test_the_order_of_the_claims_changes_nothing_and_no_tie_is_lost(
    order: list[ResolvedClaim],
) -> None:
    found = folded(order)
    assert found == folded(CLAIMS)
    held = {one.tie_id for one in fold_claims(order, found)}
    assert {fold.into for fold in found} <= held
    assert not {fold.tie_id for fold in found} & held


HEAD = "place,other_place,partner,other_partner,verdict,held,reason,date\n"


def test_rulings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "folded_ties.csv"
    path.write_text(f"{HEAD}gn:2,x:old,gn:9,,one,gn:2,merged,2026-11-28\n", encoding="utf-8")
    (ruling,) = read_fold_rulings(path)
    assert ruling.tie_ids == ("gn:2~gn:9", "gn:9~x:old")
    assert (ruling.is_one, ruling.held) == (True, "gn:2")


def test_a_ruling_on_two_ties_that_differ_at_both_ends_is_read(tmp_path: Path) -> None:
    path = tmp_path / "folded_ties.csv"
    path.write_text(f"{HEAD}gn:2,gn:4,gn:9,x:isle,one,gn:4,seen,2026-11-28\n", encoding="utf-8")
    (ruling,) = read_fold_rulings(path)
    assert ruling.tie_ids == ("gn:2~gn:9", "gn:4~x:isle")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("gn:2,old,gn:9,,one,gn:2,merged,2026-11-28\n", "other_place: 'old'"),
        ("gn:2,gn:3,gn:9,isle,one,gn:2,merged,2026-11-28\n", "other_partner: 'isle'"),
        ("gn:2,gn:3,gn:9,,maybe,gn:2,merged,2026-11-28\n", "verdict: 'maybe'"),
        ("gn:2,gn:3,gn:9,,one,gn:4,merged,2026-11-28\n", "held: 'gn:4'"),
        ("gn:2,gn:3,gn:9,,two,gn:2,merged,2026-11-28\n", "held: 'gn:2'.*leave it blank"),
        ("gn:2,gn:3,gn:9,,one,gn:2,,2026-11-28\n", "reason: ''"),
        ("gn:2,gn:3,gn:9,,one,gn:2,merged,\n", "date: ''"),
        (
            "gn:2,gn:3,gn:9,,one,,merged,2026-11-28\ngn:3,gn:2,gn:9,,two,,seen,2026-11-28\n",
            "row 3, .*a row above rules on this pair",
        ),
    ],
)
def test_a_ruling_that_is_not_understood_is_refused(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "folded_ties.csv"
    path.write_text(HEAD + row, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        read_fold_rulings(path)
