"""The model of all pairs of countries against pyfixest and R, on the same pairs.

    python benchmarks/world_ppml.py [--json] [--peer-python /path/to/python]

City ties of each pair of countries whose lists were read, on all facts of `study world`, with an
effect of each country. Ours takes a pair once; the peers, whose two ends have effects of their own,
take it in either order, which gives the same slopes. Each package gets the terms ready in a file,
fits once to compile and five times for the clock. pyfixest is no dependency: give the Python of an
environment that holds it. R's own `glm` takes each pair once, with a column for each country, and
fits once: it is there wherever Rscript is, and shares no code with the others; from its scores R
also makes the dyadic errors. R's fixest is asked where it is installed. It ends with 1 where a
slope or an error of a peer differs by 1e-6 or more. Stores what was found, with the versions, in
tests/reference/world_ppml.json, and writes its part of docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from page_part import write_part
from sistercities.dataset.release.store import open_release
from sistercities.studies.study_tables import StudyTables
from sistercities.studies.world.data import read_world_data
from sistercities.studies.world.facts import pair_facts
from sistercities.studies.world.models import ALL, design
from sistercities.studies.world.ties import pair_ties, whole_sources, with_counts
from this_machine import machine
from twolevel.dyads.fit_rows import ppml

TIMES = 5
CLOSE = 1e-6
"""By which slopes may differ."""
PYFIXEST = """
import json, statistics, sys, time
import pandas as pd, pyfixest as pf
table = pd.read_csv(sys.argv[1], keep_default_na=False)
names = [name for name in table.columns if name.startswith("x")]
model = "ties ~ " + " + ".join(names) + " | a + b"
def fit():
    return pf.fepois(model, table, vcov="iid", fixef_tol=1e-12, iwls_tol=1e-12, iwls_maxiter=100)
fit()
clock = []
for _ in range(int(sys.argv[2])):
    begin = time.perf_counter()
    made = fit()
    clock.append(time.perf_counter() - begin)
print(json.dumps({"slopes": made.coef()[names].tolist(), "seconds": statistics.median(clock),
                  "version": pf.__version__}))
"""
FIXEST = """
given <- commandArgs(TRUE)
table <- read.csv(given[1], na.strings = "")
names <- grep("^x", names(table), value = TRUE)
model <- as.formula(paste("ties ~", paste(names, collapse = " + "), "| a + b"))
fit <- function() fixest::fepois(model, table, vcov = "iid", glm.tol = 1e-12, fixef.tol = 1e-12,
                                 notes = FALSE)
made <- fit()
clock <- sapply(seq_len(as.integer(given[2])), function(k) system.time(fit())[["elapsed"]])
cat(sprintf('{"slopes": [%s], "seconds": %f, "version": "%s"}',
            paste(sprintf("%.15g", coef(made)[names]), collapse = ", "), median(clock),
            packageVersion("fixest")))
"""

GLM = """
given <- commandArgs(TRUE)
table <- read.csv(given[1], na.strings = "")
table <- table[seq_len(nrow(table) / 2), ]
names <- grep("^x", names(table), value = TRUE)
countries <- sort(unique(c(table$a, table$b)))
ends <- outer(table$a, countries, "==") + outer(table$b, countries, "==")
begin <- proc.time()[["elapsed"]]
terms <- cbind(as.matrix(table[names]), ends)
made <- suppressWarnings(glm.fit(terms, table$ties, family = poisson(),
                                 control = list(epsilon = 1e-14, maxit = 200)))
seconds <- proc.time()[["elapsed"]] - begin
mean <- made$fitted.values
scores <- terms * (table$ties - mean)
# A country without any tie has no finite effect, and its pairs tell nothing.
is_told <- c(rep(TRUE, length(names)), as.vector(t(ends) %*% table$ties) > 0)
scores <- scores[, is_told]
# Pairs that share a country: each pair stands in the sums of both of its own: taken off once.
n <- sum(is_told) - length(names)
stay <- sum(rowSums(terms[, !is_told, drop = FALSE]) == 0)
small <- n / (n - 1) * stay / (stay - sum(is_told))
meat <- (crossprod(t(ends) %*% scores) - crossprod(scores)) * small
bread <- solve(crossprod((terms * sqrt(mean))[, is_told]))
errors <- sqrt(diag(bread %*% meat %*% bread))
digits <- function(x) paste(sprintf("%.15g", x[seq_along(names)]), collapse = ", ")
cat(sprintf('{"slopes": [%s], "errors": [%s], "seconds": %f, "version": "%s"}',
            digits(made$coefficients), digits(errors), seconds,
            paste(R.version$major, R.version$minor, sep = ".")))
