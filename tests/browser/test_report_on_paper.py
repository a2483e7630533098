"""The report of China as a browser prints it: a page a claim, twelve in all, on either paper."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pypdf
import pytest

PACKED = files("sistercities").joinpath("data", "reports", "CN.zip")
LOOKS = files("sistercities.report").joinpath("templates", "report.css")


@pytest.fixture
def report(browser: Any) -> Iterator[Any]:
    """Give the packed report of China with the looks of today: words wait for a release."""
    with zipfile.ZipFile(io.BytesIO(PACKED.read_bytes())) as held:
        text = held.read("report.html").decode()
    today = f"<style>\n{LOOKS.read_text('utf-8')}</style>"
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(re.sub(r"<style>.*?</style>", lambda _: today, text, count=1, flags=re.S))
    yield page
    context.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_report_has_twelve_pages_and_each_claim_has_one(report: Any, paper: str) -> None:
    """Two lines of C4 and of C7 once stood on sheets of their own."""
    sheets = pypdf.PdfReader(io.BytesIO(report.pdf(format=paper, prefer_css_page_size=True))).pages
    heads = [sheet.extract_text().strip()[:3] for sheet in sheets]
    assert [head.strip() for head in heads[2:10]] == [f"C{number}" for number in range(1, 9)]
    assert len(sheets) == 12
