"""Numbers of the report of the world on the page of its study, printed from the report itself.

`python -m release_build.pages.findings_page` writes the parts between marks of
`docs/methods/study-world.md` again, after `make reports`; the text around them is written by hand.
A test says when they are out of date, so the page holds no number of an older release.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from release_build.pages.made_pages import renewed, write_pages
from sistercities.api.explorer.reports import PACKED
from sistercities.dataset.release.store import default_folder

PAGE = Path("docs") / "methods" / "study-world.md"
REPORT = "WORLD.zip"
SISTERS = "world-sisters"

Held = Mapping[str, Any]


def parts_held(release: Path) -> tuple[str, list[Held]]:
    """Read the parts that the study of all pairs found, with the version of its data.

    Parameters
    ----------
    release
        Folder of the release, with its packed reports.
    """
    with zipfile.ZipFile(release / PACKED / REPORT) as packed:
        held = json.loads(packed.read("study.json"))
    return str(held["data_version"]), held["studies"]["world"]["parts"]


def page_parts(version: str, parts: Sequence[Held]) -> dict[str, str]:
    """Return the text of each part of the page, by the name of its mark."""
    sisters = next(part for part in parts if part["part"] == SISTERS)
    facts = [part for part in parts if part is not sisters]
    return {
        "sisters": "\n".join(_sisters(version, sisters)),
        "facts": "\n".join(_facts(version, facts)),
    }


def _sisters(version: str, part: Held) -> list[str]:
    lines = [
        f"In release {version} cities have {_number(part)} times as many partners in sister "
        f"regions as in others ({_ends(part)}), over {part['n']:,} city ties. A row that leaves "
        "the number as it is says that the country does not bear on it.",
        "",
        "| changed | ratio | 95 % interval | city ties |",
        "|---|---|---|---|",
    ]
    return [
        *lines,
        *(f"| {row['description']} | {_number(row)} | {_ends(row)} | {row['n']:,} |"
          for row in part["rows"]),
    ]  # fmt: skip


def _facts(version: str, parts: Sequence[Held]) -> list[str]:
    return [
        f"Release {version}:",
        "",
        "| part | ratio | 95 % interval | city ties | verdict |",
        "|---|---|---|---|---|",
        *(f"| `{one['claim']}.{one['part']}` | {_number(one)} | {_ends(one)} | {one['n']:,} | "
          f"{one['verdict']} |" for one in parts),
    ]  # fmt: skip


def _number(held: Held) -> str:
    return "not known" if held["value"] is None else f"{held['value']:.2f}"


def _ends(held: Held) -> str:
    if held["low"] is None or held["high"] is None:
        return "not known"
    return f"{held['low']:.2f} to {held['high']:.2f}"


def texts(project: Path) -> list[tuple[Path, str]]:
    """Return the page with the parts that it should have."""
    return [renewed(project, PAGE, page_parts(*parts_held(default_folder())))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the parts again, of the project given or of this one; return the exit code."""
    return write_pages(texts, arguments)


if __name__ == "__main__":
    sys.exit(main())