"""
PEERS = {"pyfixest": "pyfixest", "glm": "R `glm`", "fixest": "R fixest"}
"""Peers and how the page calls them."""
RELEASE = Path(__file__).parents[1] / "src" / "sistercities" / "data"
STORED = Path(__file__).parents[1] / "tests" / "reference" / "world_ppml.json"


def known_pairs() -> pd.DataFrame:
    """Return the pairs of the release of which all facts are known."""
    with open_release() as release:
        data = read_world_data(StudyTables(release))
        ties = pair_ties(data.study, data.study.newest_year(), whole_sources(data.study))
        pairs = with_counts(pair_facts(data, ties.countries), ties)
    is_known = ~np.isnan(design(pairs, ALL)).any(axis=1)
    known: pd.DataFrame = pairs[pd.Series(is_known, index=pairs.index)]
    return known.reset_index(drop=True)


def ours(pairs: pd.DataFrame) -> dict[str, Any]:
    """Fit here; return slopes and the clock."""
    terms, y = design(pairs, ALL), pairs["ties"].to_numpy()
    ends = [pairs[end].to_numpy(dtype=str) for end in ("a", "b")]
    clock = []
    for _ in range(1 + TIMES):
        begin = time.perf_counter()
        fit = ppml(y, terms, ends, names=list(ALL), is_undirected=True)
        clock.append(time.perf_counter() - begin)
    errors = fit.standard_errors("dyadic")
    return {
        "slopes": fit.slopes.tolist(), "errors": errors.tolist(),
        "seconds": statistics.median(clock[1:]),
    }  # fmt: skip


def write_rows(pairs: pd.DataFrame, file: Path) -> None:
    """Write each pair in either order, with the terms as they enter."""
    terms = design(pairs, ALL)
    columns = {f"x{k}": terms[:, k] for k in range(terms.shape[1])}
    one = pd.DataFrame({"a": pairs["a"], "b": pairs["b"], "ties": pairs["ties"], **columns})
    turned = one.rename(columns={"a": "b", "b": "a"})
    pd.concat([one, turned[one.columns]]).to_csv(file, index=False)


def asked(test: list[str], run: list[str]) -> dict[str, Any] | None:
    """Ask a peer; None where it is not installed."""
    if shutil.which(test[0]) is None or subprocess.run(test, capture_output=True).returncode:
        return None
    done = subprocess.run(run, capture_output=True, check=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def measured(peer_python: str) -> dict[str, Any]:
    """Fit by all packages that are there."""
    pairs = known_pairs()
    found: dict[str, Any] = {"ours": ours(pairs)}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pairs.csv"
        write_rows(pairs, file)
        given = [str(file), str(TIMES)]
        found["pyfixest"] = asked(
            [peer_python, "-c", "import pyfixest"], [peer_python, "-c", PYFIXEST, *given]
        )
        found["glm"] = asked(["Rscript", "-e", "stats::glm"], ["Rscript", "-e", GLM, *given])
        found["fixest"] = asked(
            ["Rscript", "-e", "library(fixest)"], ["Rscript", "-e", FIXEST, *given]
        )
    countries = len({*pairs["a"], *pairs["b"]})
    return {
        "fits": found, "pairs": len(pairs), "countries": countries,
        "ties": int(pairs["ties"].sum()), "machine": machine(), "load": os.getloadavg()[0],
    }  # fmt: skip


def apart(found: dict[str, Any], peer: str, what: str = "slopes") -> float:
    """Return by how much the slopes of a peer, or its `errors`, differ at most."""
    fits = found["fits"]
    return float(np.abs(np.subtract(fits["ours"][what], fits[peer][what])).max())


def _errors_apart(found: dict[str, Any], peer: str) -> str:
    has_errors = "errors" in found["fits"][peer]
    return f"{apart(found, peer, 'errors'):.0e}" if has_errors else "not asked"


def is_apart(found: dict[str, Any], peer: str) -> bool:
    """Tell whether what a peer found is too far from ours."""
    asked_for = [what for what in ("slopes", "errors") if what in found["fits"][peer]]
    return any(apart(found, peer, what) >= CLOSE for what in asked_for)


def kept(found: dict[str, Any]) -> dict[str, Any]:
    """Return what is stored: slopes, errors and versions, and no clock."""
    package = json.loads((RELEASE / "datapackage.json").read_text(encoding="utf-8"))
    return {
        "content_sha256": package["content_sha256"],
        "facts": list(ALL),
        **{name: found[name] for name in ("pairs", "countries", "ties")},
        "fits": {
            name: {key: value for key, value in fit.items() if key != "seconds"}
            for name, fit in found["fits"].items()
            if fit
        },
    }


def page(found: dict[str, Any]) -> str:
    """Return the part of the page."""
    own = found["fits"]["ours"]["seconds"]
    lines = [
        "## All pairs of countries by PPML",
        "",
        f"`python benchmarks/world_ppml.py`: {found['ties']:,} city ties of {found['pairs']:,} "
        f"pairs of {found['countries']} countries, {len(ALL)} facts, an effect of each country; "
        f"median of {TIMES} fits after one to compile, of `glm` one fit. "
        f"Machine: {found['machine']}; "
        f"{found['load']:.1f} other processes wanted its cores at the start.",
        "",
        "| package | clock | ratio to ours | slopes differ at most by | dyadic errors by |",
        "|---|---:|---:|---:|---:|",
        f"| ours, with dyadic errors | {own:.3f} s | 1 | | |",
    ]
    for peer, named in PEERS.items():
        fit = found["fits"][peer]
        lines.append(
            f"| {named} {fit['version']} | {fit['seconds']:.3f} s | {fit['seconds'] / own:.1f} "
            f"| {apart(found, peer):.0e} | {_errors_apart(found, peer)} |"
            if fit
            else f"| {named} | not installed here | | | |"
        )
    return "\n".join(lines)


def main() -> int:
    """Measure, print or write; say whether the slopes agree."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--peer-python", default=os.environ.get("PEER_PYTHON", sys.executable))
    arguments = parser.parse_args()
    found = measured(arguments.peer_python)
    if arguments.json:
        print(json.dumps(found))
    else:
        write_part("world ppml", page(found))
        STORED.write_text(json.dumps(kept(found), indent=1) + "\n", encoding="utf-8")
        print(page(found))
    peers = [peer for peer in PEERS if found["fits"][peer]]
    return int(any(is_apart(found, peer) for peer in peers))


if __name__ == "__main__":
    sys.exit(main())
