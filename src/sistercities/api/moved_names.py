"""Names that stood at the top level in 0.2.0, and the module where each is now.

The old names work for one version more, with a warning that says where the new place is.
"""

from __future__ import annotations

from importlib import import_module
from warnings import warn

_NOW_IN = {
    "sistercities.records": (
        "Assessment",
        "Benchmark",
        "Brief",
        "BriefFiles",
        "Calibration",
        "ComparablePair",
        "CountedTies",
        "CountryLine",
        "Criterion",
        "DataCheck",
        "DataStatus",
        "DataUpdate",
        "Evaluation",
        "ExportedFiles",
        "Fact",
        "FactList",
        "KindLine",
        "NestingResult",
        "NoticeImport",
        "Obstacle",
        "OverlayState",
        "Partner",
        "PartnerPlace",
        "PlaceCard",
        "PlaceRef",
        "Reason",
        "RecommendationList",
        "RegisterImport",
        "ReportFiles",
        "RulingImport",
        "SeekingList",
        "ShortList",
        "ShortLists",
        "SimulatedWorld",
        "StudyResult",
        "Suggestion",
        "Tie",
        "TiePath",
        "WholeReport",
    ),
    "sistercities.registers": (
        "import_notices",
        "import_rulings",
        "overlays",
        "remove_overlay",
        "write_account",
        "write_import",
        "write_mapping",
    ),
    "sistercities.releases": ("data_sources", "data_status", "update_data", "verify_data"),
    "sistercities.reports": ("study_json", "study_summary", "write_brief", "write_report"),
    "sistercities.validation": ("calibrate", "evaluate"),
}
MOVED = {name: module for module, names in _NOW_IN.items() for name in names}
"""The module of each name that has moved."""


def find_moved(name: str) -> object:
    """Take a name from its new place, and warn whoever wrote the old one."""
    module = MOVED[name]
    warn(
        f"`{name}` is now in {module}: write `from {module} import {name}`. The old name works in "
        "this version and not in the next one.",
        DeprecationWarning,
        stacklevel=3,
    )
    return getattr(import_module(module), name)
