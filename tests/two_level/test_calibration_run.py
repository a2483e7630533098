"""A caller's test or interval on simulated worlds: right rates, the same on any executor."""

from __future__ import annotations

import math
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
from scipy.stats import binomtest

from sistercities.errors import InvalidArgument
from twolevel.calibrate.procedures import (
    HOME_PROCEDURES,
    WHOLE_PROCEDURES,
    NullTest,
    layout_of_null,
    procedure_of,
)
from twolevel.calibrate.run import calibrate, drawn_world
from twolevel.calibrate.worlds import MODEST
from twolevel.calibrate.worlds_kinds import SimulatedWorld
from twolevel.calibrate.worlds_layouts import LAYOUTS
from twolevel.calibrate.worlds_whole import WHOLE
from twolevel.rates.clusters import two_way_share

TINY = replace(
    MODEST, n_units=5, n_blocks=12, n_counties=2, n_countries=4, n_foreign=20, n_foreign_units=10,
    n_ties=40, n_upper=15,
)  # fmt: skip
TINY_WHOLE = replace(
    WHOLE, n_countries=3, n_units=8, n_cities=30, n_counties=3, n_ties=60, n_upper=12
)


def uniform(world: SimulatedWorld, seed: int) -> float:
    """Give a uniform p: a test that is exact."""
    return float(np.random.default_rng(seed).random())


def mean_year(world: SimulatedWorld, seed: int) -> tuple[float, float]:
    """Give an interval of the mean start year of lower ties, years taken as independent."""
    error = world.start.std(ddof=1) / math.sqrt(world.start.size)
    middle = world.start.mean()
    return middle - 1.96 * error, middle + 1.96 * error


TRUE_MEAN_YEAR = 1981 + sum(k * (k + 1) for k in range(40)) / sum(range(1, 41))


def fussy(world: SimulatedWorld, seed: int) -> float | None:
    """None in some worlds, NaN in others."""
    kind = seed % 4
    return None if kind == 0 else float("nan") if kind == 1 else 0.01 * kind


def fails(world: SimulatedWorld, seed: int) -> float:
    """Raise in every world."""
    raise ZeroDivisionError("no ties with Atlantis")


class Unpicklable(Exception):
    """An exception of a caller that cannot travel between processes."""

    def __init__(self) -> None:
        super().__init__("odd one")
        self.held = lambda: None


def fails_oddly(world: SimulatedWorld, seed: int) -> float:
    """Raise what cannot be pickled."""
    raise Unpicklable


def test_an_exact_test_rejects_at_its_level() -> None:
    found = calibrate(uniform, layout=TINY, worlds=600, seed=3, level=0.2)
    assert found.rejection is not None
    assert found.p_values is not None
    assert found.rejection.rate == (found.p_values <= 0.2).mean()
    other = binomtest(round(600 * found.rejection.rate), 600).proportion_ci(0.99, "exact")
    assert (found.rejection.low, found.rejection.high) == pytest.approx((other.low, other.high))
    assert found.rejection.low < 0.2 < found.rejection.high
    assert (found.n_worlds, found.n_undefined, found.share_undefined) == (600, 0, 0.0)
    assert (found.procedure, found.kind, found.layout) == ("uniform", "independence", "as given")
    assert (found.seed, found.level, found.strength) == (3, 0.2, 0.0)
    assert found.coverage is None
    assert found.intervals is None


def test_a_right_interval_holds_its_target_and_a_wrong_target_is_not_held() -> None:
    right = calibrate(mean_year, layout=TINY, worlds=400, target=TRUE_MEAN_YEAR)
    assert right.coverage is not None
    assert right.coverage.low < 0.95 < right.coverage.high
    wrong = calibrate(mean_year, layout=TINY, worlds=40, target=1900)
    assert wrong.coverage is not None
    assert wrong.coverage.rate == 0.0
    own = calibrate(mean_year, layout=TINY, worlds=40, target=lambda w: float(w.start.mean()))
    assert own.coverage is not None
    assert own.coverage.rate == 1.0
    assert own.intervals is not None
    assert own.intervals.shape == (40, 3)
    assert own.rejection is None


