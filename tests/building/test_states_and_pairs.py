"""Trade, states, rivalries, disputes and alliances are read strictly, from made-up files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from release_build.readers import alliances, cow_states, cow_trade, disputes, rivalries
from release_build.readers.cow_states import StateSpan
from release_build.readers.disputes import DisputeYear
from release_build.readers.rivalries import Rivalry
from sistercities.errors import BuildError, SourceError
from sistercities.sources.snapshot import Origin, Snapshot

Columns = dict[str, list[Any]]


def _file(folder: Path, columns: Columns) -> Snapshot:
    path = folder / "drawn.parquet"
    pq.write_table(pa.table(columns), path)
    return Snapshot(path, Origin("drawn"))


def _ignored(names: tuple[str, ...], rows: int) -> Columns:
    return {name: [0.0] * rows for name in names}


def _trade() -> Columns:
    return {
        "ccode1": [9001, 9001, 9002, 9002],
        "ccode2": [9002, 9003, 9001, 9003],
        "year": [1970, 2014, 1999, 2000],
        "flow1": [5.0, 0.0, None, -9.0],
        "flow2": [1.0, 2.0, 3.0, 4.0],
    }


def test_a_flow_of_nothing_is_kept_and_an_unknown_one_is_not(tmp_path: Path) -> None:
    flows = cow_trade.read_trade(_file(tmp_path, _trade()))
    assert flows.importer.tolist() == [9001, 9001]
    assert flows.exporter.tolist() == [9002, 9003]
    assert flows.year.tolist() == [1970, 2014]
    assert flows.million_usd.tolist() == [5.0, 0.0]


def _states() -> Columns:
    return {
        "ccode": [9002.0, 9001.0, 9001.0],
        "statenme": ["Midland", "Norland", "Norland"],
        "styear": [1900.0, 1950.0, 1816.0],
        "endyear": [2016.0, 2016.0, 1940.0],
    } | _ignored(("stateabb", "stmonth", "stday", "endmonth", "endday", "version"), 3)


def test_a_state_may_have_ended_and_begun_again(tmp_path: Path) -> None:
    assert cow_states.read_states(_file(tmp_path, _states())) == (
        StateSpan(9001, "Norland", 1816, 1940),
        StateSpan(9001, "Norland", 1950, 2016),
        StateSpan(9002, "Midland", 1900, 2016),
    )


def _td() -> Columns:
    names = ("rivalryno", "rivalryname", "region", "type1", "type2", "type3")
    return {"ccode1": [9001.0], "ccode2": [9002.0], "styear": [1494.0], "endyear": [2010.0]} | (
        _ignored(names, 1)
    )


def _tss() -> Columns:
    names = (
        "tssr_id", "rivalry", "positional", "spatial", "ideological", "interventionary",
        "principal", "aprin",
    )  # fmt: skip
    return {"ccode1": [9001.0], "ccode2": [9002.0], "start": [2015.0], "end": [2020.0]} | (
        _ignored(names, 1)
    )


def test_rivalries_of_both_lists_are_spans(tmp_path: Path) -> None:
    assert rivalries.read_rivalries_td(_file(tmp_path, _td())) == (Rivalry(9001, 9002, 1494, 2010),)
    found = rivalries.read_rivalries_tss(_file(tmp_path, _tss()))
    assert found == (Rivalry(9001, 9002, 2015, 2020),)


def _disputes() -> Columns:
    return {
        "ccode1": [9001.0, 9002.0],
        "ccode2": [9002.0, 9001.0],
        "year": [1973.0, 1973.0],
        "hostlev": [4.0, 4.0],
    } | _ignored(disputes._IGNORED, 2)


def test_a_dispute_has_the_level_of_the_whole(tmp_path: Path) -> None:
    assert disputes.read_disputes(_file(tmp_path, _disputes())) == (
        DisputeYear(9001, 9002, 1973, 4),
        DisputeYear(9002, 9001, 1973, 4),
    )


def _alliances() -> Columns:
    zero = {f"atop_{one}": [0.0, 0.0, 0.0] for one in alliances.OBLIGATIONS}
    return {
        "ccode1": [9001.0, 9002.0, 9001.0],
        "ccode2": [9002.0, 9001.0, 9003.0],
        "year": [1970.0, 1970.0, 2018.0],
    } | (zero | {"atop_defense": [1.0, 0.0, 0.0], "atop_consul": [0.0, 1.0, 0.0]})


def test_an_obligation_may_bind_one_side_or_be_none(tmp_path: Path) -> None:
    found = alliances.read_alliances(_file(tmp_path, _alliances()))
    assert found.has_defence.tolist() == [True, False, False]
    assert found.has_obligation.tolist() == [True, True, False]


READERS: dict[str, tuple[Callable[[Snapshot], object], Callable[[], Columns]]] = {
    "trade": (cow_trade.read_trade, _trade),
    "states": (cow_states.read_states, _states),
    "td": (rivalries.read_rivalries_td, _td),
    "tss": (rivalries.read_rivalries_tss, _tss),
    "disputes": (disputes.read_disputes, _disputes),
    "alliances": (alliances.read_alliances, _alliances),
}


@pytest.mark.parametrize("name", READERS)
def test_an_unknown_column_stops_the_reader(tmp_path: Path, name: str) -> None:
    read, made = READERS[name]
    columns = made()
    columns["extra"] = columns["ccode" if name == "states" else "ccode1"]
    with pytest.raises(SourceError, match=r"drawn\.parquet, row 1, column extra: 'extra'"):
        read(_file(tmp_path, columns))


@pytest.mark.parametrize("name", READERS)
def test_a_missing_column_stops_the_reader(tmp_path: Path, name: str) -> None:
    read, made = READERS[name]
    columns = made()
    lost = list(columns)[-1]
    del columns[lost]
    with pytest.raises(SourceError, match=rf"column {lost}: '\(missing\)'"):
        read(_file(tmp_path, columns))


@pytest.mark.parametrize(
    ("name", "column", "values", "problem"),
    [
        ("trade", "year", [1970, 2015, 1999, 2000], "row 2, column year: 2015"),
        ("trade", "flow1", [5.0, 0.0, 1.0, -1.0], "row 4, column flow1: -1"),
        ("trade", "ccode1", [9001, None, 9002, 9002], "row 2, column ccode1: None"),
        ("trade", "year", [1970.5, 2014, 1999, 2000], "row 1, column year: 1970.5"),
        ("trade", "year", ["a", "b", "c", "d"], "column year.*write numbers only"),
        ("states", "endyear", [2017.0, 2016.0, 1940.0], "row 1, column endyear: 2017"),
        ("states", "styear", [1900.0, 1950.0, 1941.0], "row 3, column endyear: 1940"),
        ("td", "endyear", [2011.0], "row 1, column endyear: 2011"),
        ("td", "styear", [2011.0], "row 1, column endyear: 2010"),
        ("tss", "end", [2021.0], "row 1, column end: 2021"),
        ("disputes", "hostlev", [4.0, 6.0], "row 2, column hostlev: 6"),
        ("disputes", "year", [1973.0, 2011.0], "row 2, column year: 2011"),
        ("alliances", "atop_consul", [0.0, 2.0, 0.0], "row 2, column atop_consul: 2"),
        ("alliances", "year", [1969.0, 1970.0, 2018.0], "row 1, column year: 1969"),
    ],
)
def test_a_value_that_is_not_understood_is_refused(
    tmp_path: Path, name: str, column: str, values: list[Any], problem: str
) -> None:
    read, made = READERS[name]
    with pytest.raises(SourceError, match=problem):
        read(_file(tmp_path, made() | {column: values}))


def test_a_file_that_is_not_parquet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "drawn.parquet"
    path.write_bytes(b"PAR1 and no more")
    with pytest.raises(SourceError, match=r"the file is not whole Parquet; fetch it again"):
        cow_trade.read_trade(Snapshot(path, Origin("drawn")))
    path.unlink()
    with pytest.raises(BuildError, match="cannot be read"):
        cow_trade.read_trade(Snapshot(path, Origin("drawn")))
