"""The filters of a table of ties as an address has them, and what its cells say at the edges."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from sistercities.api.explorer.ties import TieFilter
from sistercities.api.standing import ALIVE
from sistercities.errors import InvalidArgument
from sistercities.web import tie_table
from sistercities.web.asked import Asked
from sistercities.web.languages import Words
from sistercities.web.tie_columns import sources_cell, standing_cell, year_cell
from sistercities.web.tie_table import (
    tie_filter,
    tie_form,
    tie_sort,
)


def asked(**params: str) -> Asked:
    site: Any = SimpleNamespace(
        static=None,
        explorer=SimpleNamespace(has_country=lambda code: code in ("JP", "DE")),
        country=lambda code, _: {"JP": "Japan", "DE": "Germany"}[code],
    )
    address = {name.removesuffix("_"): value for name, value in params.items()}
    return Asked(site, Words("en"), "/country/CN/ties", address, "https://host.example")


@pytest.mark.parametrize(
    ("params", "wanted"),
    [
        ({}, TieFilter()),
        ({"country": "jp"}, TieFilter(country="JP")),
        ({"standing": "alive"}, TieFilter(standing="alive")),
        ({"standing": "ended"}, TieFilter(standing="ended")),
        ({"status": "active"}, TieFilter(status="active")),
        ({"kind": "unknown"}, TieFilter(kind="unknown")),
        ({"from_": "1", "to": "9999"}, TieFilter(first_year=1, last_year=9999)),
        ({"name": "a" * 100}, TieFilter(text="a" * 100)),
        ({"name": "  "}, TieFilter()),
        ({"inside": "yes"}, TieFilter(is_inside=True)),
        ({"inside": "no"}, TieFilter(is_inside=False)),
        ({"inside": ""}, TieFilter()),
    ],
)
def test_each_filter_of_the_address_is_one_of_the_list(
    params: dict[str, str], wanted: TieFilter
) -> None:
    assert tie_filter(asked(**params)) == wanted
    assert tie_form(asked(**params), ()).is_used is (wanted != TieFilter())


@pytest.mark.parametrize(
    "params",
    [{"country": "ZZ"}, {"standing": "well"}, {"kind": "x"}, {"class_": "x"}, {"from_": "0"},
     {"to": "10000"}, {"name": "a" * 101}, {"inside": "perhaps"}, {"status": "well"}],
    ids=str,
)  # fmt: skip
def test_any_other_word_is_refused_with_a_next_step(params: dict[str, str]) -> None:
    with pytest.raises(InvalidArgument):
        tie_filter(asked(**params))


def test_the_usual_order_is_by_year_and_a_dash_turns_it() -> None:
    assert [tie_sort(asked(sort=one)) for one in ("", "partner", "-partner")] == [
        "year", "partner", "-partner",
    ]  # fmt: skip
    for one in ("secret", "--partner"):
        with pytest.raises(InvalidArgument, match="use one of"):
            tie_sort(asked(sort=one))


def test_the_form_shows_what_is_chosen_and_how_to_clear_it() -> None:
    form = tie_form(asked(country="JP", inside="no", sort="-year", page="3"), ("JP", "DE"))
    assert [(one.label, one.is_chosen) for one in form.countries] == [
        ("Germany", False), ("Japan", True),
    ]  # fmt: skip
    assert [(one.value, one.is_chosen) for one in form.inside] == [("yes", False), ("no", True)]
    assert not any(one.is_chosen for one in (*form.standings, *form.kinds))
    assert (form.action, form.sort) == ("/country/CN/ties", "-year")
    assert form.cleared == "/country/CN/ties?sort=-year"


def tie(**different: object) -> Any:
    usual = {
        "start": "1985-06-01", "start_precision": "day", "standing": "active", "end": None,
        "standing_since": "2026", "seen_until": 2016, "sources": ("a", "b"),
        "standing_source": "a", "standing_title": "A", "seen_from": 2016, "absent_from": None,
        "silent": (),
    }  # fmt: skip
    return SimpleNamespace(**(usual | different))


@pytest.mark.parametrize(
    ("different", "text", "mark"),
    [
        ({}, "1985-06-01", "date"),
        ({"start": "1985", "start_precision": "year"}, "1985", "date"),
        ({"start_precision": "suspect"}, "1985?", "suspect"),
        ({"start_precision": "none"}, Words("en")("year.unknown"), "unknown"),
        ({"start": None}, Words("en")("year.unknown"), "unknown"),
    ],
)
def test_a_year_in_doubt_looks_different_from_a_sound_one(
    different: dict[str, object], text: str, mark: str
) -> None:
    cell = year_cell(asked(), tie(**different))
    assert (cell.text, cell.mark) == (text, mark)
    assert (cell.note == Words("en")("year.suspect")) is (mark == "suspect")


@pytest.mark.parametrize(
    ("different", "note", "mark"),
    [
        ({}, "2026", None),
        ({"standing": "ended", "end": "2022-05"}, "2022-05", "ended"),
        ({"standing": "ended"}, "year not known", "ended"),
        ({"standing": "suspended", "end": "2022-05"}, "2022-05", "suspect"),
        ({"standing": "active", "end": "2022-05"}, "2026", None),
        (
            {"standing": "no_longer_listed"},
            Words("en")("stands.last_listed", year="2016"),
            "unknown",
        ),
        ({"standing": "no_longer_listed", "seen_until": None}, None, "unknown"),
        ({"standing_since": None}, None, None),
    ],
)
def test_under_the_standing_stands_what_it_rests_on(
    different: dict[str, object], note: str | None, mark: str | None
) -> None:
    cell = standing_cell(asked(), tie(**different))
    assert (cell.note, cell.mark) == (note, mark)


@pytest.mark.parametrize(("sources", "is_alone"), [(("a",), True), (("a", "b"), False)])
def test_a_tie_that_one_source_alone_claims_says_so(
    sources: tuple[str, ...], *, is_alone: bool
) -> None:
    cell = sources_cell(asked(), tie(sources=sources))
    assert cell.text == "; ".join(sources), "a register has no other name than its id"
    assert cell.note == (Words("en")("sources.alone") if is_alone else None)


def test_a_map_draws_what_is_not_taken_to_be_alive_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where a script sorts; on a page without a map no row is marked."""
    monkeypatch.setattr(tie_table, "points_of", lambda *_: {"gn:1": (1.234, -5.0)})
    standings = ("active", "listed", "one_old_source", "ended", "pending", "no_longer_listed")
    ties = [tie(standing=one, tie_id=f"t{k}", there=SimpleNamespace(place_id=f"gn:{k}"))
            for k, one in enumerate(standings, 1)]  # fmt: skip
    here = asked()
    site: Any = here.site
    site.scripts, site.is_sorted_in_browser = object(), True
    marks = tie_table._marks(here, ties, has_map=True)
    kinds = {"no_longer_listed": "unlisted", "ended": "former", "pending": "former"}
    assert [one.kind for one in marks] == [kinds.get(one, "tie") for one in standings]
    assert [one.kind == "tie" for one in marks] == [one in ALIVE for one in standings]
    assert [one.at for one in marks] == ["1.23 -5.00", *[""] * 5]
    assert tie_table._marks(here, ties, has_map=False) == ()
    site.is_sorted_in_browser = False
    served = tie_table._marks(here, ties, has_map=True)
    assert [(one.tie, one.at) for one in served] == [(f"t{k}", "") for k in range(1, 7)]
    assert tie_table._ranks(here, ties, ()) == ()
    site.scripts = None
    assert tie_table._marks(here, ties, has_map=True) == ()