def test_a_result_with_low_and_high_is_an_interval() -> None:
    found = calibrate(
        lambda world, _: two_way_share(world.arrays), layout=TINY, worlds=40, target=0.999
    )
    assert found.coverage is not None
    assert found.coverage.rate == 0.0
    assert found.n_undefined == found.coverage.n_withheld > 0


def test_what_is_undefined_is_counted_apart() -> None:
    found = calibrate(fussy, layout=TINY, worlds=200, level=0.025)
    assert found.p_values is not None
    assert found.rejection is not None
    assert found.n_undefined == int(np.isnan(found.p_values).sum()) > 50
    assert found.rejection.n_worlds == 200 - found.n_undefined
    assert found.rejection.rate == np.mean(found.p_values[~np.isnan(found.p_values)] == 0.02)
    assert "; undefined in " in str(found)


def test_undefined_everywhere_has_no_rate() -> None:
    found = calibrate(lambda _world, _seed: None, layout=TINY, worlds=30)
    assert found.rejection is not None
    assert found.rejection.rate is None
    assert (found.rejection.low, found.rejection.high) == (0.0, 1.0)
    assert found.share_undefined == 1.0
    assert str(found).startswith("<lambda>: undefined in all of 30 independence worlds")


@pytest.mark.parametrize("kind", ["province-led", "common-cause"])
def test_any_executor_gives_the_same_numbers(kind: str) -> None:
    here = calibrate("degree-country", kind, layout=TINY, worlds=50, seed=2)
    with ThreadPoolExecutor(3) as threads:
        there = calibrate("degree-country", kind, layout=TINY, worlds=50, seed=2, executor=threads)
    with ProcessPoolExecutor(2) as processes:
        apart = calibrate(
            "degree-country", kind, layout=TINY, worlds=50, seed=2, executor=processes
        )
    assert here.p_values is not None
    for other in (there, apart):
        assert other.p_values is not None
        assert other.p_values.tobytes() == here.p_values.tobytes()
        assert other.rejection == here.rejection
    assert len(set(here.p_values.tolist())) > 5


def test_the_first_worlds_of_a_longer_run_are_the_same_and_can_be_drawn_again() -> None:
    seen: list[tuple[bytes, int]] = []

    def note(world: SimulatedWorld, seed: int) -> float:
        seen.append((world.arrays.ties.tobytes() + world.start.tobytes(), seed))
        return 0.5

    calibrate(note, "city-led", layout=TINY, worlds=45, seed=4, strength=0.5)
    short, seen = seen, []
    calibrate(note, "city-led", layout=TINY, worlds=30, seed=4, strength=0.5)
    assert short[:30] == seen
    for number in (0, 19, 20, 44):
        world, seed = drawn_world("city-led", number, layout=TINY, seed=4, strength=0.5)
        assert (world.arrays.ties.tobytes() + world.start.tobytes(), seed) == short[number]


def test_progress_is_told_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    calibrate(uniform, layout=TINY, worlds=50, on_progress=lambda *done: told.append(done))
    assert told == [(20, 50), (40, 50), (50, 50)]


@pytest.mark.parametrize(
    ("name", "layout"),
    [(name, TINY) for name in HOME_PROCEDURES] + [(name, TINY_WHOLE) for name in WHOLE_PROCEDURES],
    ids=lambda part: part if isinstance(part, str) else type(part).__name__,
)
def test_every_null_goes_by_its_name(name: str, layout) -> None:
    found = calibrate(name, layout=layout, worlds=8, seed=1)
    assert found.procedure == name
    assert found.p_values is not None
    told = found.p_values[~np.isnan(found.p_values)]
    assert told.size == 8 - found.n_undefined
    assert ((told > 0) & (told <= 1)).all()
    assert found.n_undefined < 8


def test_a_strong_lead_is_found_and_the_order_of_years_tells_it_from_a_common_cause() -> None:
    led = calibrate("start-years", "province-led", worlds=40, strength=2.0)
    common = calibrate("start-years", "common-cause", worlds=40, strength=2.0)
    rewired = calibrate("degree-country", "common-cause", worlds=40, strength=2.0)
    assert led.rejection is not None
    assert common.rejection is not None
    assert rewired.rejection is not None
    assert led.rejection.rate > 0.8
    assert common.rejection.rate < 0.2
    assert rewired.rejection.rate > 0.8


