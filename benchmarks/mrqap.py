"""MRQAP on 300 nodes, 10,000 repetitions, four covariates, against R's sna.

    python benchmarks/mrqap.py [--json]

Both permute the residual of each covariate on the others, on the same matrices, on one core. sna is
timed on a few repetitions and extrapolated; its fit without repetitions is taken off first. Needs
`Rscript` with the package sna (Debian: r-cran-sna). Writes the part "mrqap" of docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from this_machine import machine, peak_megabytes
from twolevel.core.array_types import Real

SEED = 20261125
N_NODES = 300
N_COVARIATES = 4
DRAWS = 10_000
PEER_DRAWS = 20
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


PEER = """
suppressMessages(library(sna))
folder <- commandArgs(TRUE)[1]
n <- {n}
read <- function(name) matrix(readBin(file.path(folder, name), "double", n * n), n, n, byrow = TRUE)
y <- read("y")
x <- aperm(simplify2array(lapply(paste0("x", 1:{k}), read)), c(3, 1, 2))
seconds <- function(reps) sum(system.time(
  fit <<- netlm(y, x, nullhyp = "qapspp", reps = reps))[1:2])
one <- seconds(1)
many <- seconds({reps} + 1)
memory <- grep("VmHWM", readLines("/proc/self/status"), value = TRUE)
cat(many - one, as.numeric(gsub("[^0-9]", "", memory)) / 1024, as.character(packageVersion("sna")),
    format(fit$tstat[-1], digits = 15), sep = "\\n")
"""


def matrices() -> tuple[Real, list[Real]]:
    """Draw an outcome and covariates that lean on their nodes."""
    rng = np.random.default_rng(SEED)

    def leaning() -> Real:
        sides = rng.normal(size=N_NODES)[:, None] + rng.normal(size=N_NODES)[None, :]
        matrix: Real = sides + rng.normal(size=(N_NODES, N_NODES))
        return matrix

    covariates = [leaning() for _ in range(N_COVARIATES)]
    return 0.1 * covariates[0] + leaning(), covariates


def ours() -> dict[str, Any]:
    """Time one worker and two; stop if they give other numbers."""
    from twolevel.mrqap.regression import mrqap

    rng = np.random.default_rng(1)
    began = time.perf_counter()
    mrqap(rng.normal(size=(9, 9)), [rng.normal(size=(9, 9))], layout="directed", n_draws=2, seed=1)
    first_call = time.perf_counter() - began
    y, x = matrices()
    began, used = time.perf_counter(), time.process_time()
    alone = mrqap(y, x, layout="directed", n_draws=DRAWS, seed=SEED)
    one_worker, processor = time.perf_counter() - began, time.process_time() - used
    peak = peak_megabytes()
    with ThreadPoolExecutor(2) as threads:
        began = time.perf_counter()
        apart = mrqap(y, x, layout="directed", n_draws=DRAWS, seed=SEED, executor=threads)
        two_workers = time.perf_counter() - began
    if alone.draws.tolist() != apart.draws.tolist():
        raise SystemExit("two workers give other numbers than one")
    tie = (y > 1).astype(np.float64)
    mrqap(tie[:9, :9], [x[0][:9, :9]], layout="directed", model="logistic", n_draws=2, seed=1)
    used = time.process_time()
    mrqap(tie, x, layout="directed", model="logistic", n_draws=DRAWS // 10, seed=SEED)
    score = (time.process_time() - used) * 10
    return {
        "first_call": first_call, "processor": processor, "one_worker": one_worker,
        "two_workers": two_workers,
        "peak": peak, "statistic": alone.statistic.tolist(), "score": score,
    }  # fmt: skip


def peer() -> dict[str, Any]:
    """Time sna's netlm on a few repetitions."""
    y, x = matrices()
    with tempfile.TemporaryDirectory() as folder:
        for name, matrix in zip(("y", *(f"x{k + 1}" for k in range(len(x)))), (y, *x), strict=True):
            matrix.tofile(Path(folder) / name)
        script = Path(folder) / "peer.R"
        script.write_text(PEER.format(n=N_NODES, k=N_COVARIATES, reps=PEER_DRAWS), encoding="utf-8")
        run = subprocess.run(
            ["Rscript", str(script), folder], env=os.environ | ONE_CORE, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
    if run.returncode:
        raise SystemExit(f"sna did not run: {run.stderr.strip().splitlines()[-1]}")
    lines = run.stdout.split("\n")
    return {
        "seconds": float(lines[0]), "peak": float(lines[1]), "version": lines[2],
        "statistic": [float(value) for value in lines[3 : 3 + N_COVARIATES]],
    }  # fmt: skip


def compared() -> dict[str, Any]:
    """Run ours in a process of its own, then sna, and extrapolate it."""
    run = subprocess.run(
        [sys.executable, __file__, "--side"], env=os.environ | ONE_CORE, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    if run.returncode:
        raise SystemExit(run.stderr.strip().splitlines()[-1])
    mine, other = json.loads(run.stdout), peer()
    if not np.allclose(mine["statistic"], other["statistic"], rtol=1e-8):
        raise SystemExit("sna finds other t statistics")
    other["whole"] = other["seconds"] / PEER_DRAWS * DRAWS
    return {"machine": machine(), "ours": mine, "sna": other}


def section(found: dict[str, Any]) -> str:
    """Return the part of the page."""
    mine, other = found["ours"], found["sna"]
    seconds = mine["processor"]
    return "\n".join([
        "## MRQAP",
        "",
        f"`python benchmarks/mrqap.py`: {N_NODES} nodes, directed, {N_COVARIATES} covariates, "
        f"{DRAWS:,} repetitions of double semi-partialling for each covariate, linear. One core, "
        "processor seconds, which other load on the machine changes little; the clock with one "
        f"worker {mine['one_worker']:.2f} s, with two (threads, the same draws) "
        f"{mine['two_workers']:.2f} s. Machine: {found['machine']}.",
        "",
        "| side | seconds | timed on | peak memory | ratio |",
        "|---|---:|---|---:|---:|",
        f"| ours | {seconds:.2f} | all | {mine['peak']:,.0f} MB | |",
        f"| R sna {other['version']}, `netlm(nullhyp = \"qapspp\")` | {other['whole']:,.0f} "
        f"(extrapolated) | {PEER_DRAWS} repetitions, {other['seconds']:.1f} s "
        f"| {other['peak']:,.0f} MB | {other['whole'] / seconds:,.0f} x |",
        "",
        "Both sides have the same t statistics to 8 digits. The "
        f"first call in a process takes {mine['first_call']:.1f} s more where the compiled code is "
        f"cached. The logistic model by scores takes {mine['score']:.1f} s (extrapolated from "
        f"{DRAWS // 10:,} repetitions).",
    ])  # fmt: skip


def main() -> None:
    """Compare, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true", help="print JSON, write no page")
    parser.add_argument("--side", action="store_true", help="run ours in this process")
    arguments = parser.parse_args()
    if arguments.side:
        print(json.dumps(ours()))
        return
    if shutil.which("Rscript") is None:
        print("not measured: sna needs R; install r-cran-sna (Debian). The page stays as it is.")
        return
    found = compared()
    if arguments.json:
        print(json.dumps(found, indent=1))
        return
    from page_part import write_part

    print(section(found))
    write_part("mrqap", section(found))


if __name__ == "__main__":
    main()
