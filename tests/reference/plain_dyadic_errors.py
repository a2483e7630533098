"""Coverage of dyadic errors as they are, without the robust error where that is larger.

    python tests/reference/plain_dyadic_errors.py --worlds 2000

writes plain_dyadic_errors.json beside this file, in about a minute on one core. Worlds are those of
dyads_simulation.py whose pairs are independent, with 40 nodes of one set. The tests repeat a part.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
from scipy.special import stdtrit

sys.path.insert(0, str(Path(__file__).parent))
from dyads_simulation import CASES, SEED, SLOPE, drawn_world

from sistercities.errors import NetworkError
from twolevel.dyads.fit_pairs import ppml_pairs

OUT = Path(__file__).with_suffix(".json")
CASE = "counts, 40 undirected"
KINDS = ("dyadic alone", "the larger of dyadic and robust")


def covered(n_worlds: int) -> dict[str, float]:
    """Return how often each interval holds the slope; more worlds begin with the same."""
    held: list[list[bool]] = []
    for seed in range(n_worlds):
        try:
            fit = ppml_pairs(drawn_world(CASES[CASE], seed))
        except NetworkError:  # no finite estimate
            continue
        ends = fit.intervals("dyadic")
        reach = float(ends.high[0] - ends.low[0]) / 2
        freedom = fit.covariances.degrees_of_freedom("dyadic")
        alone = float(stdtrit(freedom, 0.975) * fit.standard_errors("dyadic")[0])
        off = abs(float(fit.slopes[0]) - SLOPE)
        held.append([off <= alone, off <= reach])
    return dict(zip(KINDS, np.mean(held, axis=0).tolist(), strict=True)) | {"worlds": len(held)}


def main() -> None:
    """Measure and store."""
    parser = argparse.ArgumentParser(description="Coverage of dyadic errors alone.")
    parser.add_argument("--worlds", type=int, default=2000)
    stored = {
        "seed": SEED, "case": CASE, "numpy": version("numpy"),
        **covered(parser.parse_args().worlds),
    }  # fmt: skip
    OUT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
