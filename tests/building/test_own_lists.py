"""Names on lists without points are told by other sources and the place of entries, not by size."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from building.made_up_observations import known, place
from release_build.readers.enwiki_own_lists import Entry, OwnLists, key_of
from release_build.resolving.entry_regions import COLUMNS, EntryRegions, Run, read_entry_regions
from release_build.resolving.heeded_rulings import require_heeded
from release_build.resolving.known_ties import NOT_TOLD
from release_build.resolving.own_lists import resolve_own_lists
from sistercities.dataset.decisions import Decisions, NameDecision
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.errors import BuildError, SourceError
from sistercities.sources.undated_claims import BOTH_STATE, undated_claim
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Resolution

WORLD = Gazetteer(
    [
        place("gn:1", "Ahaven", "NL", point=(52.0, 5.0), people=70_000, region="NL-UT"),
        place("gn:2", "Bekdorf", "DE", point=(50.0, 8.0), people=20_000, region="DE-HE"),
        place("gn:3", "Corva", "IT", point=(45.0, 9.0), people=40_000, region="IT-25"),
        place("gn:11", "Fairmont", "US", point=(44.0, -70.0), people=900_000, region="US-ME"),
        place("gn:12", "Fairmont", "US", point=(45.0, -120.0), people=5_000, region="US-OR"),
        place("gn:13", "Lonetown", "US", point=(41.0, -72.0), people=8_000, region="US-RI"),
        place("gn:14", "Midvale", "US", point=(33.0, -87.0), people=2_000, region="US-AL"),
        place("gn:15", "Midvale", "US", point=(45.0, -69.0), people=9_000, region="US-ME"),
        place("gn:21", "Dorfen", "AT", point=(47.0, 13.0), people=3_000, region="AT-5"),
        place("gn:22", "Dorfen", "AT", point=(48.0, 16.0), people=2_900, region="AT-3"),
        place("gn:31", "Ostia", "IT", point=(41.7, 12.3), people=9_000, region="IT-62"),
        place("gn:32", "Romana", "IT", point=(40.5, 8.6), people=80_000, names=("Ostia",),
              region="IT-88"),
    ]
)  # fmt: skip
REGIONS = EntryRegions(
    (Run(1, 9, "US-ME"), Run(10, 19, "US-RI"), Run(20, 29, "US-AL"), Run(30, 39, "US-OR"))
)
AHAVEN, BEKDORF, CORVA = ("Ahaven", "NL"), ("Bekdorf", "DE"), ("Corva", "IT")
FAIRMONT, MIDVALE, LONETOWN = (("Fairmont", "US"), ("Midvale", "US"), ("Lonetown", "US"))
Named = tuple[str, str]


def lists(*rows: tuple[int, Named, Named], both: frozenset[int] = frozenset()) -> OwnLists:
    """Lay out rows (number, place with the entry, partner); those in `both` are stated twice."""
    claims: list[SourceClaim] = []
    entries: dict[object, Entry] = {}
    for number, one, other in rows:
        a, b = (NamedEnd(*named, level="city") for named in (one, other))
        note = BOTH_STATE if number in both else ""
        locator = f"row {number}"
        claims.append(
            undated_claim(f"enwiki-2023:{number:05d}", locator, a, b, licence="", note=note)
        )
        for end in (a, b) if note else (a,):
            entries.setdefault(key_of(end), Entry(end, number))
    return OwnLists(tuple(claims), tuple(entries.values()), ())


def resolve(
    read: OwnLists, *others: ResolvedClaim, rulings: Decisions | None = None
) -> list[ResolvedClaim]:
    return resolve_own_lists(read, REGIONS, WORLD, rulings or Decisions(), others)


def test_a_name_of_one_place_is_told() -> None:
    (one,) = resolve(lists((50, AHAVEN, BEKDORF)))
    assert one.tie_id == "gn:1~gn:2"


def test_the_largest_namesake_is_never_taken() -> None:
    (one,) = resolve(lists((50, AHAVEN, FAIRMONT)))
    assert one.b == Resolution("", "", 0.0, NOT_TOLD, one.b.candidates)


def test_a_tie_of_another_source_tells_a_partner_and_only_in_that_row() -> None:
    tie = known("wikidata-2016", "gn:1", "gn:12")
    one, other = resolve(lists((50, AHAVEN, FAIRMONT), (51, BEKDORF, FAIRMONT)), tie)
    assert (one.b.place_id, one.b.method) == ("gn:12", "alias+known_tie")
    assert not other.b.place_id


def test_a_tie_that_was_guessed_tells_nothing() -> None:
    guess = known("enwiki-2026", "gn:1", "gn:11", "alias+country+level+population")
    (one,) = resolve(lists((50, AHAVEN, FAIRMONT)), guess)
    assert not one.b.place_id


def test_two_ties_tell_an_entry_with_all_of_its_rows() -> None:
    ties = [known("wikidata-2016", one, "gn:12") for one in ("gn:1", "gn:2")]
    rows = lists((1, FAIRMONT, AHAVEN), (2, FAIRMONT, BEKDORF), (3, FAIRMONT, CORVA))
    assert [one.a.place_id for one in resolve(rows, *ties)] == ["gn:12"] * 3
    once = resolve(rows, ties[0])
    assert [one.a.place_id for one in once] == ["gn:12", "", ""]


def test_an_entry_whose_ties_speak_for_two_places_waits() -> None:
    ties = [known("wikidata-2016", "gn:1", "gn:12"), known("wikidata-2016", "gn:2", "gn:11")]
    rows = lists((1, FAIRMONT, AHAVEN), (2, FAIRMONT, BEKDORF), (3, FAIRMONT, CORVA))
    assert resolve(rows, *ties)[2].a.reason == NOT_TOLD


def test_an_entry_may_lie_where_it_stands_or_further_down() -> None:
    (one,) = resolve(lists((21, MIDVALE, AHAVEN)))
    assert (one.a.place_id, one.a.method) == ("gn:14", "alias+country+entry_region")
    (open_one,) = resolve(lists((2, MIDVALE, AHAVEN)))
    assert open_one.a.reason == NOT_TOLD


def test_the_only_place_of_a_name_is_not_meant_where_the_entry_stands_elsewhere() -> None:
    (here,) = resolve(lists((12, LONETOWN, AHAVEN)))
    assert here.a.place_id == "gn:13"
    # Under Maine or Alabama stands a Lonetown that we do not know, so the name is shared.
    for row in (3, 22):
        (there,) = resolve(lists((row, LONETOWN, AHAVEN)))
        assert there.a.reason == NOT_TOLD
        (mentioned, _) = resolve(lists((50, BEKDORF, LONETOWN), (row, LONETOWN, AHAVEN)))
        assert mentioned.b.reason == NOT_TOLD


def test_an_entry_that_states_the_pair_as_well_tells_its_name() -> None:
    rows = lists((50, AHAVEN, MIDVALE), (21, MIDVALE, BEKDORF), both=frozenset({50}))
    first = next(one for one in resolve(rows) if one.claim.a.name == "Ahaven")
    assert first.claim.note == BOTH_STATE
    # The entry begins at its first row, which stands among others: it may be either place.
    assert first.b.reason == NOT_TOLD
    rows = lists((21, MIDVALE, BEKDORF), (50, AHAVEN, MIDVALE), both=frozenset({50}))
    second = next(one for one in resolve(rows) if one.claim.a.name == "Ahaven")
    assert second.b.place_id == "gn:14"


def test_one_main_name_tells_unless_a_tie_speaks_for_another() -> None:
    rows = lists((50, AHAVEN, ("Ostia", "IT")))
    (one,) = resolve(rows)
    assert (one.b.place_id, one.b.method) == ("gn:31", "alias+country+main_name")
    (other,) = resolve(rows, known("wikidata-2016", "gn:1", "gn:32"))
    assert other.b.place_id == "gn:32"


def test_a_place_that_ties_speak_against_is_not_meant() -> None:
    ostia = Gazetteer([*WORLD.places.values(), place("gn:33", "Corva", "IT", level="district",
                      point=(41.0, 14.0), region="IT-72")])  # fmt: skip
    read = lists((50, AHAVEN, CORVA))
    (plain,) = resolve_own_lists(read, REGIONS, ostia, Decisions(), [])
    tie = known("wikidata-2016", "gn:1", "gn:33")
    (told,) = resolve_own_lists(read, REGIONS, ostia, Decisions(), [tie])
    assert (plain.b.place_id, told.b.place_id) == ("gn:3", "gn:33")


def ruling(source_id: str, name: Named, place_id: str, context: str = "") -> NameDecision:
    return NameDecision(source_id, *name, context, "", place_id, "made up", "2026-11-28", "")


@pytest.mark.parametrize("source_id", ["enwiki-2023", "enwiki-2026"])
def test_rulings_on_a_pair_hold_here_and_on_the_lists_of_2026(source_id: str) -> None:
    rulings = Decisions((ruling(source_id, FAIRMONT, "gn:12", "with Ahaven"),))
    one, other = resolve(lists((50, AHAVEN, FAIRMONT), (51, BEKDORF, FAIRMONT)), rulings=rulings)
    assert (one.b.place_id, other.b.place_id) == ("gn:12", "")


def test_a_lent_ruling_on_a_name_tells_no_namesake_of_the_united_states() -> None:
    lent = Decisions(
        (ruling("enwiki-2026", FAIRMONT, "gn:11"), ruling("enwiki-2026", ("Dorfen", "AT"), "gn:21"))
    )
    one, other = resolve(
        lists((50, AHAVEN, FAIRMONT), (51, AHAVEN, ("Dorfen", "AT"))), rulings=lent
    )
    assert (one.b.place_id, other.b.place_id) == ("", "gn:21")
    own = Decisions((ruling("enwiki-2023", FAIRMONT, "gn:11"),))
    (ruled,) = resolve(lists((50, AHAVEN, FAIRMONT)), rulings=own)
    assert ruled.b.place_id == "gn:11"
    assert own.unused() == ()


def test_ties_of_other_sources_do_not_unsay_a_ruling_on_the_list() -> None:
    tie = known("wikidata-2016", "gn:1", "gn:12")
    own = Decisions((ruling("enwiki-2023", FAIRMONT, "gn:11"),))
    (one,) = resolve(lists((50, AHAVEN, FAIRMONT)), tie, rulings=own)
    assert (one.b.place_id, one.b.method) == ("gn:11", "decision")
    require_heeded(own, [one])


def test_a_ruling_that_no_claim_heeds_is_told() -> None:
    own = Decisions((ruling("enwiki-2023", FAIRMONT, "gn:11"),))
    (one,) = resolve(lists((50, AHAVEN, FAIRMONT)), rulings=own)
    other = replace(one, b=Resolution("gn:12", "alias+known_tie", 0.97))
    require_heeded(own, [other, one])
    with pytest.raises(BuildError, match=r"ruling on Fairmont \(enwiki-2023\)"):
        require_heeded(own, [other])


def _write(folder: Path, *rows: str) -> Path:
    path = folder / "entry_regions.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows, ""]), encoding="utf-8")
    return path


def test_runs_are_read_in_the_order_of_the_rows(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        "enwiki-2023,1,9,US-ME,made up,2026-11-28",
        "enwiki-2023,12,19,US-RI,made up,2026-11-28",
    )
    regions = read_entry_regions(path, "enwiki-2023")
    inside, between = regions.spot("US", 4), regions.spot("US", 10)
    assert inside is not None
    assert (inside.own, inside.later) == ("US-ME", {"US-RI"})
    assert between is not None
    assert (between.own, between.later) == ("", {"US-ME", "US-RI"})
    assert regions.spot("NL", 4) is None


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (("enwiki-2023,9,1,US-ME,made up,2026-11-28",), r"last_row.*at its first row or after"),
        (("enwiki-2023,1,x,US-ME,made up,2026-11-28",), r"last_row.*number of a row"),
        (("enwiki-2023,1,9,Maine,made up,2026-11-28",), r"region_iso.*such as US-OR"),
        (("enwiki-2023,1,9,US-ME,,2026-11-28",), r"reason.*fill it in"),
        (
            (
                "enwiki-2023,1,9,US-ME,made up,2026-11-28",
                "enwiki-2023,9,19,US-RI,made up,2026-11-28",
            ),
            r"first_row.*the run above ends later",
        ),
    ],
)
def test_a_run_that_is_not_understood_is_refused(
    tmp_path: Path, rows: tuple[str, ...], message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        read_entry_regions(_write(tmp_path, *rows), "enwiki-2023")
