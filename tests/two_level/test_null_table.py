"""Several nulls side by side are the nulls that each alone would be."""

from __future__ import annotations

import numpy as np
import pytest

from sistercities.errors import InvalidArgument, NetworkError
from two_level.small_worlds import small_world
from two_level.whole_worlds import whole_world
from twolevel.core.arrays import two_level_arrays
from twolevel.nulls.dates import dated_home_ties
from twolevel.nulls.gravity_tables import home_gravity
from twolevel.nulls.home_nulls import NULL_IDS, draw_null
from twolevel.nulls.table import nulls_side_by_side
from twolevel.nulls.whole_nulls import WHOLE_NULL_IDS, draw_whole_null

HOME, WHOLE = small_world(), whole_world(n_cities=30, n_ties=60)
RUN = {"n_draws": 25, "seed": 3}


def test_each_row_is_that_null_alone() -> None:
    for draw, arrays, ids in (
        (draw_null, HOME, NULL_IDS),
        (draw_whole_null, WHOLE, WHOLE_NULL_IDS),
    ):
        table = nulls_side_by_side(arrays, **RUN)
        assert table.ids == ids
        for null_id in ids:
            alone = draw(null_id, arrays, **RUN)  # type: ignore[arg-type]
            assert np.array_equal(table.of(null_id).draws, alone.draws)
        assert table.column("p").tolist() == [table.of(one).p for one in ids]


def test_dates_models_strata_and_weights_reach_their_null() -> None:
    rng = np.random.default_rng(1)
    years = rng.integers(1980, 2000, HOME.n_ties), rng.integers(1980, 2000, len(HOME.upper_ties))
    given = {"gravity": home_gravity(HOME, "unit"), "start-years": dated_home_ties(HOME, *years)}
    table = nulls_side_by_side(HOME, given=given, n_draws=6, seed=1)
    assert table.ids == (*NULL_IDS, "start-years", "gravity")
    weights = rng.normal(size=(HOME.n_units, HOME.foreign_country.size))
    strata = {"degree": np.arange(HOME.n_ties) % 2}
    weighed = nulls_side_by_side(HOME, weights=weights, strata=strata, **RUN)
    assert weighed.ids == ("region-labels", "degree", "degree-country")
    alone = draw_null("degree", HOME, strata=strata["degree"], weights=weights, **RUN)
    assert np.array_equal(weighed.of("degree").draws, alone.draws)


def test_the_text_has_a_line_for_each_null_and_a_dash_for_what_is_withheld() -> None:
    table = nulls_side_by_side(HOME, null_ids=["degree-country", "degree"], max_steps=2, **RUN)
    lines = str(table).splitlines()
    assert [line.split()[0] for line in lines] == ["null", "degree-country", "degree"]
    assert lines[1].split()[2:5] == ["-", "-", "-"]
    assert np.isnan(table.column("ratio")).all()


def test_progress_is_that_of_all_nulls_together() -> None:
    told: list[tuple[int, int]] = []
    nulls_side_by_side(HOME, on_progress=lambda done, of: told.append((done, of)), **RUN)
    assert told == [(25 * k, 100) for k in range(1, 5)]


def test_a_null_that_the_network_cannot_be_asked_is_left_out_with_the_reason() -> None:
    bare = two_level_arrays(
        home_unit=[0, 1], foreign_country=[0, 0], foreign_unit=[0, 1], foreign_unit_country=[0, 0],
        ties=[(0, 0), (1, 1)], upper_ties=[], n_units=2,
    )  # fmt: skip
    table = nulls_side_by_side(bare, null_ids=["degree", "gravity"], n_draws=5, seed=1)
    assert table.ids == ("degree",)
    assert table.left_out["gravity"].startswith("upper_ties: are around no pair")
    assert "gravity: upper_ties: are around no pair" in str(table)
    with pytest.raises(NetworkError, match="upper_ties: are around no pair"):
        nulls_side_by_side(bare, null_ids=["gravity"], n_draws=5, seed=1)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"null_ids": ["chance"]}, "null_ids='chance' cannot be used; give one of region-labels"),
        ({"null_ids": "degree"}, "give some of region-labels"),
        ({"null_ids": ["degree", "degree"]}, "each once"),
        ({"null_ids": []}, "give some of"),
        ({"strata": {"chance": [1]}}, "id in strata='chance'"),
        ({"strata": [1, 2]}, "strata='list' cannot be used; give it by the id of the null"),
        ({"given": {"degree": home_gravity(HOME)}}, "given='GravityTable' .* has no use for it"),
        ({"n_draws": 0}, "n_draws=0"),
        ({"arrays": [1]}, "arrays='list'"),
        ({"on_progress": 3}, "on_progress=3"),
    ],
)
def test_what_cannot_be_asked_is_a_sentence(changed: dict[str, object], said: str) -> None:
    with pytest.raises(InvalidArgument, match=said):
        nulls_side_by_side(**({"arrays": HOME} | RUN | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ["nothing", "keeps", "draws", 3])
def test_a_column_that_is_no_number(field: str) -> None:
    table = nulls_side_by_side(HOME, null_ids=["degree"], n_draws=3, seed=1)
    with pytest.raises(InvalidArgument, match="field="):
        table.column(field)
    with pytest.raises(
        InvalidArgument, match="null_id='gravity' cannot be used; give one of degree"
    ):
        table.of("gravity")