def test_a_world_in_which_a_null_says_nothing_has_no_p() -> None:
    world, seed = drawn_world("independence", 0, layout=TINY)
    bare = replace(world, arrays=replace(world.arrays, upper_ties=np.zeros((0, 2), np.int64)))
    assert NullTest("gravity")(bare, seed) is None


def test_layouts_in_which_a_null_holds_lack_what_it_cannot_see() -> None:
    assert layout_of_null("degree-country", MODEST) == MODEST
    assert layout_of_null("region-labels", MODEST) == replace(
        MODEST, affinity_spread=0.0, unit_spread=0.0
    )
    assert layout_of_null("degree-totals", WHOLE) == replace(WHOLE, affinity_spread=0.0)
    assert layout_of_null("degree", WHOLE) == replace(
        WHOLE, affinity_spread=0.0, pair_spread=0.0, domestic=0.0
    )


def test_results_are_frozen_and_named_layouts_keep_their_name() -> None:
    found = calibrate(uniform, "province-led", layout=LAYOUTS["whole"], worlds=1)
    assert (found.layout, found.strength) == ("whole", 1.0)
    with pytest.raises(FrozenInstanceError):
        found.seed = 7  # type: ignore[misc]


REFUSED: list[tuple[dict[str, object], str]] = [
    ({"kind": "mayors"}, "kind='mayors' cannot be used; give one of independence, province-led"),
    ({"kind": None}, "kind=None cannot be used"),
    ({"kind": ["independence"]}, "cannot be used; give one of independence"),
    ({"layout": "mars"}, "layout='mars' cannot be used; give a layout, or one of modest, china"),
    ({"layout": 3}, "layout=3 cannot be used"),
    ({"worlds": 0}, "worlds=0 cannot be used; give a whole number from 1 to 1,000,000"),
    ({"worlds": 2.5}, "worlds=2.5 cannot be used"),
    ({"worlds": True}, "worlds=True cannot be used"),
    ({"worlds": 10**7}, "worlds=10000000 cannot be used"),
    ({"seed": -1}, "seed=-1 cannot be used"),
    ({"strength": float("nan")}, "strength=nan cannot be used; give a number from 0 to 20"),
    ({"strength": -0.5}, "strength=-0.5 cannot be used"),
    ({"strength": math.inf}, "strength=inf cannot be used"),
    ({"strength": "1"}, "strength='1' cannot be used"),
    ({"level": 0}, "level=0 cannot be used; give a share between 0 and 1"),
    ({"level": 1}, "level=1 cannot be used"),
    ({"level": None}, "level=None cannot be used"),
    ({"target": math.nan}, "target=nan cannot be used"),
    ({"target": -math.inf}, "target=-inf cannot be used"),
    ({"target": "1"}, "target='1' cannot be used"),
    ({"procedure": 7}, "procedure=7 cannot be used; give a function of world and seed"),
    ({"procedure": "gravitas"}, "procedure='gravitas' cannot be used; give a function of world"),
    ({"procedure": "degree-totals"}, "or one of region-labels, upper-ties, degree, degree-country"),
]


@pytest.mark.parametrize(("given", "said"), REFUSED, ids=[str(given) for given, _ in REFUSED])
def test_arguments_outside_what_is_allowed_are_refused(given: dict[str, object], said: str) -> None:
    arguments = {"procedure": uniform, "layout": TINY, "worlds": 3} | given
    with pytest.raises(InvalidArgument) as refused:
        calibrate(**arguments)  # type: ignore[arg-type]
    assert said in str(refused.value)


