"""Size, power and coverage of any test or interval on made-up two-level worlds.

What a caller's test or interval may give, and what to do about anything else.
"""

from __future__ import annotations

import math
import pickle
import sys
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import parent_process
from typing import Any

import numpy as np

from twolevel.calibrate.procedures import NullTest, procedure_of
from twolevel.calibrate.rates import Rate, rate_of
from twolevel.calibrate.worlds import Layout
from twolevel.calibrate.worlds_kinds import SimulatedWorld, check_kind, simulate_kind
from twolevel.calibrate.worlds_layouts import LARGEST_LOG, layout_and_name, real_number
from twolevel.calibrate.worlds_whole import WholeLayout
from twolevel.core.argument_checks import whole_number
from twolevel.core.array_types import Real
from twolevel.core.chunks import Progress, run_chunks
from twolevel.errors import InvalidArgument

MOST_SHOWN = 80


def shown(given: object) -> str:
    """Return what was given as a sentence can show it."""
    said = repr(given)
    return said if len(said) <= MOST_SHOWN else f"{said[: MOST_SHOWN - 3]}..."


def p_row(given: object) -> tuple[float, float, float] | str:
    """Return a row, or what to do about a value that is no p."""
    if given is None:
        return np.nan, np.nan, np.nan
    if _ends(given) is not None:
        return "give the target that the interval should hold"
    p = _real(given)
    if p is None or not (math.isnan(p) or 0 <= p <= 1):
        return "give a p-value from 0 to 1, or None where a world leaves nothing to say"
    return p, np.nan, np.nan


def interval_row(given: object, target: object) -> tuple[float, float, float] | str:
    """Return a row, or what to do about a value that is no interval."""
    wanted = _real(target)
    if wanted is None or not math.isfinite(wanted):
        return f"the target is {target!r} there; give a finite number"
    ends = (None, None) if given is None else _ends(given)
    if ends is None:
        return "give an interval (low, high), or leave target out for a p-value"
    if ends[0] is None or ends[1] is None:
        return np.nan, np.nan, wanted
    low, high = _real(ends[0]), _real(ends[1])
    if low is None or high is None or low > high:
        return "give numbers with low at most high, None where a world leaves nothing to say"
    if math.isnan(low) or math.isnan(high):
        return np.nan, np.nan, wanted
    return low, high, wanted


def _ends(given: object) -> tuple[object, object] | None:
    """Return both ends of what may be an interval."""
    if hasattr(given, "low") and hasattr(given, "high"):
        return given.low, given.high
    is_sequence = isinstance(given, tuple | list) or (
        isinstance(given, np.ndarray) and given.ndim == 1
    )
    if is_sequence and len(given) == 2:  # type: ignore[arg-type]
        return given[0], given[1]  # type: ignore[index]
    return None


def _real(given: object) -> float | None:
    """Return a single number as float; None if it is no such."""
    if isinstance(given, str | bytes | bool | np.bool_):
        return None
    try:
        return float(given) if np.ndim(given) == 0 else None  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None


CHUNK_WORLDS = 20  # part of the result: which seed a world has depends on it
MOST_WORLDS = 1_000_000
MOST_FLOAT = sys.float_info.max
Procedure = Callable[[SimulatedWorld, int], Any]
"""From a world and a seed to a p-value, or to an interval: a pair, or `low` and `high`."""

Target = float | Callable[[SimulatedWorld], float]
"""What an interval should hold, the same in all worlds or by world."""


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """What a test or an interval did on simulated worlds.

    Attributes
    ----------
    procedure, kind, layout
        What was run, on which worlds, by name; `as given` for a layout of the caller's.
    strength
        How strongly the levels hang together; 0 of independence.
    level
        A test rejects where p is at most this.
    rejection
        Of a test, the share of worlds in which it rejects: its size where H0 holds, else its
        power; with its exact 99 % binomial interval (Clopper & Pearson 1934). None of an interval.
    coverage
        Of an interval, the share of worlds in which it holds the target. None of a test.
    n_worlds, n_undefined, seed
        Worlds drawn; those that gave no p or no interval, which no rate counts; their seed.
    p_values
        p of each world, shape (n_worlds,), NaN where there was none; None of an interval.
    intervals
        Low, high and target of each world, shape (n_worlds, 3), NaN where there was none; None of
        a test.
    """

    procedure: str
    kind: str
    layout: str
    strength: float
    level: float
    rejection: Rate | None
    coverage: Rate | None
    n_worlds: int
    n_undefined: int
    seed: int
    p_values: Real | None = field(repr=False)
    intervals: Real | None = field(repr=False)

    @property
    def share_undefined(self) -> float:
        """Share of worlds without a p or an interval."""
        return self.n_undefined / self.n_worlds

    def __str__(self) -> str:
        """Say it in a sentence."""
        rate = self.rejection or self.coverage
        assert rate is not None
        what = f"rejected at {self.level:.0%}" if self.rejection else "held the target"
        where = f"{self.kind} worlds (layout {self.layout}, seed {self.seed})"
        if rate.rate is None:
            return f"{self.procedure}: undefined in all of {self.n_worlds:,} {where}."
        without = f"; undefined in {self.share_undefined:.1%}" if self.n_undefined else ""
        return (
            f"{self.procedure} {what} in {rate.rate:.1%} ({rate.low:.1%} to {rate.high:.1%}) of "
            f"{rate.n_worlds:,} {where}{without}."
        )


