"""Make every stored reference again: our simulations, then what the peers say.

    make reference
    python tests/reference/run.py --list
    python tests/reference/run.py --only nested_calibration

`make reference` sets up the environment of the peers (benchmarks/peers.txt) and hands its Python
over as PEER_PYTHON; without one the peers are left out, and so are the R scripts where there is no
Rscript (Debian: r-cran-sna, r-cran-igraph, r-cran-mass, r-cran-sandwich, r-cran-survival; and
brglm2 from CRAN). The seeds were fixed
before the first run, so the numbers come out as stored; on another version of a peer they may not.
All of it takes hours on two cores; what is stored stays where a run is ended.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

Who = Literal["ours", "peers", "R"]


@dataclass(frozen=True, slots=True)
class Script:
    """A script of this folder.

    Attributes
    ----------
    file
        Its name.
    who
        What runs it: the package's Python, that of the peers, or R.
    has_worlds
        Whether it takes `--worlds`.
    one_in
        It gets one in so many of the worlds asked for: worlds of a study take minutes each.
    afresh
        What a run goes on from, taken away first so that all is made again.
    """

    file: str
    who: Who
    has_worlds: bool = False
    one_in: int = 1
    afresh: tuple[str, ...] = ()


FEWEST = 2
"""Worlds that any script can make its numbers of."""
STUDY = 5
"""One in so many worlds: 400 of 2,000."""
SCRIPTS = (
    Script("make_small_network.py", "ours"),
    Script("make_mrqap_network.py", "ours"),
    Script("make_choice_sets.py", "ours"),
    Script("make_counts.py", "ours"),
    Script("make_timing_tables.py", "ours"),
    Script("make_calibration.py", "ours", has_worlds=True),
    Script("kinds_calibration.py", "ours", has_worlds=True, afresh=("kinds_calibration.part",)),
    Script("kinds_first_worlds.py", "ours"),
    Script("make_mrqap_size.py", "ours", has_worlds=True),
    Script("dyads_simulation.py", "ours", has_worlds=True),
    Script("plain_dyadic_errors.py", "ours", has_worlds=True),
    Script("dyads_rate_ratios.py", "ours", has_worlds=True, afresh=("dyads_rate_ratios.json",)),
    Script("dyads_rate_variances.py", "ours", has_worlds=True),
    Script("nested_calibration.py", "ours", has_worlds=True),
    Script("timing_simulation.py", "ours", has_worlds=True, afresh=("timing_simulation.json",)),
    Script("counts_simulation.py", "ours", has_worlds=True),
    Script("choice_simulation.py", "ours", has_worlds=True),
    Script("shapley_simulation.py", "ours", has_worlds=True),
    Script("study_connectivity_worlds.py", "ours", True, STUDY),
    Script("study_order_worlds.py", "ours", True, STUDY, ("study_order_worlds.part",)),
    Script("thinning.py", "ours", True, STUDY),
    Script(
        "study_attractiveness_worlds.py", "ours", True, STUDY, ("study_attractiveness_worlds.part",)
    ),
    Script("study_diplomacy_worlds.py", "ours", True, STUDY),
    Script("study_drivers_worlds.py", "ours", True, STUDY, ("study_drivers_worlds.part",)),
    Script(
        "study_drivers_parts_worlds.py", "ours", True, STUDY, ("study_drivers_parts_worlds.part",)
    ),
    Script(
        "study_connectivity_parts_worlds.py",
        "ours",
        True,
        STUDY,
        ("study_connectivity_parts_worlds.part",),
    ),
    Script("study_hubs_worlds.py", "ours", True, STUDY, ("study_hubs_worlds.part",)),
    Script("placebo_homes.py", "ours", True, STUDY, ("study_placebo_worlds.part",)),
    Script("placebo_countries.py", "ours"),
    Script("pairs_parts_worlds.py", "ours", True, STUDY, ("study_pairs_parts_worlds.part",)),
    Script("study_first_worlds.py", "ours"),
    Script("model_first_worlds.py", "ours"),
    Script("calibration_page.py", "ours"),
    Script("make_recommendation.py", "ours"),
    Script("town_networks.py", "ours"),
    Script("recommendation_page.py", "ours"),
    Script("benchmark_coverage.py", "ours"),
    Script("headline_numbers.py", "ours"),
    Script("nested_ergmx.py", "peers"),
    Script("nested_ergm_blocks.py", "peers"),
    Script("dyads_oracles.py", "peers"),
    Script("mrqap_statspai.py", "peers"),
    Script("ranking_oracle.py", "peers"),
    Script("timing_oracles.py", "peers"),
    Script("oracle.R", "R"),
    Script("mrqap_oracle.R", "R"),
    Script("choice_oracle.R", "R"),
    Script("counts_oracle.R", "R"),
    Script("timing_oracle.R", "R"),
)
"""In order: tables before what reads them, simulations before the pages made of them."""


def interpreters() -> dict[Who, str | None]:
    """Return what runs each kind of script, None where it is missing."""
    return {
        "ours": sys.executable,
        "peers": os.environ.get("PEER_PYTHON"),
        "R": shutil.which("Rscript"),
    }


def chosen(only: str | None) -> tuple[Script, ...]:
    """Return the scripts that are there, all or one by its name without the ending."""
    known = tuple(script for script in SCRIPTS if (HERE / script.file).exists())
    if only is None:
        return known
    found = tuple(script for script in known if script.file.partition(".")[0] == only)
    if not found:
        names = ", ".join(script.file.partition(".")[0] for script in known)
        raise SystemExit(f"no script is called {only!r}; give one of {names}")
    return found


def main() -> int:
    """Run the scripts in order; the first that fails ends the run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--worlds", type=int, default=2000)
    parser.add_argument("--only", help="one script, by its name without the ending")
    parser.add_argument("--list", action="store_true", help="name the scripts and run none")
    arguments = parser.parse_args()
    runs = interpreters()
    for script in chosen(arguments.only):
        program = runs[script.who]
        says = "not run: nothing here runs it" if program is None else program
        print(f"== {script.file} ({script.who}): {says}", flush=True)
        if arguments.list or program is None:
            continue
        for name in script.afresh:
            (HERE / name).unlink(missing_ok=True)
        n_worlds = max(arguments.worlds // script.one_in, FEWEST)
        worlds = ["--worlds", str(n_worlds)] if script.has_worlds else []
        done = subprocess.run([program, str(HERE / script.file), *worlds], cwd=ROOT, check=False)
        if done.returncode:
            print(f"{script.file} ended with {done.returncode}: see above; nothing after it ran")
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
