"""Names of version 0.2.0 work once more, and say where they are now."""

from __future__ import annotations

import pytest

import sistercities as sc
from sistercities import api

_OF_0_2_0 = """
Assessment Benchmark Brief BriefFiles Calibration ComparablePair CountedTies CountryLine Criterion
Data DataCheck DataStatus DataUpdate Evaluation ExportedFiles Fact FactList KindLine NestingResult
NoticeImport Obstacle OverlayState Partner PartnerPlace PlaceCard PlaceRef Reason
RecommendationList RegisterImport ReportFiles RulingImport SeekingList ShortList ShortLists
SimulatedWorld StudyResult Suggestion Tie TiePath WholeReport assess benchmark brief calibrate
claims country_pairs covariates data_sources data_status dyads evaluate export facts_of
import_notices import_register import_rulings overlays path place places rank_partners recommend
remove_overlay seeking study study_all study_json study_nesting study_summary ties ties_of
update_data verify_data write_account write_brief write_import write_mapping write_report
"""
OF_0_2_0 = _OF_0_2_0.split()
MODULES = (sc.records, sc.registers, sc.releases, sc.reports, sc.validation)
GONE = [name for name in OF_0_2_0 if name not in sc.__all__]


def test_every_name_of_0_2_0_is_somewhere() -> None:
    now = [*sc.__all__, *(name for module in MODULES for name in module.__all__)]
    assert set(OF_0_2_0) <= set(now)
    assert len(now) == len(set(now))


@pytest.mark.parametrize("package", [sc, api], ids=["top", "api"])
@pytest.mark.parametrize("name", GONE)
def test_an_old_name_leads_to_its_new_place(package: object, name: str) -> None:
    (module,) = [module for module in MODULES if name in module.__all__]
    with pytest.warns(DeprecationWarning, match="is now in") as told:
        found = getattr(package, name)
    assert found is getattr(module, name)
    (warning,) = told
    assert str(warning.message).startswith(
        f"`{name}` is now in {module.__name__}: write `from {module.__name__} import {name}`."
    )
    assert warning.filename == __file__


def test_an_old_name_is_found_by_import_too() -> None:
    with pytest.warns(DeprecationWarning, match=r"write `from sistercities\.records import Tie`"):
        from sistercities import Tie
    assert Tie is sc.records.Tie


def test_a_new_name_warns_nobody() -> None:
    assert sc.registers.overlays is not None
    assert all(name not in dir(sc) for name in GONE)
