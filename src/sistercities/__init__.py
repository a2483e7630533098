"""sistercities: sister ties of cities and provinces, dated and sourced, and the statistics on them.

The public API (`places`, `ties`, `dyads`, `study_nesting`, ...) is loaded when it is first used, so
importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sistercities.api import (
        Assessment,
        Benchmark,
        Calibration,
        ComparablePair,
        CountryLine,
        Criterion,
        Data,
        DataCheck,
        DataStatus,
        DataUpdate,
        Evaluation,
        ExportedFiles,
        Fact,
        FactList,
        KindLine,
        NestingResult,
        NoticeImport,
        OverlayState,
        Partner,
        PartnerPlace,
        PlaceCard,
        PlaceRef,
        Reason,
        RecommendationList,
        RegisterImport,
        ReportFiles,
        SeekingList,
        SimulatedWorld,
        StudyResult,
        Tie,
        WholeReport,
        assess,
        benchmark,
        calibrate,
        claims,
        country_pairs,
        covariates,
        data_sources,
        data_status,
        dyads,
        evaluate,
        export,
        facts_of,
        import_notices,
        import_register,
        overlays,
        place,
        places,
        recommend,
        remove_overlay,
        seeking,
        study,
        study_all,
        study_json,
        study_nesting,
        study_summary,
        ties,
        ties_of,
        update_data,
        verify_data,
        write_account,
        write_import,
        write_mapping,
        write_report,
    )

__version__ = "0.2.0"

__all__ = [
    "Assessment",
    "Benchmark",
    "Calibration",
    "ComparablePair",
    "CountryLine",
    "Criterion",
    "Data",
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
    "OverlayState",
    "Partner",
    "PartnerPlace",
    "PlaceCard",
    "PlaceRef",
    "Reason",
    "RecommendationList",
    "RegisterImport",
    "ReportFiles",
    "SeekingList",
    "SimulatedWorld",
    "StudyResult",
    "Tie",
    "WholeReport",
    "assess",
    "benchmark",
    "calibrate",
    "claims",
    "country_pairs",
    "covariates",
    "data_sources",
    "data_status",
    "dyads",
    "evaluate",
    "export",
    "facts_of",
    "import_notices",
    "import_register",
    "overlays",
    "place",
    "places",
    "recommend",
    "remove_overlay",
    "seeking",
    "study",
    "study_all",
    "study_json",
    "study_nesting",
    "study_summary",
    "ties",
    "ties_of",
    "update_data",
    "verify_data",
    "write_account",
    "write_import",
    "write_mapping",
    "write_report",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load a public verb or type from `sistercities.api` on first use."""
        if name not in __all__:
            raise AttributeError(f"sistercities has no {name!r}; it has {', '.join(__all__)}")
        return getattr(import_module("sistercities.api"), name)

    def __dir__() -> list[str]:
        """List the public names."""
        return [*__all__, "__version__"]
