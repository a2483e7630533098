"""Which record each command prints with `--json`, and the file of `docs/schemas` that says so.

`python -m release_build.schemas.printed` writes the files again; a test says when one is out of
date, so that no field and its schema can drift apart.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from release_build.pages.made_pages import write_pages
from release_build.schemas.record_schema import Schema, schema_of
from sistercities.api.card_records import PlaceCard
from sistercities.api.data_index import DataIndex
from sistercities.api.export_files import ExportedFiles
from sistercities.api.fact_records import FactList
from sistercities.api.notice_import import NoticeImport
from sistercities.api.overlay_list import OverlayState
from sistercities.api.path_records import TiePath
from sistercities.api.records import Tie
from sistercities.api.register_import import RegisterImport
from sistercities.api.release import DataCheck, DataStatus
from sistercities.api.ruling_import import RulingImport
from sistercities.api.seeking_records import SeekingList
from sistercities.api.update_fetch import DataUpdate
from sistercities.network.measures.answer import NetworkMeasures
from sistercities.partners.answers import Partner
from sistercities.partners.assessment import Assessment
from sistercities.partners.benchmark import Benchmark
from sistercities.partners.evaluation.result import Evaluation
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.report.study_json import AllStudies
from sistercities.sentence_records import ReportSentences
from sistercities.studies.findings import StudyResult
from sistercities.studies.nesting.result import NestingResult
from sistercities.terms.json_records import Holds
from sistercities.web.static.building import BuiltSite

SCHEMAS = Path("docs") / "schemas"

PRINTED: dict[str, tuple[str, Any]] = {
    "assess": ("assess PLACE PARTNER --json", Assessment),
    "benchmark": ("benchmark PLACE --json", Benchmark),
    "covariates": ("covariates PLACE --json", FactList),
    "data-index": ("data index --json", DataIndex),
    "data-status": ("data status --json", DataStatus),
    "data-update": ("data update --json", DataUpdate),
    "data-verify": ("data verify --json", DataCheck),
    "evaluate": ("evaluate --json", Evaluation),
    "export": ("export --json", ExportedFiles),
    "import": ("import FILE --json", RegisterImport),
    "import-notices": ("import FILE --notices --json", NoticeImport),
    "import-rulings": ("import FILE --rulings --json", RulingImport),
    "network": ("network --json", NetworkMeasures),
    "overlays": ("overlays --json", list[OverlayState]),
    "path": ("path A B --json", TiePath),
    "place": ("place NAME --json", PlaceCard),
    "recommend": ("recommend PLACE --json", ShortLists),
    "recommend-all": (
        "recommend PLACE --all --json", Annotated[list[Partner], Holds(minItems=1)],
    ),
    "seeking": ("seeking [PLACE] --json", SeekingList),
    "site-build": ("site build OUT --json", BuiltSite),
    "study": ("study NAME --json, for each study but nesting", StudyResult),
    "study-all": ("study all --json", AllStudies),
    "study-nesting": ("study nesting --json", NestingResult),
    "ties": ("ties PLACE --json", list[Tie]),
}  # fmt: skip
"""By the name of the schema: the command, and the type of what it prints."""
BESIDE: dict[str, tuple[str, Any]] = {
    "sentences": ("sentences.json beside a report of sistercities study all", ReportSentences),
}
"""Files that stand beside others: what they are, and the type of what they hold."""


def schemas() -> dict[str, Schema]:
    """Make every schema by its name."""
    made = {
        name: schema_of(printed, f"sistercities {command}")
        for name, (command, printed) in PRINTED.items()
    }
    return made | {name: schema_of(held, title) for name, (title, held) in BESIDE.items()}


def text_of(schema: Schema) -> str:
    """Write a schema as its file has it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def texts(_: Path) -> list[tuple[Path, str]]:
    """Return the file of each schema."""
    return [(SCHEMAS / f"{name}.json", text_of(schema)) for name, schema in schemas().items()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files again, of the project given or of this one; return the exit code."""
    return write_pages(texts, arguments)


if __name__ == "__main__":
    sys.exit(main())
