"""The project's own list of notices, `data/seeking.csv`, laid over a release.

The list is empty on purpose: no source gives notices with leave to ship. A notice that may be
shipped is a line of that file, in the columns that `import --notices` reads; it is matched together
with the lists that a user imports.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from sistercities.dataset.release.store import Release

SOURCE = "seeking"
"""Id of the list, as of a source."""
LICENCE = "as the data of the project"
_YEAR = "SELECT max(snapshot_year) AS year FROM sources"


def shipped_list() -> Path | None:
    """Return the file of the list: in the package, or in the checkout that it is run from."""
    packaged = Path(str(files("sistercities"))) / "data" / "seeking.csv"
    checkout = Path(__file__).parents[3] / "data" / "seeking.csv"
    return next((path for path in (packaged, checkout) if path.is_file()), None)


def lay_shipped_notices(release: Release, path: Path | None = None) -> int:
    """Let the queries of an opened release see the notices of the list; return how many.

    Parameters
    ----------
    release
        An opened release, with or without overlays.
    path
        Another list; None takes the project's own.

    Raises
    ------
    RegisterError
        If the list cannot be read.
    """
    chosen = path or shipped_list()
    if chosen is None or _n_lines(chosen) < 2:
        return 0
    from sistercities.dataset.overlays.merge import lay_rows_of_notices
    from sistercities.dataset.overlays.notices import account_for_notices
    from sistercities.sources.notices import read_notices
    from sistercities.sources.register_mapping import RegisterMapping

    year = release.query(_YEAR)[0]["year"]
    listed = read_notices(chosen, year, RegisterMapping(is_of_notices=True))
    made = account_for_notices(listed.lines, SOURCE, chosen.name, LICENCE, release)
    lay_rows_of_notices(release, made.rows)
    return len(made.rows)


def _n_lines(path: Path) -> int:
    text = path.read_text(encoding="utf-8-sig")
    return sum(bool(line.strip()) for line in text.splitlines())
