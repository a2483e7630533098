"""A whole report, as it was written, under the policy of the site."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Open = Callable[..., Any]


def test_the_browser_takes_the_styles_of_a_report_and_complains_of_nothing(
    open_page: Open, reports: Any
) -> None:
    page = open_page("/studies/CN")
    complaints: list[str] = []
    page.on("console", lambda one: complaints.extend([one.text] * (one.type == "error")))
    page.goto(page.url + "/report")
    assert complaints == []
    written = (reports / "CN" / "report.html").read_text("utf-8")
    widths = page.locator("main svg, body svg").evaluate_all(
        "all => all.map(one => getComputedStyle(one).maxWidth)"
    )
    for due in ("860px", "340px"):
        assert f"max-width:{due}" in written
        assert due in widths
