"""The page of the study of all pairs holds the numbers of the report in the package."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.pages.findings_page import PAGE, main, page_parts, parts_held
from release_build.pages.made_pages import with_parts
from sistercities.dataset.release.store import default_folder

ROOT = Path(__file__).parents[2]
ROW = {"description": "without A", "value": 2.0, "low": 1.5, "high": 2.5, "n": 90}
PART = {"claim": "C3", "part": "world-sisters", "value": 3.0, "low": 1.25, "high": 7.5, "n": 1234,
        "verdict": "not supported", "rows": [ROW]}  # fmt: skip
FACT = {**PART, "claim": "C4", "part": "world-trade", "value": None, "low": None, "high": None}


def test_the_page_is_that_of_the_report_in_the_package() -> None:
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    parts = page_parts(*parts_held(default_folder()))
    assert page == with_parts(page, parts, PAGE), "run python -m release_build.pages.findings_page"


def test_each_number_is_printed_and_what_is_not_known_is_no_number() -> None:
    said = page_parts("2030.1.0", [PART, FACT])
    assert "release 2030.1.0" in said["sisters"]
    assert "3.00 times" in said["sisters"]
    assert "(1.25 to 7.50), over 1,234 city ties" in said["sisters"]
    assert "| without A | 2.00 | 1.50 to 2.50 | 90 |" in said["sisters"]
    assert "| `C4.world-trade` | not known | not known | 1,234 |" in said["facts"]
    assert "world-sisters" not in said["facts"]


def test_the_command_writes_the_parts_and_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / PAGE
    page.parent.mkdir(parents=True)
    page.write_text("<!-- sisters: begin -->\nold\n<!-- sisters: end -->\n", encoding="utf-8")
    assert main([str(tmp_path)]) != 0
    assert "has no marks of the part facts" in capsys.readouterr().err
    page.write_text((ROOT / PAGE).read_text(encoding="utf-8").replace("times as", "times"),
                    encoding="utf-8")  # fmt: skip
    assert main([str(tmp_path)]) == 0
    assert page.read_text(encoding="utf-8").count("times as many partners in sister regions") == 1
