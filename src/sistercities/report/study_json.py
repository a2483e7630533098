"""The machine-readable form of the nesting study: names as in the methods, a kept promise.

Top-level keys `study`, `country`, `as_of`, `data_version`, `estimates`, `nulls`, `verdicts` and
`sensitivity` are always there; each number is finite or null.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Mapping
from numbers import Integral, Real

from sistercities.studies.nesting_result import NestingResult
from sistercities.studies.parts import PartFinding

Json = dict[str, object]


def plain(value: object) -> object:
    """Builtin, finite or null, keys as text; anything else is a TypeError."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(held) for key, held in value.items()}
    if isinstance(value, Iterable):
        return [plain(held) for held in value]
    raise TypeError(f"{type(value).__name__} has no place in the JSON of a study")


def _record(row: object, leave_out: tuple[str, ...] = ()) -> Json:
    fields = (each.name for each in dataclasses.fields(row))  # type: ignore[arg-type]
    return {name: plain(getattr(row, name)) for name in fields if name not in leave_out}


def _records(rows: Iterable[object]) -> list[Json]:
    return [_record(row) for row in rows]


def _by_name(rows: Mapping[str, object], leave_out: tuple[str, ...]) -> dict[str, Json]:
    return {str(name): _record(row, leave_out) for name, row in rows.items()}


def part_records(parts: Iterable[PartFinding]) -> list[Json]:
    """Return the parts of the claims, each with its rows and its id."""
    return [
        {"id": part.id, **_record(part, ("rows",)), "rows": _records(part.rows)} for part in parts
    ]


def result_to_json(result: NestingResult) -> Json:
    """Turn a result into what `study nesting --json` prints.

    Parameters
    ----------
    result
        The study.

    Returns
    -------
    dict
        `study, country, as_of, data_version, estimates {name: {value, low, high, n}}, nulls {id:
        {observed, mean, sd, ratio, ratio_low, ratio_high, p, p_low, p_high, draws, seed}},
        verdicts {C1: {verdict, sentence}}, sensitivity [...]`, and further keys.
    """
    return {
        "study": result.study,
        "country": result.country,
        "as_of": int(result.as_of),
        "data_version": result.data_version,
        "headline": result.headline,
        "first_line_warning": result.first_line_warning,
        "estimates": _by_name(result.estimates, ("name",)),
        "nulls": _by_name(result.nulls, ("id",)),
        "verdicts": _by_name(result.verdicts, ("claim",)),
        "sensitivity": _records(result.sensitivity),
        "autonomy_units": _records(result.autonomy_units),
        "autonomy_cities": _records(result.autonomy_cities),
        "partner_countries": _records(result.partner_countries),
        "years": _records(result.years),
        "n_undated": plain(result.n_undated),
        "coverage": _records(result.coverage),
        "power": _record(result.power),
        "left_out": plain(result.left_out),
        "uncovered_units": plain(result.uncovered_units),
        "main_null": result.main_null,
        "draws": int(result.draws),
        "seed": int(result.seed),
        "settings": plain(result.settings),
        "parts": part_records(result.parts),
    }
