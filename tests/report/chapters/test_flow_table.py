"""The table of which partnerships enter which study, on the page, as a file, and on the site."""

from __future__ import annotations

from pathlib import Path

from sistercities.api.explorer.chapters import flow_of
from sistercities.api.explorer.report_store import ReportFolder
from sistercities.api.explorer.reports import StudyReport
from sistercities.report.chapters.whole import flow_csv, flow_table
from sistercities.sentences import say
from sistercities.studies.tie_flow import FlowStep

STEPS = (
    FlowStep(say("City partnerships known today"), left=1200),
    FlowStep(say("for other reasons"), -300),
    FlowStep(say("for other reasons"), 100),
    FlowStep(say("city ties"), left=1000),
)


def test_totals_and_changes_stand_in_columns_of_their_own() -> None:
    table = flow_table(STEPS)
    assert table is not None
    assert [[cell.words for cell in row] for row in table.rows] == [
        ["City partnerships known today", "", "1,200"],
        ["for other reasons", "\N{MINUS SIGN}300", ""],
        ["for other reasons", "+100", ""],
        ["City ties", "", "1,000"],
    ]
    assert flow_csv(STEPS)["flow.csv"].decode().splitlines()[1] == (
        "City partnerships known today,,1200"
    )


def test_without_steps_there_is_no_table_and_no_file() -> None:
    assert flow_table(()) is None
    assert flow_csv(()) == {}


def test_the_site_finds_the_table_in_the_page_of_a_report(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    store = ReportFolder(tmp_path)
    report = StudyReport("CN", "CN", 2020, "1", "So.", (), (), store, has_page=True)
    page.write_text(
        '<main><section id="flow" aria-labelledby="flow-title"><h2 id="flow-title">Which</h2>'
        '<div class="scroll"><table><tr><td>1,200</td></tr></table></div>'
        '<p class="files"><a href="flow.csv">flow.csv</a></p></section><section>more</section>',
        encoding="utf-8",
    )
    found = flow_of(report)
    assert found is not None
    assert found.text == ('<div class="scroll"><table><tr><td>1,200</td></tr></table></div>')
    page.write_text("<main><section>an older report</section></main>", encoding="utf-8")
    assert flow_of(report) is None
