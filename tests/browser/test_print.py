"""On paper: the table with every row, where it comes from, and nothing that only leads on."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pypdf
import pytest

from browser.addresses import AACHEN, NINGBO, ZHEJIANG

Open = Callable[..., Any]
NAVIGATION = ("Find partners", "Assess a request", "Skip to the content", "Cite this page", "CSV")
_NAMES = """
() => [...document.querySelectorAll('main table tbody th')]
    .map(one => one.querySelector('a')?.innerText ?? one.innerText)
"""  # a PDF may hold radicals in place of the letters of local names


def _printed(page: Any) -> tuple[int, str]:
    pdf = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = "".join(one.extract_text() + "\n" for one in pdf.pages)
    return len(pdf.pages), re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("has_scripts", [True, False])
@pytest.mark.parametrize(
    ("address", "most"),
    [
        (f"/place/{NINGBO}", 5), (f"/region/{ZHEJIANG}", 8),
        (f"/tie/{NINGBO}~{AACHEN}", 3), ("/country/CN/ties", 6),
    ],
)  # fmt: skip
def test_a_page_on_paper_has_its_table_and_its_source(
    open_page: Open, address: str, most: int, has_scripts: bool
) -> None:
    page = open_page(address, java_script_enabled=has_scripts)
    names = page.evaluate(_NAMES)
    n_pages, text = _printed(page)
    assert n_pages <= most
    assert len(names) > 0
    flat = text.replace(" ", "")
    absent = [name for name in names if re.sub(r"\s+", "", name) not in flat]
    assert absent == []
    assert page.locator("h1").inner_text().split()[0] in text
    assert "CC BY-SA 4.0" in text
    assert [word for word in NAVIGATION if word in text] == []
