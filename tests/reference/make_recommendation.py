"""Evaluate the recommendations of the release, and store the result beside this script.

    python tests/reference/make_recommendation.py [--workers 2]
    python tests/reference/make_recommendation.py --tune

With --tune every setting is tried on the earlier cut-offs, and their mean log ranks are stored;
what was best is written into `settings.py` and the modules of the methods by hand. The seed was
fixed beforehand; the number of workers does not change a number. Each takes some minutes and needs
the extra 'evaluate'. `recommendation_page.py` writes the page from what is stored.
"""

from __future__ import annotations

import argparse
import json
import math
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import sistercities as sc
from sistercities.dataset.release.store import open_release
from sistercities.partners.evaluation.tuning import tried_methods, tuned

TUNING = Path(__file__).with_name("recommendation_tuning.json")
STORED = Path(__file__).with_name("recommendation.json")
SEED = 1
DIGITS = 6


def rounded(value: Any) -> Any:
    """Round every number to six digits, so that another processor stores the same."""
    if isinstance(value, float):
        places = DIGITS - 1 - math.floor(math.log10(abs(value))) if value else 0
        return round(value, places)
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    return [rounded(each) for each in value] if isinstance(value, list | tuple) else value


def main() -> None:
    """Run and store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--tune", action="store_true")
    typed = parser.parse_args()
    if typed.tune:
        with open_release() as release:
            store(TUNING, tuned(release, tried_methods(), seed=SEED))
        return
    with ProcessPoolExecutor(typed.workers) as executor:
        found = sc.validation.evaluate(
            seed=SEED,
            executor=executor,
            on_progress=lambda what, done, total: print(f"{what}: {done} of {total}", flush=True),
        )
    if found.left_out:
        raise SystemExit(f"nothing stored: {found.left_out}")
    store(STORED, found.to_json())


def store(path: Path, found: Any) -> None:
    """Write numbers as JSON, rounded."""
    path.write_text(json.dumps(rounded(found), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
