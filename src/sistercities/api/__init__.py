"""The public promise: about a dozen verbs and the types that they return.

Belongs here: what a user calls, named as in the guide, stable between versions. Not here: how a
number comes about (`studies`, `twolevel`), how it is drawn (`report`), how it is printed (`cli`).
A verb is loaded when it is first used, so a list of ties does not pay for the statistics.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sistercities.api.all_studies import study_all
    from sistercities.api.among_peers import benchmark
    from sistercities.api.any_study import study
    from sistercities.api.briefs import brief, write_brief
    from sistercities.api.calibration import calibrate
    from sistercities.api.covariate_frames import country_pairs, covariates
    from sistercities.api.data_choice import Data
    from sistercities.api.data_update import update_data
    from sistercities.api.dyad_frames import dyads
    from sistercities.api.evaluation import evaluate
    from sistercities.api.export_files import ExportedFiles, export
    from sistercities.api.fact_records import Fact, FactList
    from sistercities.api.frames import claims, data_sources, places, ties
    from sistercities.api.listing import place, ties_of
    from sistercities.api.notice_import import NoticeImport, import_notices
    from sistercities.api.notice_matches import seeking
    from sistercities.api.overlay_list import OverlayState, overlays, remove_overlay
    from sistercities.api.partners import rank_partners, recommend
    from sistercities.api.place_facts import facts_of
    from sistercities.api.records import PlaceCard, PlaceRef, Tie
    from sistercities.api.register_import import (
        RegisterImport,
        import_register,
        write_account,
        write_import,
        write_mapping,
    )
    from sistercities.api.release import DataCheck, DataStatus, data_status, verify_data
    from sistercities.api.ruling_import import RulingImport, import_rulings
    from sistercities.api.scorecard import assess
    from sistercities.api.seeking_records import SeekingList
    from sistercities.api.studies import study_json, study_nesting, study_summary, write_report
    from sistercities.api.tie_paths import TiePath, path
    from sistercities.api.update_record import DataUpdate
    from sistercities.partners.answers import Partner, PartnerPlace, RecommendationList
    from sistercities.partners.assessment import Assessment, ComparablePair, Criterion
    from sistercities.partners.benchmark import Benchmark, CountedTies, CountryLine, KindLine
    from sistercities.partners.evaluation.result import Evaluation
    from sistercities.partners.gate.obstacle import Obstacle
    from sistercities.partners.reason import Reason
    from sistercities.partners.short_lists.answer import ShortList, ShortLists, Suggestion
    from sistercities.report.brief.files import BriefFiles
    from sistercities.report.brief.parts import Brief
    from sistercities.report.chapters.whole import WholeReport
    from sistercities.report.report_files import ReportFiles
    from sistercities.studies.findings import StudyResult
    from sistercities.studies.nesting_result import NestingResult
    from twolevel.calibrate.run import Calibration
    from twolevel.calibrate.worlds_kinds import SimulatedWorld

_HOME = {
    "places": "sistercities.api.frames",
    "place": "sistercities.api.listing",
    "ties": "sistercities.api.frames",
    "ties_of": "sistercities.api.listing",
    "claims": "sistercities.api.frames",
    "data_sources": "sistercities.api.frames",
    "covariates": "sistercities.api.covariate_frames",
    "country_pairs": "sistercities.api.covariate_frames",
    "facts_of": "sistercities.api.place_facts",
    "Fact": "sistercities.api.fact_records",
    "FactList": "sistercities.api.fact_records",
    "dyads": "sistercities.api.dyad_frames",
    "brief": "sistercities.api.briefs",
    "write_brief": "sistercities.api.briefs",
    "Brief": "sistercities.report.brief.parts",
    "BriefFiles": "sistercities.report.brief.files",
    "calibrate": "sistercities.api.calibration",
    "study_nesting": "sistercities.api.studies",
    "study_json": "sistercities.api.studies",
    "study_summary": "sistercities.api.studies",
    "write_report": "sistercities.api.studies",
    "export": "sistercities.api.export_files",
    "data_status": "sistercities.api.release",
    "update_data": "sistercities.api.data_update",
    "recommend": "sistercities.api.partners",
    "assess": "sistercities.api.scorecard",
    "benchmark": "sistercities.api.among_peers",
    "Assessment": "sistercities.partners.assessment",
    "ComparablePair": "sistercities.partners.assessment",
    "Criterion": "sistercities.partners.assessment",
    "Benchmark": "sistercities.partners.benchmark",
    "CountedTies": "sistercities.partners.benchmark",
    "CountryLine": "sistercities.partners.benchmark",
    "KindLine": "sistercities.partners.benchmark",
    "evaluate": "sistercities.api.evaluation",
    "Evaluation": "sistercities.partners.evaluation.result",
    "verify_data": "sistercities.api.release",
    "Calibration": "twolevel.calibrate.run",
    "Data": "sistercities.api.data_choice",
    "DataCheck": "sistercities.api.release",
    "OverlayState": "sistercities.api.overlay_list",
    "NoticeImport": "sistercities.api.notice_import",
    "import_notices": "sistercities.api.notice_import",
    "import_rulings": "sistercities.api.ruling_import",
    "RulingImport": "sistercities.api.ruling_import",
    "seeking": "sistercities.api.notice_matches",
    "SeekingList": "sistercities.api.seeking_records",
    "RegisterImport": "sistercities.api.register_import",
    "import_register": "sistercities.api.register_import",
    "overlays": "sistercities.api.overlay_list",
    "remove_overlay": "sistercities.api.overlay_list",
    "write_account": "sistercities.api.register_import",
    "write_import": "sistercities.api.register_import",
    "write_mapping": "sistercities.api.register_import",
    "DataStatus": "sistercities.api.release",
    "DataUpdate": "sistercities.api.update_record",
    "ExportedFiles": "sistercities.api.export_files",
    "NestingResult": "sistercities.studies.nesting_result",
    "PlaceCard": "sistercities.api.records",
    "PlaceRef": "sistercities.api.records",
    "Obstacle": "sistercities.partners.gate.obstacle",
    "Partner": "sistercities.partners.answers",
    "PartnerPlace": "sistercities.partners.answers",
    "Reason": "sistercities.partners.reason",
    "RecommendationList": "sistercities.partners.answers",
    "ShortList": "sistercities.partners.short_lists.answer",
    "ShortLists": "sistercities.partners.short_lists.answer",
    "Suggestion": "sistercities.partners.short_lists.answer",
    "rank_partners": "sistercities.api.partners",
    "ReportFiles": "sistercities.report.report_files",
    "SimulatedWorld": "twolevel.calibrate.worlds_kinds",
    "StudyResult": "sistercities.studies.findings",
    "WholeReport": "sistercities.report.chapters.whole",
    "study": "sistercities.api.any_study",
    "study_all": "sistercities.api.all_studies",
    "Tie": "sistercities.api.records",
    "TiePath": "sistercities.api.tie_paths",
    "path": "sistercities.api.tie_paths",
}

__all__ = [
    "Assessment",
    "Benchmark",
    "Brief",
    "BriefFiles",
    "Calibration",
    "ComparablePair",
    "CountedTies",
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
    "assess",
    "benchmark",
    "brief",
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
    "import_rulings",
    "overlays",
    "path",
    "place",
    "places",
    "rank_partners",
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
    "write_brief",
    "write_import",
    "write_mapping",
    "write_report",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load a verb or a type from its module on first use."""
        if name not in _HOME:
            raise AttributeError(f"sistercities.api has no {name!r}; it has {', '.join(__all__)}")
        from sistercities.errors import needing_study

        with needing_study(f"`{name}`"):
            return getattr(import_module(_HOME[name]), name)

    def __dir__() -> list[str]:
        """List the public names."""
        return list(__all__)
