"""The tables of obstacles: rulings on rows, units spelled out, sentences with their date."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from building.test_ucdp_conflicts import WAR, write_conflicts
from release_build.obstacles.tables import dated_sentence, obstacle_tables
from sistercities.errors import BuildError, SourceError
from sistercities.terms.obstacle_tables import OBSTACLE_TABLES
from sistercities.terms.places import Place

COUNTRIES = {"NL": "The Netherlands", "BE": "Belgium", "LU": "Luxembourg"}
PLACES = {
    "gn:1": Place("gn:1", "Drawn Town", "", "city", "NL", "NL-FR"),
    "gn:2": Place("gn:2", "Free Port", "", "city", "BE", "BE-VLG"),
    "gn:3": Place("gn:3", "Far Town", "", "city", "BE", "BE-VLG"),
}
_PAIR = ("a", "b", "kind", "from_date", "until_date", "as_of", "strength", "sentence",
         "source_title", "source_address", "quote", "certainty")  # fmt: skip
_ADDRESS = "https://drawn.example/1"
PAIRS = [
    ("BE", "NL", "war", "2021", "", "2022-06", "bar", "Belgium and the Netherlands are at war.",
     "Gazette", _ADDRESS, "at war", "high"),
    ("BE", "LU", "war", "2019", "2020", "2022-06", "note", "It ended in 2020.", "Gazette",
     _ADDRESS, "over", "high"),
    ("EU", "LU", "sanctions", "", "", "1960", "caution", "The union sanctions it.", "Gazette",
     _ADDRESS, "sanctions", "medium: one page"),
    ("X-PRT", "*", "special_status", "", "", "2022", "caution", "Its status is disputed in 2022.",
     "Gazette", "https://drawn.example/hidden ; https://drawn.example/2", "whose", "high"),
]  # fmt: skip
_LAW = ("jurisdiction", "law", "from_date", "until_date", "as_of", "affects", "strength",
        "sentence", "source_title", "source_address", "quote", "certainty")  # fmt: skip
LAWS = [("NL-FR", "Act", "2020", "", "2021", "neighbours", "bar", "No neighbours, by an act.",
         "Gazette", _ADDRESS, "none", "high")]  # fmt: skip
RELEASE = "2023.1.0"
D, ROW, KIND = "2026-11-28", "as_of of the row changes", "no row of this kind is left"
RULINGS: dict[str, list[tuple[str, ...]]] = {
    "obstacle_strengths.csv": [
        ("kind", "unit_a", "unit_b", "strength", "as_of", "reason", "date", "retire_check"),
        ("war", "", "", "caution", "", "in general", D, KIND),
        ("sanctions", "", "", "caution", "", "in general", D, KIND),
        ("special_status", "", "", "note", "", "in general", D, KIND),
        ("war_within", "", "", "caution", "", "in general", D, KIND),
        ("war", "BE", "NL", "bar", "2022-06", "fighting is sourced", D, ROW),
        ("war", "BE", "LU", "note", "2022-06", "over", D, ROW),
    ],
    "obstacle_sentences.csv": [
        ("pair_id", "sentence", "as_of", "reason", "date"),
        ("war:BE:NL", "Belgium and the Netherlands are at war since 2021.", "2022-06", "x", D),
    ],
    "obstacle_units.csv": [
        ("unit", "name", "country", "codes", "recognised_by", "reason", "date"),
        ("EU", "the union", "", "EU", "", "by day", D),
        ("X-PRT", "the Port", "BE", "BE-VLG gn:2", "NL", "no code", D),
        ("*", "every country", "", "*", "", "whoever asks", D),
    ],
    "obstacle_laws.csv": [
        ("law_id", "jurisdiction", "law", "affects_codes", "strength", "as_of", "sentence",
         "reason", "date"),
        ("NL-FR:act", "NL-FR", "Act", "BE X-PRT", "caution", "2021", "", "text not read", D),
    ],
    "obstacle_territories.csv": [
        ("territory", "state", "reason", "date"),
        ("LU", "NL", "drawn as a territory of it", D),
    ],
    "ucdp_states.csv": [
        ("location", "conflict_id", "country", "reason", "date"),
        ("Belgium", "", "BE", "that state", D),
    ],
    "obstacle_wars_told.csv": [
        ("pair_id", "told_of", "as_of", "reason", "date"),
        ("war:BE:NL", "NL", "2022-06", "fought there", D),
    ],
    "obstacle_held_in_part.csv": [
        ("unit", "suggested", "as_of", "source_address", "reason", "date"),
    ],
    "obstacle_drawn_rows.csv": [
        ("unit", "drawn_from", "as_of", "sentence", "reason", "date"),
    ],
    "obstacle_own_rows.csv": [
        ("a", "b", "kind", "from_date", "as_of", "sentence", "source_title", "source_address",
         "reason", "date"),
    ],
    "obstacle_newer_pages.csv": [
        ("pair_id", "as_of", "newer_as_of", "sentence", "source_title", "source_address",
         "reason", "date"),
    ],
    "territorial_claims.csv": [
        ("area", "name", "country", "codes", "claimant", "governs", "as_of", "claim",
         "source_title", "source_address", "reason", "date"),
    ],
    "obstacle_governments.csv": [
        ("country", "fell_on", "source_title", "source_address", "reason", "date"),
    ],
    "obstacle_addresses.csv": [
        ("address", "reason", "date"),
        ("https://drawn.example/hidden", "about something else", D),
    ],
    "country_unions.csv": [
        ("union", "name", "country", "part_of", "from", "until", "source"),
        ("EU", "the union", "BE", "", "1958-01-01", "", "treaty"),
        ("EU", "the union", "NL", "", "1970-01-01", "", "treaty"),
    ],
}  # fmt: skip


def _project(
    folder: Path, rulings: Mapping[str, list[tuple[str, ...]]], pairs: list[tuple[str, ...]]
) -> tuple[Path, Path]:
    shared, decisions = folder / "shared", folder / "decisions"
    source = shared / "country-pairs-2026"
    source.mkdir(parents=True)
    decisions.mkdir()
    for name, head, rows in (("pairs", _PAIR, pairs), ("laws", _LAW, LAWS)):
        lines = ["\t".join(row) for row in (head, *rows)]
        (source / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    conflicts = shared / "conflict-ucdp-2024"
    conflicts.mkdir()
    write_conflicts(conflicts, WAR | {"location": "Belgium"})
    for name, table in rulings.items():
        with (decisions / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
    return shared, decisions


def _tables(
    folder: Path, changed: Mapping[str, list[tuple[str, ...]]] | None = None,
    pairs: list[tuple[str, ...]] = PAIRS,
) -> dict[str, Any]:  # fmt: skip
    shared, decisions = _project(folder, RULINGS | dict(changed or {}), pairs)
    return dict(obstacle_tables(shared, decisions, COUNTRIES, PLACES, RELEASE))


def _row(tables: Mapping[str, Any], pair_id: str) -> dict[str, Any]:
    (row,) = (one for one in tables["country_pairs_now"] if one["pair_id"] == pair_id)
    return dict(row)


def test_the_rows_have_the_columns_of_the_tables_and_no_quote(tmp_path: Path) -> None:
    tables = _tables(tmp_path)
    for table in OBSTACLE_TABLES:
        assert {tuple(row) for row in tables[table.name]} == {table.column_names}
        assert "quote" not in table.column_names


def test_the_strength_is_the_ruling_on_the_row_or_on_its_kind(tmp_path: Path) -> None:
    tables = _tables(tmp_path)
    war = _row(tables, "war:BE:NL")
    assert (war["strength"], war["reason"]) == ("bar", "fighting is sourced")
    assert (war["told_of"], _row(tables, "war:BE:LU")["told_of"]) == ("NL", None)
    # The source proposes a caution here, and we rule on the kind.
    assert _row(tables, "special_status:X-PRT:*")["strength"] == "note"
    (law,) = tables["laws"]
    assert (law["strength"], law["affects_codes"]) == ("caution", "BE X-PRT")


def test_a_unit_is_kept_as_one_and_spelled_out(tmp_path: Path) -> None:
    row = _row(_tables(tmp_path), "special_status:X-PRT:*")
    assert (row["unit_a"], row["name_a"], row["country_a"]) == ("X-PRT", "the Port", "BE")
    assert (row["codes_a"], row["recognised_by"]) == ("BE-VLG gn:2", "NL")
    assert (row["codes_b"], row["country_b"], row["direction"]) == ("*", None, "of_a")


_HELD = RULINGS["obstacle_held_in_part.csv"][0]


def test_of_a_region_held_in_part_nothing_is_suggested_but_what_is_named(tmp_path: Path) -> None:
    """Rows of a region as a whole, of one with a place that is suggested, and of no such region."""
    pairs = [("BE-VLG", *PAIRS[3][1:]) if one is PAIRS[3] else one for one in PAIRS]
    units = [
        ("BE-VLG", "the Port", "BE", "BE-VLG", "NL", "held in part", D)
        if one[0] == "X-PRT" else one
        for one in RULINGS["obstacle_units.csv"]
    ]  # fmt: skip
    laws = [
        RULINGS["obstacle_laws.csv"][0],
        ("NL-FR:act", "NL-FR", "Act", "BE", "caution", "2021", "", "text not read", D),
    ]
    changed = {"obstacle_units.csv": units, "obstacle_laws.csv": laws}
    found = {}
    for suggested in ("", "gn:2"):
        held = [_HELD, ("BE-VLG", suggested, "2022", _ADDRESS, "a line crosses it", D)]
        folder = tmp_path / f"with-{len(suggested)}"
        made = _tables(folder, changed | {"obstacle_held_in_part.csv": held}, pairs)
        found[suggested] = _row(made, "special_status:BE-VLG:*")["not_suggested"]
        assert _row(made, "war:BE:NL")["not_suggested"] is None
    assert found == {"": "BE-VLG", "gn:2": "gn:3"}


_DRAWN = RULINGS["obstacle_drawn_rows.csv"][0]


def test_a_place_that_a_source_names_in_passing_has_a_row_of_its_own(tmp_path: Path) -> None:
    """What the row on the Port rests on names Far Town too: source and date are those of it."""
    drawn = ("X-FAR", "special_status:X-PRT:*", "2022", "Far Town is meant too.", "by name", D)
    units = [*RULINGS["obstacle_units.csv"], ("X-FAR", "Far Town", "", "gn:3", "", "a part", D)]
    made = _tables(
        tmp_path, {"obstacle_drawn_rows.csv": [_DRAWN, drawn], "obstacle_units.csv": units}
    )
    row, source = (_row(made, f"special_status:{unit}:*") for unit in ("X-FAR", "X-PRT"))
    assert row["sentence"] == "Far Town is meant too (source of 2022)."
    assert (row["codes_a"], row["strength"]) == ("gn:3", "note")
    for column in ("as_of", "source_title", "source_address", "certainty", "from_date"):
        assert row[column] == source[column]


_OWN = RULINGS["obstacle_own_rows.csv"][0]
_FAR = ("X-FAR", "*", "special_status", "")
_SAYS = ("2025-04-08", "BE governs Far Town, and NL claims it.", "Paper", _ADDRESS, "lacking", D)


def test_a_status_that_the_source_lacks_has_a_row_with_the_page_that_states_it(
    tmp_path: Path,
) -> None:
    units = [*RULINGS["obstacle_units.csv"], ("X-FAR", "Far Town", "", "gn:3", "BE", "a part", D)]
    changed = {"obstacle_own_rows.csv": [_OWN, (*_FAR, *_SAYS)], "obstacle_units.csv": units}
    row = _row(_tables(tmp_path, changed), "special_status:X-FAR:*")
    assert row["sentence"] == "BE governs Far Town, and NL claims it (source of April 2025)."
    assert (row["codes_a"], row["recognised_by"]) == ("gn:3", "BE")
    assert (row["as_of"], row["source_title"]) == ("2025-04-08", "Paper")
    assert (row["source_address"], row["source_id"]) == (_ADDRESS, "decisions")


def test_relations_that_the_source_lacks_have_a_row_that_calls_for_care(tmp_path: Path) -> None:
    own = ("BE", "NL", "relations_severed", "2024-07-30", *_SAYS)
    ruled = ("relations_severed", "", "", "caution", "", "in general", D, KIND)
    changed = {"obstacle_own_rows.csv": [_OWN, own],
               "obstacle_strengths.csv": [*RULINGS["obstacle_strengths.csv"], ruled]}  # fmt: skip
    row = _row(_tables(tmp_path, changed), "relations_severed:BE:NL")
    told = row["from_date"], row["strength"], row["direction"]
    assert told == ("2024-07-30", "caution", "mutual")


def test_a_part_of_the_file_is_read_with_it_and_may_not_repeat_it(tmp_path: Path) -> None:
    own = ("BE", "NL", "relations_severed", "2024-07-30", *_SAYS)
    ruled = ("relations_severed", "", "", "caution", "", "in general", D, KIND)
    changed = {"obstacle_own_rows_strained.csv": [_OWN, own],
               "obstacle_strengths.csv": [*RULINGS["obstacle_strengths.csv"], ruled]}  # fmt: skip
    made = _tables(tmp_path / "apart", changed)
    assert _row(made, "relations_severed:BE:NL")["strength"] == "caution"
    with pytest.raises(SourceError, match="a row on this already"):
        _tables(tmp_path / "twice", changed | {"obstacle_own_rows.csv": [_OWN, own]})


def test_fighting_within_a_state_that_the_conflict_data_lack_has_a_row_of_ones_own(
    tmp_path: Path,
) -> None:
    own = ("NL", "*", "conflict_within", "", *_SAYS)
    ruled = [
        ("conflict_within", "", "", "note", "", "in general", D, KIND),
        ("conflict_within", "NL", "*", "caution", _SAYS[0], "fighting in the year", D, ROW),
    ]
    changed = {"obstacle_own_rows.csv": [_OWN, own],
               "obstacle_strengths.csv": [*RULINGS["obstacle_strengths.csv"], *ruled]}  # fmt: skip
    row = _row(_tables(tmp_path, changed), "conflict_within:NL:*")
    assert (row["strength"], row["direction"], row["source_id"]) == ("caution", "of_a", "decisions")


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([("BE", "NL", "conflict_within", "", *_SAYS)], "met by everybody: write"),
        ([("X-PRT", *_FAR[1:], *_SAYS)], "a row on this already"),
        ([(*_FAR, *_SAYS), (*_FAR, *_SAYS)], "a row on this already"),
        ([(*_FAR, _SAYS[0], "No point", *_SAYS[2:])], "ends in a point"),
        ([(*_FAR, "soon", *_SAYS[1:])], "as_of"),
        ([(*_FAR, *_SAYS[:3], "", *_SAYS[4:])], "source_address"),
        ([("BE", "*", "relations_severed", "", *_SAYS)], "only a status is met by everybody"),
        ([("NL", "BE", "relations_severed", "", *_SAYS)], "under the sorted codes"),
        ([("BE", "ZZ", "relations_severed", "", *_SAYS)], "use an ISO 3166-1"),
        ([("BE", "NL", "relations_severed", "once", *_SAYS)], "from_date"),
    ],
)
def test_a_row_of_ones_own_that_promises_less_is_refused(
    tmp_path: Path, rows: list[tuple[str, ...]], problem: str
) -> None:
    with pytest.raises(SourceError, match=problem):
        _tables(tmp_path, {"obstacle_own_rows.csv": [_OWN, *rows]})


def test_what_a_state_does_it_does_for_its_territories_too(tmp_path: Path) -> None:
    tables = _tables(tmp_path)
    assert _row(tables, "war:BE:NL")["codes_b"] == "NL LU"
    # A union says itself which territories of its members belong to it.
    assert _row(tables, "sanctions:EU:LU")["codes_a"] == "BE"


def test_a_war_within_a_state_is_a_row_of_its_source_that_meets_everybody(tmp_path: Path) -> None:
    row = _row(_tables(tmp_path), "war_within:BE:*")
    assert (row["codes_a"], row["codes_b"], row["direction"]) == ("BE", "*", "of_a")
    assert (row["strength"], row["source_id"]) == ("caution", "ucdp-prio-25.1")
    assert (row["conflicts"], _row(_tables(tmp_path / "other"), "war:BE:NL")["conflicts"]) == (
        "901", None,
    )  # fmt: skip
    assert _row(_tables(tmp_path / "again"), "war:BE:NL")["source_id"] == "country-pairs-2026"


def test_a_law_may_be_ruled_on_twice_for_those_it_names_and_those_it_may_mean(
    tmp_path: Path,
) -> None:
    head, named = RULINGS["obstacle_laws.csv"]
    asked = ("NL-FR:act:free-port", "NL-FR", "Act", "LU", "note", "2021", "Ask in 2021.", "x", D)
    laws = _tables(tmp_path, {"obstacle_laws.csv": [head, named, asked]})["laws"]
    found = [(one["law_id"], one["affects_codes"], one["strength"]) for one in laws]
    assert found == [
        ("NL-FR:act", "BE X-PRT", "caution"), ("NL-FR:act:free-port", "LU", "note"),
    ]  # fmt: skip


def test_a_union_is_that_of_the_day_of_the_source(tmp_path: Path) -> None:
    row = _row(_tables(tmp_path), "sanctions:EU:LU")
    assert (row["codes_a"], row["direction"]) == ("BE", "a_to_b")


def test_a_sentence_is_ours_where_we_have_one_and_carries_its_date(tmp_path: Path) -> None:
    tables = _tables(tmp_path)
    assert _row(tables, "war:BE:NL")["sentence"] == (
        "Belgium and the Netherlands are at war since 2021 (source of June 2022)."
    )
    assert _row(tables, "special_status:X-PRT:*")["sentence"] == "Its status is disputed in 2022."


def test_an_address_that_leads_elsewhere_is_not_shown(tmp_path: Path) -> None:
    row = _row(_tables(tmp_path), "special_status:X-PRT:*")
    assert row["source_address"] == "https://drawn.example/2"


def test_a_sentence_without_a_date_of_its_source_says_so() -> None:
    assert dated_sentence("It is so.", "") == "It is so (source without a date)."


def _strengths(*rows: tuple[str, ...]) -> dict[str, list[tuple[str, ...]]]:
    return {"obstacle_strengths.csv": [*RULINGS["obstacle_strengths.csv"][:5], *rows]}


_OVER = ("war", "BE", "LU", "note", "2022-06", "over", D, ROW)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        (_strengths(_OVER), "a bar is proposed that nobody has read.* war:BE:NL"),
        (
            _strengths(_OVER, ("war", "BE", "NL", "bar", "2021", "x", D, ROW)),
            "the source has a newer row.* war:BE:NL",
        ),
        (
            _strengths(
                ("war", "BE", "NL", "bar", "2022-06", "x", D, ROW),
                ("war", "BE", "LU", "bar", "2022-06", "x", D, ROW),
            ),
            "what has ended is no bar.* war:BE:LU",
        ),
        (
            _strengths(
                _OVER,
                ("war", "BE", "NL", "bar", "2022-06", "x", D, ROW),
                ("sanctions", "EU", "LU", "caution", "1960", "x", D, ROW),
            ),
            "the kind says the same.* sanctions:EU:LU",
        ),
        (
            {"obstacle_strengths.csv": RULINGS["obstacle_strengths.csv"][:3]},
            "rule on the kind special_status",
        ),
        (
            {"obstacle_sentences.csv": [
                RULINGS["obstacle_sentences.csv"][0], ("war:LU:NL", "So.", "2022", "x", D),
            ]},
            "no such row.* war:LU:NL",
        ),
        ({"obstacle_laws.csv": RULINGS["obstacle_laws.csv"][:1]}, "rule on the law NL-FR Act"),
        (
            {"obstacle_laws.csv": [
                RULINGS["obstacle_laws.csv"][0],
                ("NL-FR:act", "NL-FR", "Act", "ZZ", "caution", "2021", "", "x", D),
            ]},
            "NL-FR:act affects ZZ",
        ),
        (
            {"obstacle_held_in_part.csv": [
                _HELD, ("X-PRT", "", "2021", _ADDRESS, "x", D),
            ]},
            "no row on X-PRT of 2021",
        ),
        (
            {"obstacle_drawn_rows.csv": [
                _DRAWN, ("X-FAR", "special_status:X-PRT:*", "2021", "So.", "x", D),
            ]},
            "no row special_status:X-PRT:\\* of 2021",
        ),
        (
            {"obstacle_wars_told.csv": RULINGS["obstacle_wars_told.csv"][:1]},
            "say of which states it is told: war:BE:NL",
        ),
        ({"obstacle_units.csv": RULINGS["obstacle_units.csv"][:3]}, "nothing says what \\* is"),
        (
            {"obstacle_addresses.csv": [
                RULINGS["obstacle_addresses.csv"][0], ("https://drawn.example/9", "x", D),
            ]},
            "gives no such address",
        ),
    ],
)  # fmt: skip
def test_a_ruling_that_does_not_fit_stops_the_build(
    tmp_path: Path, changed: dict[str, list[tuple[str, ...]]], problem: str
) -> None:
    with pytest.raises(BuildError, match=problem):
        _tables(tmp_path, changed)


def _none(as_of: str) -> tuple[str, ...]:
    """Make a row on two states without relations, from a source of a date."""
    said = "Belgium and the Netherlands have no diplomatic relations."
    return ("BE", "NL", "no_relations", "", "", as_of, "caution", said, "Gazette", _ADDRESS, "none",
            "high")  # fmt: skip


@pytest.mark.parametrize(
    ("as_of", "rulings", "strength"),
    [
        ("2022-06", [], "bar"),
        ("2019-06", [], "bar"),
        ("2019-06", [("no_relations", "", "", "caution", "old", "may have changed", D, KIND)],
         "caution"),
        ("2022-06", [("no_relations", "", "", "caution", "old", "may have changed", D, KIND)],
         "bar"),
        ("2022-06", [("no_relations", "NL", "*", "note", "", "deals without", D, KIND)], "note"),
    ],
)  # fmt: skip
def test_a_kind_may_rule_otherwise_on_old_sources_and_on_a_unit(
    tmp_path: Path, as_of: str, rulings: list[tuple[str, ...]], strength: str
) -> None:
    held = RULINGS["obstacle_strengths.csv"]
    kind = ("no_relations", "", "", "bar", "", "one rule", D, KIND)
    changed = RULINGS | {"obstacle_strengths.csv": [*held, kind, *rulings]}
    tables = _tables(tmp_path, changed, [*PAIRS, _none(as_of)])
    assert _row(tables, "no_relations:BE:NL")["strength"] == strength
