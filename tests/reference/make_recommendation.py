"""Evaluate the recommendations of the release, and store the result beside this script.

    python tests/reference/make_recommendation.py [--workers 2]

The seed was fixed beforehand; the number of workers does not change a number. It takes some minutes
and needs the extra 'evaluate'. `recommendation_page.py` writes the page from what is stored.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import Any

import sistercities as sc

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
    found = sc.evaluate(
        seed=SEED,
        workers=parser.parse_args().workers,
        on_progress=lambda what, done, total: print(f"{what}: {done} of {total}", flush=True),
    )
    if found.left_out:
        raise SystemExit(f"nothing stored: {found.left_out}")
    text = json.dumps(rounded(found.to_json()), indent=1)
    STORED.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