ODD: list[tuple[object, object, str]] = [
    (2.0, None, "it gave 2.0 in world 0; give a p-value from 0 to 1, or None where a world"),
    (-0.1, None, "it gave -0.1 in world 0"),
    (math.inf, None, "it gave inf in world 0"),
    (True, None, "it gave True in world 0"),
    ("0.03", None, "it gave '0.03' in world 0; give a p-value"),
    ("low", None, "it gave 'low' in world 0; give a p-value"),
    ([0.1, 0.2, 0.3], None, "it gave [0.1, 0.2, 0.3] in world 0; give a p-value"),
    ((0.1, 0.2), None, "it gave (0.1, 0.2) in world 0; give the target that the interval"),
    ([[0.1], [0.2, 0.3], 1], None, "it gave [[0.1], [0.2, 0.3], 1] in world 0; give a p-value"),
    (([1.0], 2.0), 1.0, "it gave ([1.0], 2.0) in world 0; give numbers with low at most high"),
    ({"p": 0.1}, None, "it gave {'p': 0.1} in world 0"),
    (1 + 2j, None, "it gave (1+2j) in world 0"),
    (0.03, 1.0, "it gave 0.03 in world 0; give an interval (low, high), or leave target out"),
    ((3.0, 1.0), 1.0, "it gave (3.0, 1.0) in world 0; give numbers with low at most high"),
    (("a", 1.0), 1.0, "it gave ('a', 1.0) in world 0; give numbers with low at most high"),
    ((1.0, 2.0), lambda _: math.nan, "the target is nan there; give a finite number"),
    ((1.0, 2.0), lambda _: None, "the target is None there; give a finite number"),
    ("x" * 500, None, "x... in world 0"),
]


@pytest.mark.parametrize(("given", "target", "said"), ODD, ids=[row[2][:40] for row in ODD])
def test_a_procedure_that_gives_something_else_is_told_what_to_give(
    given: object, target: object, said: str
) -> None:
    with pytest.raises(InvalidArgument) as refused:
        calibrate(lambda _world, _seed: given, layout=TINY, worlds=3, target=target)  # type: ignore[arg-type]
    assert said in str(refused.value)
    assert len(str(refused.value)) < 300


def test_the_world_of_a_failure_is_named_by_its_number() -> None:
    count = iter(range(100))

    def late(world: SimulatedWorld, seed: int) -> float:
        return 5.0 if next(count) == 23 else 0.5

    with pytest.raises(InvalidArgument, match=r"procedure='late' .* it gave 5\.0 in world 23;"):
        calibrate(late, layout=TINY, worlds=60)


@pytest.mark.parametrize("where", [None, ThreadPoolExecutor, ProcessPoolExecutor])
@pytest.mark.parametrize(
    ("procedure", "said"),
    [(fails, r"raised ZeroDivisionError \(no ties with Atlantis\) in world \d+; mend it, or"),
     (fails_oddly, r"raised Unpicklable \(odd one\) in world \d+; mend it")],
)  # fmt: skip
def test_a_procedure_that_raises_is_told_so(
    where: type | None, procedure: Callable[..., float], said: str
) -> None:
    if where is None:
        with pytest.raises(InvalidArgument, match=said) as refused:
            calibrate(procedure, layout=TINY, worlds=3)
        assert isinstance(refused.value.__cause__, ZeroDivisionError | Unpicklable)
        return
    with where(2) as executor, pytest.raises(InvalidArgument, match=said):
        calibrate(procedure, layout=TINY, worlds=50, executor=executor)


def test_what_cannot_travel_is_told_where_dask_lets_causes_travel() -> None:
    """Once loaded, Dask sends the cause of an error along, in this process and in those forked."""
    import distributed

    assert distributed.__name__
    with ProcessPoolExecutor(2) as executor, pytest.raises(InvalidArgument, match="odd one"):
        calibrate(fails_oddly, layout=TINY, worlds=50, executor=executor)


def test_what_cannot_be_sent_to_another_process_is_refused_before_anything_runs() -> None:
    with ProcessPoolExecutor(1) as processes:
        for given in ({"procedure": lambda _world, _seed: 0.5}, {"target": lambda _: 1.0}):
            arguments = {"procedure": mean_year, "layout": TINY, "worlds": 3} | given
            name = next(iter(given))
            said = f"{name}='<lambda>' cannot be used; it cannot be sent to another process; define"
            with pytest.raises(InvalidArgument, match=said):
                calibrate(**arguments, executor=processes)  # type: ignore[arg-type]


def test_an_interrupt_passes_through() -> None:
    def interrupted(world: SimulatedWorld, seed: int) -> float:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        calibrate(interrupted, layout=TINY, worlds=3)


def test_a_world_that_is_not_there_cannot_be_drawn() -> None:
    with pytest.raises(InvalidArgument, match="number=-1 cannot be used"):
        drawn_world("independence", -1)
    with pytest.raises(InvalidArgument, match="kind='mayors'"):
        drawn_world("mayors", 1)
    assert procedure_of("gravity", WHOLE) == NullTest("gravity")
