"""How a result is cited: by whom, of which versions; entries that reference managers read."""

from __future__ import annotations

from pathlib import Path

import yaml

from sistercities.report.citation import BIBTEX_NAME, RIS_NAME, Citation
from sistercities.report.citation_file import Project, project, project_of
from sistercities.sentences import say

CFF = Path(__file__).parents[2] / "CITATION.cff"
PEOPLE = """cff-version: 1.2.0
title: "a: title"
doi: 10.5281/zenodo.0
date-released: 2031-02-03
authors:
  - family-names: O'Made-Up
    given-names: Una
  - given-names: Dos
    family-names: Nadie
    orcid: https://orcid.org/0000
  - name: "Nobody & Sons"
keywords:
  - name: no author
"""
CITED = Citation(
    "sistercities-x", say("all studies of R&D_land {x}", x="50%"), "2031.2.0", say("s")
)


def test_authors_and_title_are_those_of_the_file() -> None:
    held = yaml.safe_load(CFF.read_text(encoding="utf-8"))
    assert project().title == held["title"]
    named = [one.get("name") or one["family-names"] for one in held["authors"]]
    assert [one.partition(",")[0] for one in project().authors] == named
    assert project().address == (held.get("doi") or held.get("url") or "")
    assert all(one in CITED.sentence for one in project().authors)


def test_people_groups_dates_and_addresses_are_read() -> None:
    read = project_of(PEOPLE)
    assert read.authors == ("O'Made-Up, Una", "Nadie, Dos", "Nobody & Sons")
    assert (read.title, read.released) == ("a: title", "2031-02-03")
    assert read.address == "https://doi.org/10.5281/zenodo.0"


def test_the_entry_for_bibtex_has_its_braces_and_nothing_that_latex_runs() -> None:
    entry = CITED.bibtex(project_of(PEOPLE))
    assert entry.startswith("@misc{sistercities-x,\n")
    assert entry.count("{") == entry.count("}")
    assert r"R\&D\_land 50\%" in entry
    assert r"author = {O'Made-Up, Una and Nadie, Dos and {Nobody \& Sons}}" in entry
    assert "year = {2031}" in entry
    assert "month = {2}" in entry
    assert "url = {https://doi.org/10.5281/zenodo.0}" in entry


def test_the_entry_in_ris_has_its_tags_in_order_and_ends() -> None:
    lines = CITED.ris(project_of(PEOPLE)).split("\r\n")
    assert lines[0] == "TY  - COMP"
    assert lines[-2:] == ["ER  - ", ""]
    assert [line for line in lines if line.startswith("AU")] == [
        "AU  - O'Made-Up, Una", "AU  - Nadie, Dos", "AU  - Nobody & Sons",
    ]  # fmt: skip
    assert "DA  - 2031/02" in lines


def test_what_is_not_known_is_left_out() -> None:
    unknown = Citation("k", say("x"), "test", say("seed 1"))
    bare = Project("t", ("A",))
    assert "year" not in unknown.bibtex(bare)
    assert "url" not in unknown.bibtex(bare)
    assert "UR  -" not in unknown.ris(bare)
    assert set(unknown.files()) == {BIBTEX_NAME, RIS_NAME}


def test_the_data_are_cited_with_their_month_and_checksum() -> None:
    digits = "0123456789abcdef" * 4
    cited = Citation("k", say("x"), "2031.2.0", say("seed 1"), digits)
    assert "data 2031.2.0 (2031-02, SHA-256 0123456789ab…), seed 1." in cited.sentence
    assert digits in cited.bibtex(Project("t", ("A",)))
    assert digits in cited.ris(Project("t", ("A",)))
