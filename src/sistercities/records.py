"""What the verbs return: one frozen record for each answer, and its parts.

Each has `to_json()` with the keys that docs/guide/json.md promises, or says in its docstring what
it holds. They are made by the verbs; one imports them to name a type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sistercities.api.lazy_names import load_lazily

if TYPE_CHECKING:
    from sistercities.api.card_records import PlaceCard
    from sistercities.api.export_files import ExportedFiles, ExportSize
    from sistercities.api.fact_records import Fact, FactList
    from sistercities.api.notice_import import NoticeImport
    from sistercities.api.overlay_list import OverlayList, OverlayState
    from sistercities.api.path_records import TiePath
    from sistercities.api.records import PlaceRef, Tie, TieList
    from sistercities.api.register_import import RegisterImport
    from sistercities.api.release import DataCheck, DataStatus
    from sistercities.api.ruling_import import RulingImport
    from sistercities.api.seeking_records import SeekingList
    from sistercities.api.update_fetch import DataUpdate
    from sistercities.network.measures.answer import (
        Compared,
        CountryTies,
        NetworkMeasures,
        SourceTies,
        TieLengths,
    )
    from sistercities.partners.answers import Partner, PartnerPlace, RecommendationList
    from sistercities.partners.assessment import Assessment, ComparablePair, Criterion
    from sistercities.partners.benchmark import Benchmark, CountedTies, CountryLine, KindLine
    from sistercities.partners.evaluation.result import Evaluation
    from sistercities.partners.gate.obstacle import Obstacle
    from sistercities.partners.reason import Reason
    from sistercities.partners.short_lists.answer import ShortList, ShortLists, Suggestion
    from sistercities.report.brief.files import BriefFiles
    from sistercities.report.brief.parts import Brief
    from sistercities.report.chapters.whole_report import WholeReport
    from sistercities.report.report_files import ReportFiles
    from sistercities.studies.findings import StudyResult
    from sistercities.studies.nesting.result import NestingResult
    from twolevel.calibrate.run import Calibration
    from twolevel.calibrate.worlds_kinds import SimulatedWorld

_HOMES = {
    "sistercities.api.export_files": ("ExportSize", "ExportedFiles"),
    "sistercities.api.fact_records": ("Fact", "FactList"),
    "sistercities.api.notice_import": ("NoticeImport",),
    "sistercities.api.overlay_list": ("OverlayList", "OverlayState"),
    "sistercities.api.card_records": ("PlaceCard",),
    "sistercities.api.records": ("PlaceRef", "Tie", "TieList"),
    "sistercities.api.register_import": ("RegisterImport",),
    "sistercities.api.release": ("DataCheck", "DataStatus"),
    "sistercities.api.ruling_import": ("RulingImport",),
    "sistercities.api.seeking_records": ("SeekingList",),
    "sistercities.api.tie_paths": ("TiePath",),
    "sistercities.api.update_fetch": ("DataUpdate",),
    "sistercities.network.measures.answer": (
        "Compared",
        "CountryTies",
        "NetworkMeasures",
        "SourceTies",
        "TieLengths",
    ),
    "sistercities.partners.answers": ("Partner", "PartnerPlace", "RecommendationList"),
    "sistercities.partners.assessment": ("Assessment", "ComparablePair", "Criterion"),
    "sistercities.partners.benchmark": ("Benchmark", "CountedTies", "CountryLine", "KindLine"),
    "sistercities.partners.evaluation.result": ("Evaluation",),
    "sistercities.partners.gate.obstacle": ("Obstacle",),
    "sistercities.partners.reason": ("Reason",),
    "sistercities.partners.short_lists.answer": ("ShortList", "ShortLists", "Suggestion"),
    "sistercities.report.brief.files": ("BriefFiles",),
    "sistercities.report.brief.parts": ("Brief",),
    "sistercities.report.chapters.whole_report": ("WholeReport",),
    "sistercities.report.report_files": ("ReportFiles",),
    "sistercities.studies.findings": ("StudyResult",),
    "sistercities.studies.nesting.result": ("NestingResult",),
    "twolevel.calibrate.run": ("Calibration",),
    "twolevel.calibrate.worlds_kinds": ("SimulatedWorld",),
}

__all__ = [
    "Assessment",
    "Benchmark",
    "Brief",
    "BriefFiles",
    "Calibration",
    "ComparablePair",
    "Compared",
    "CountedTies",
    "CountryLine",
    "CountryTies",
    "Criterion",
    "DataCheck",
    "DataStatus",
    "DataUpdate",
    "Evaluation",
    "ExportSize",
    "ExportedFiles",
    "Fact",
    "FactList",
    "KindLine",
    "NestingResult",
    "NetworkMeasures",
    "NoticeImport",
    "Obstacle",
    "OverlayList",
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
    "SourceTies",
    "StudyResult",
    "Suggestion",
    "Tie",
    "TieLengths",
    "TieList",
    "TiePath",
    "WholeReport",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = load_lazily(__name__, _HOMES)
