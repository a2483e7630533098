"""The models that ship with the package: fitted once on the release, read as JSON.

`python -m sistercities.partners.stored_model` fits them again; `--check` says whether that gives
the stored coefficients.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from sistercities.errors import ReleaseError
from sistercities.partners.additive_model import AdditiveModel, class_members
from sistercities.partners.counted_shares import CountedShares, counted_shares
from sistercities.partners.features.catalogue import BY_NAME
from sistercities.partners.ground import Ground

CLASSES = ("city", "region")
SEED = 1
CLOSE = 1e-6
"""Coefficients that differ by less are the same on other processors."""
_MEND = "make it again with `python -m sistercities.partners.stored_model`"


def _path(place_class: str) -> Path:
    return Path(__file__).parent / "fitted" / f"{place_class}.json"


@cache
def stored_model(place_class: str) -> AdditiveModel:
    """Read the model of a class of places, "city" or "region".

    Raises
    ------
    ReleaseError
        If the file is missing, damaged, or made for other features.
    """
    path = _path(place_class)
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return _as_model(stored, path)
    except (OSError, ValueError, KeyError, TypeError) as reason:
        raise ReleaseError(str(path), f"cannot be read: {reason}", _MEND) from None


def _as_model(stored: dict[str, object], path: Path) -> AdditiveModel:
    features = dict(stored["features"])  # type: ignore[call-overload]
    for name, entry in features.items():
        if name not in BY_NAME or list(BY_NAME[name].knots) != entry["knots"]:
            raise ReleaseError(str(path), f"does not fit the feature {name}", _MEND)
    return AdditiveModel(
        str(stored["place_class"]),
        float(stored["intercept"]),  # type: ignore[arg-type]
        {name: np.array(entry["coefficients"]) for name, entry in features.items()},
        str(stored["data_version"]),
        CountedShares(*(np.array(stored["shares"][key]) for key in ("score", "log_odds"))),  # type: ignore[index]
    )


def as_json(model: AdditiveModel) -> str:
    """Write a model as JSON: by feature its knots and one coefficient a column, unknown last."""
    features = {
        name: {
            "knots": list(BY_NAME[name].knots),
            "coefficients": np.round(coefficients, 9).tolist(),
        }
        for name, coefficients in model.coefficients.items()
    }
    stored = {
        "place_class": model.place_class,
        "data_version": model.data_version,
        "seed": SEED,
        "intercept": round(model.intercept, 9),
        "shares": _shares_json(model),
        "features": features,
    }
    return json.dumps(stored, indent=1) + "\n"


def _shares_json(model: AdditiveModel) -> dict[str, list[float]]:
    if model.shares is None:
        return {}
    held = model.shares
    return {
        "score": np.round(held.score, 6).tolist(),
        "log_odds": np.round(held.log_odds, 6).tolist(),
    }


def with_shares(ground: Ground, model: AdditiveModel) -> AdditiveModel:
    """Count what the scores of a model say as shares, on pairs that it was not fitted on."""
    from sistercities.partners.train import PER_TIE
    from sistercities.partners.training_pairs import training_pairs

    members = class_members(ground, model.place_class)
    everyone = np.ones(ground.n_places, dtype=np.bool_)
    rows = training_pairs(ground, members, everyone, per_tie=PER_TIE, seed=SEED + 1)
    return replace(model, shares=counted_shares(rows, model.score(rows.pairs)))


def _differs(fitted: AdditiveModel, stored: AdditiveModel) -> bool:
    if fitted.coefficients.keys() != stored.coefficients.keys():
        return True
    gaps = (
        np.abs(fitted.coefficients[name] - stored.coefficients[name]).max()
        for name in fitted.coefficients
    )
    return max(gaps, default=0.0) > CLOSE or abs(fitted.intercept - stored.intercept) > CLOSE


def main(arguments: list[str]) -> int:
    """Fit both models on the release in the package; write them, or compare with `--check`."""
    from sistercities.dataset.release.store import open_release
    from sistercities.partners.read_ground import read_ground
    from sistercities.partners.train import train

    with open_release() as release:
        ground = read_ground(release)
    is_same = True
    for place_class in CLASSES:
        model = with_shares(ground, train(ground, place_class=place_class, seed=SEED))
        if "--check" in arguments:
            is_same &= not _differs(model, stored_model(place_class))
            continue
        path = _path(place_class)
        path.parent.mkdir(exist_ok=True)
        aside = path.with_suffix(".part")
        aside.write_text(as_json(model), encoding="utf-8")
        aside.replace(path)
    if not is_same:
        sys.stderr.write(f"The stored models are not those of this release: {_MEND}.\n")
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
