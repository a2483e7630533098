"""Run commands and pages in a Python that lacks the libraries of the extra `study`.

`python without_study.py FOLDER WORLD` prints one JSON object: by what was asked, its exit code or
status, and what it said last. What is written goes into the folder. A register is taken over into
the release of the drawn world, which asks for the same libraries as a large one.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

LACKED = frozenset({"numba", "pandas", "pyarrow", "scipy", "statsmodels"})
ASKED = (
    "ties Ningbo", "ties Ningbo --json", "place Ningbo", "path Ningbo Aachen", "ties Ningpoo",
    "seeking", "seeking Ningbo", "covariates Ningbo", "covariates Ningbo --with Aachen",
    "recommend Ningbo", "recommend Ningbo --all --json", "recommend Ningbo --purpose trade",
    "recommend Zhejiang", "assess Ningbo Lyon --why", "benchmark Ningbo", "benchmark Zhejiang",
    "brief Ningbo --format html --out {folder}/html", "brief Ningbo --format xlsx --out {folder}/x",
    "data status", "data index", "evaluate --help", "study --help", "export --help",
)  # fmt: skip
OF_A_REGISTER = (
    "import {folder}/two.csv --dry-run", "import {folder}/two.csv --yes --year 2026 --name two",
    "ties Ningwan --overlay two", "recommend Ningwan --overlay two", "overlays",
    "overlays remove two",
)  # fmt: skip
OF_STUDY = (
    "study nesting --country CN --out {folder}/study", "study hubs --country CN",
    "study all --country CN --out {folder}/all",
)  # fmt: skip
PAGES = (
    "/", "/place/gn:1799397", "/country/CN", "/country/DE", "/search?q=Ningpoo",
    "/recommend?place=gn:1799397", "/benchmark?place=gn:1799397", "/studies", "/data",
    "/assess?place=gn:1799397&partner=gn:2996944", "/path?from=Ningbo&to=Aachen", "/api/v1/status",
    "/api/v1/openapi.json", "/api/v1/places/gn:1799397",
)  # fmt: skip
REGISTER = "city,partner,country\nNingwan,Altwerder,Germany\nNingwan,Sakurai,Japan\n"


class Lacking:
    """A finder of modules that finds all but some."""

    def __init__(self, finder: Any) -> None:
        self._finder = finder

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name.partition(".")[0] in LACKED:
            return None
        return self._finder.find_spec(name, path, target)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._finder, name)


def hide() -> None:
    """Let Python find none of the libraries any more."""
    sys.meta_path[:] = [Lacking(finder) for finder in sys.meta_path]


def said(asked: str, folder: Path) -> tuple[int, str]:
    """Run one command; return its exit code and its last line."""
    from sistercities.cli.outcome import run

    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        code = run([word.format(folder=folder) for word in asked.split()])
    return code, (told.getvalue().strip().splitlines() or [""])[-1]


def shown() -> dict[str, int]:
    """Ask the explorer for pages; return the status of each."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from sistercities.web.site import open_site
    from web.reader import Reader

    site = open_site(None)
    reader = Reader(site)
    found = {page: reader.ask(page).status_code for page in PAGES}
    reader.close()
    site.explorer.close()
    return found


def main() -> None:
    """Ask all of it and print what came back."""
    folder, drawn = map(Path, sys.argv[1:])
    (folder / "two.csv").write_text(REGISTER)
    hide()
    commands = {asked: said(asked, folder) for asked in (*ASKED, *OF_STUDY)}
    os.environ["SISTERCITIES_DATA"] = str(drawn)
    commands |= {asked: said(asked, folder) for asked in OF_A_REGISTER}
    del os.environ["SISTERCITIES_DATA"]
    result = {
        "commands": commands,
        "pages": shown(),
        "loaded": sorted({name.partition(".")[0] for name in sys.modules} & LACKED),
        "left": sorted(path.name for path in folder.iterdir()),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
