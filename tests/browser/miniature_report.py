"""Writes the drawn world and a report of it: `python tests/browser/miniature_report.py FOLDER`.

The report comes to stand in FOLDER/reports/CN when it is whole.
"""

from __future__ import annotations

import sys
from pathlib import Path

import sistercities as sc

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import world


def write(folder: Path) -> None:
    """Write a report as `study all` does, with few draws."""
    data = world.write_world(folder / "world")
    made = sc.study_all("CN", draws=2, data=data)
    sc.reports.write_report(made, folder / "whole", data=data)
    (folder / "whole").rename(folder / "reports" / "CN")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
