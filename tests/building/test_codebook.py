"""Pages that are written from the definitions are current and say what they must."""

from __future__ import annotations

from pathlib import Path

from release_build.pages.codebook import codebook_page, licences_text, main, pages
from sistercities.dataset.release.datapackage import LICENCES, TABLE_LICENCES
from sistercities.sources.origins import SOURCES
from sistercities.terms.tables import TABLES

PROJECT = Path(__file__).parents[2]


def test_the_pages_in_the_project_are_current() -> None:
    for path, text in pages(PROJECT).items():
        found = path.read_text(encoding="utf-8")
        assert found == text, f"{path.name}: run python -m release_build.pages.codebook"


def test_every_table_and_column_has_a_line() -> None:
    page = codebook_page()
    for table in TABLES:
        section = page.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        for column in table.columns:
            (line,) = (one for one in section.splitlines() if one.startswith(f"| `{column.name}` "))
            assert column.meaning in line
            assert ("| no |" in line) == column.is_required


def test_every_source_is_attributed_and_every_table_licensed() -> None:
    text = licences_text()
    assert all(source.attribution in text for source in SOURCES)
    assert set(TABLE_LICENCES) == {table.name for table in TABLES}
    assert {source.licence for source in SOURCES} <= set(LICENCES)


def test_the_pages_are_written_where_told(tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 0
    assert (tmp_path / "LICENSE-DATA").read_text(encoding="utf-8") == licences_text()