def calibrate(
    procedure: str | Procedure,
    kind: str = "independence",
    *,
    layout: str | Layout | WholeLayout = "modest",
    worlds: int = 2000,
    seed: int = 1,
    strength: float = 1.0,
    level: float = 0.05,
    target: Target | None = None,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> Calibration:
    """Run a test or an interval on simulated worlds and say how often it rejects or holds.

    The numbers depend on the arguments alone: not on the executor, nor on the number of workers;
    the first worlds of a longer run are the same.

    Parameters
    ----------
    procedure
        A function of a `SimulatedWorld` and a seed (a whole number for its own randomness), or the
        name of one of our nulls; see `calibrate.procedures`. It gives a p-value in [0, 1], or
        an interval: a pair (low, high), or something with `low` and `high`. None and NaN mean
        that the world leaves nothing to say; their share is in the result.
    kind
        How the levels hang together: independence, province-led (upper ties raise later lower
        ties), city-led (lower ties raise later upper ties) or common-cause (the regions have a
        propensity for each other that raises both, without any direct effect).
    layout
        `modest`, `china` or `generic` for home and foreign places, `whole` for a whole undirected
        network with domestic ties, or a layout of `worlds` or `calibrate.worlds_whole`.
    worlds
        Number of worlds, from 1 to 1,000,000.
    seed
        At least 0.
    strength
        Log odds that the leading level adds, or the standard deviation of the common cause, from 0
        to 20. Independence has none.
    level
        A test rejects where p is at most this, in (0, 1).
    target
        What an interval should hold: a number, or a function of the world. None for a test.
    executor
        Any `concurrent.futures.Executor`; here if None. Processes need a procedure that can be
        pickled: one at the top of a module.
    on_progress
        Called with worlds done and wanted.

    Returns
    -------
    Calibration

    Raises
    ------
    InvalidArgument
        If an argument is outside what is allowed, or the procedure raises, gives neither p nor an
        interval, or cannot be sent to another process. The sentence names the world, which
        `drawn_world` draws again.
    """
    world_layout, layout_name = layout_and_name(layout)
    check_kind(kind)
    n_worlds = whole_number("worlds", worlds, 1, MOST_WORLDS)
    whole_number("seed", seed, 0)
    lead = real_number("strength", strength, 0.0, LARGEST_LOG)
    if not 0 < real_number("level", level, 0.0, 1.0) < 1:
        raise InvalidArgument("level", level, "give a share between 0 and 1")
    run = procedure_of(procedure, world_layout) if isinstance(procedure, str) else procedure
    _check_procedure(run, target, executor)
    work = partial(_chunk, run, target, kind, world_layout, lead)
    chunks = run_chunks(
        work, n_worlds, np.random.SeedSequence(seed), executor, on_progress, CHUNK_WORLDS
    )
    return _result(
        np.concatenate(chunks), target is not None, procedure=_name(run), kind=kind,
        layout=layout_name, strength=0.0 if kind == "independence" else lead,
        level=float(level), n_worlds=n_worlds, seed=int(seed),
    )  # fmt: skip


def drawn_world(
    kind: str,
    number: int,
    *,
    layout: str | Layout | WholeLayout = "modest",
    seed: int = 1,
    strength: float = 1.0,
) -> tuple[SimulatedWorld, int]:
    """Draw one world of a calibration again, with the seed that its procedure was given.

    Parameters
    ----------
    kind, layout, seed, strength
        As given to `calibrate`.
    number
        Which world, counted from 0.
    """
    world_layout, _ = layout_and_name(layout)
    whole_number("seed", seed, 0)
    key = divmod(whole_number("number", number, 0, MOST_WORLDS - 1), CHUNK_WORLDS)
    lead = real_number("strength", strength, 0.0, LARGEST_LOG)
    child = np.random.SeedSequence(seed, spawn_key=key)
    return _draw(check_kind(kind), world_layout, lead, child)


def _check_procedure(run: Procedure, target: Target | None, executor: Executor | None) -> None:
    if not callable(run):
        raise InvalidArgument("procedure", run, "give a function of world and seed, or a null's id")
    if target is not None and not callable(target):
        real_number("target", target, -MOST_FLOAT, MOST_FLOAT)
    if isinstance(executor, ProcessPoolExecutor):
        for name, sent in (("procedure", run), ("target", target)):
            _check_pickles(name, sent)


def _check_pickles(name: str, sent: object) -> None:
    try:
        pickle.dumps(sent)
    except Exception as reason:
        raise InvalidArgument(
            name, _name(sent),
            "it cannot be sent to another process; define it at the top of a module, or give an "
            "executor of threads",
        ) from reason  # fmt: skip


def _name(run: object) -> str:
    if isinstance(run, NullTest):
        return run.null_id
    if isinstance(run, partial):
        return _name(run.func)
    return str(getattr(run, "__name__", type(run).__name__))


def _draw(
    kind: str, layout: Layout | WholeLayout, strength: float, seed: np.random.SeedSequence
) -> tuple[SimulatedWorld, int]:
    rng = np.random.default_rng(seed)
    return simulate_kind(kind, layout, rng, strength=strength), int(rng.integers(2**62))


def _chunk(
    run: Procedure,
    target: Target | None,
    kind: str,
    layout: Layout | WholeLayout,
    strength: float,
    n_worlds: int,
    seed: np.random.SeedSequence,
) -> Real:
    """Return low, high and target of each world, or p, NaN, NaN."""
    rows = np.full((n_worlds, 3), np.nan)
    first = int(seed.spawn_key[-1]) * CHUNK_WORLDS
    for k, child in enumerate(seed.spawn(n_worlds)):
        world, own_seed = _draw(kind, layout, strength, child)
        raised = None
        try:
            given = run(world, own_seed)
            wanted = target(world) if callable(target) else target
        except Exception as reason:  # noqa: BLE001 - whatever a procedure raises is told
            raised = reason
        if raised is not None:  # behind the clause, so that nothing else is tied to the sentence
            raise _failure(run, first + k, *_raised(raised)) from _travelling(raised)
        row = p_row(given) if target is None else interval_row(given, wanted)
        if isinstance(row, str):
            raise _failure(run, first + k, f"gave {shown(given)}", row)
        rows[k] = row
    return rows


def _travelling(reason: Exception) -> Exception | None:
    """Return what was raised; in another process only if it can be sent back.

    Dask lets the cause travel with an error, and a process whose error cannot be sent dies.
    """
    if parent_process() is None:
        return reason
    try:
        pickle.dumps(reason)
    except Exception:  # noqa: BLE001 - what a pickle raises is anybody's
        return None
    return reason


def _raised(reason: Exception) -> tuple[str, str]:
    said = str(reason).strip().splitlines()
    what = type(reason).__name__ + (f" ({said[0]})" if said else "")
    return f"raised {what}", "mend it, or return None where a world leaves nothing to say"


def _failure(run: Procedure, number: int, problem: str, advice: str) -> InvalidArgument:
    return InvalidArgument("procedure", _name(run), f"it {problem} in world {number}; {advice}")


def _result(rows: Real, is_interval: bool, **about: Any) -> Calibration:
    is_defined = ~np.isnan(rows[:, 0])
    n_undefined = int((~is_defined).sum())
    low, high, target = rows[is_defined].T
    is_event = (low <= target) & (target <= high) if is_interval else low <= about["level"]
    rate = rate_of(is_event, n_undefined)
    return Calibration(
        **about, rejection=None if is_interval else rate, coverage=rate if is_interval else None,
        n_undefined=n_undefined, p_values=None if is_interval else rows[:, 0],
        intervals=rows if is_interval else None,
    )  # fmt: skip
