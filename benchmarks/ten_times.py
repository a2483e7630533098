"""What look-ups cost on a release of ten times the size, as ratios to the one in the package.

`python benchmarks/ten_times.py [--rounds 5] [--folder FOLDER]`. The large release is made (see
`made_release.py`) unless the folder has it; then its index and its names, which takes seven minutes
of processor, eight gigabytes of memory and five of disk. Each step is told as it ends, and a run
that was interrupted goes on from the last that was whole. Measured are whole processes in turn,
medians. Exits with 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from index_ratios import TYPED, Ratio, processor_seconds, seconds_until_served
from made_release import make_release
from page_part import write_part
from served import MAIN
from sistercities.api.data_choice import open_data
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import default_folder
from sistercities.dataset.resolving.kept_names import names_ground
from sistercities.dataset.town_lookup import meet_place
from sistercities.errors import PlaceNotFound
from this_machine import busy, machine

MARK = "ten-times"
_TIMES = 10
_REGISTER = "city,partner,country\nNingbo,Aachen,Germany\nNingbo,Rouen,France\n"
_LIMITS = {"`ties`": 1.3, "a near name": 2.0, "preview of a CSV of two lines": 1.5,
           "server ready": 2.0}  # fmt: skip


def measured(releases: dict[str, Path], register: Path, rounds: int) -> list[Ratio]:
    """Measure each verb on both releases in turn."""
    found: dict[str, dict[str, list[float]]] = {
        what: {name: [] for name in releases} for what in _LIMITS
    }
    started = time.perf_counter()
    for number in range(rounds + 1):
        tell(f"{number} rounds of measuring", started)
        for name, folder in releases.items():
            env = {"SISTERCITIES_DATA": str(folder)}
            ours = [sys.executable, "-c", MAIN]
            found["`ties`"][name].append(processor_seconds([*ours, "ties", "Ningbo"], **env))
            preview = [*ours, "import", str(register), "--dry-run"]
            found["preview of a CSV of two lines"][name].append(processor_seconds(preview, **env))
            found["a near name"][name].append(_near_names(folder))
    tell("measuring commands", started)
    for _ in range(3):
        for name, folder in releases.items():
            found["server ready"][name].append(seconds_until_served(folder))
    return [_ratio(what, times) for what, times in found.items()]


def _ratio(what: str, times: dict[str, list[float]]) -> Ratio:
    """Compare the medians, the first round left out where there are more than three."""
    large, small = (
        statistics.median(times[name][len(times[name]) > 3 :]) for name in ("large", "small")
    )
    told = f"{1000 * large:,.1f} of {1000 * small:,.1f} ms"
    return Ratio(what, told, large / small, _LIMITS[what])


def _near_names(folder: Path) -> float:
    """Processor seconds of a name that nobody bears, once the release is open."""
    with open_data(folder) as release:
        _meet(release, "Zzyzxqua")
        began = time.process_time()
        for typed in TYPED:
            _meet(release, typed)
        return (time.process_time() - began) / len(TYPED)


def _meet(release: object, typed: str) -> None:
    try:
        meet_place(release, typed)  # type: ignore[arg-type]
    except PlaceNotFound:
        return


def section(found: list[Ratio], made: str, load: str) -> str:
    """Lay the measurement out as a part of the page."""
    rows = [
        f"| {one.name} | {one.measured} | {one.ratio:.2f} | {one.limit:g} | "
        f"{'met' if one.is_met else 'missed'} |"
        for one in found
    ]
    return "\n".join(
        [
            "## Ten times the places and ties",
            "",
            f"`python benchmarks/ten_times.py`: a made release of {_TIMES} times the places, names "
            "and ties against the one in the package, in turn, medians; processor milliseconds, of "
            f"the server milliseconds on the clock. {made} {machine()}.{load}",
            "",
            "| what | measured | ratio | limit | |",
            "|---|---:|---:|---:|---|",
            *rows,
        ]
    )


def tell(step: str, began: float) -> None:
    """Say on the terminal which step is done, and after how many seconds in all."""
    print(f"{time.perf_counter() - began:7.0f} s  {step}", file=sys.stderr, flush=True)


def main() -> int:
    """Make what is missing, measure, write the part of the page and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "ten-times")
    typed = parser.parse_args()
    large, started = typed.folder / "release", time.perf_counter()
    if not (large / "datapackage.json").exists():
        make_release(large, _TIMES)
    tell("the large release", started)
    os.environ["SISTERCITIES_INDEX"] = str(typed.folder / "index")
    releases = {"small": default_folder(), "large": large}
    took = {}
    for name, folder in releases.items():
        began = time.process_time()
        with open_data(folder) as release:
            index_of(release)
            tell(f"the index of the {name} one", started)
            names_ground(release)
            tell(f"the names of the {name} one", started)
        took[name] = time.process_time() - began
    made = (f"Making what is kept beside a release took {took['large']:.0f} s of processor, and "
            f"{took['small']:.0f} s for the small one.") if took["small"] > 1 else ""  # fmt: skip
    register = typed.folder / "two.csv"
    register.write_text(_REGISTER, encoding="utf-8")
    found = measured(releases, register, typed.rounds)
    text = section(found, made, busy())
    write_part(MARK, text)
    print(text)
    return int(any(not one.is_met for one in found))


if __name__ == "__main__":
    sys.exit(main())
