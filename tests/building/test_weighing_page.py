"""The page of the weights is the table that judges, in words."""

from __future__ import annotations

from promises.cli_reference import ROOT
from release_build.pages.weighing_page import PAGE, page_text
from sistercities.cli import recommend_command
from sistercities.partners.short_lists.themes import THEMES
from sistercities.partners.short_lists.weighing import purposes, weights_of_each
from sistercities.partners.size_bands import SIZES
from sistercities.web import partner_form


def test_the_page_in_the_docs_is_written_from_the_table() -> None:
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    assert page == page_text(), "run `make pages`"


def test_every_line_of_the_table_stands_on_the_page() -> None:
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    for lines in weights_of_each().values():
        for one in lines:
            assert f"`{one.term}`" in page
            assert one.reason in page
            assert f" {one.weight:g} " in page


def test_the_form_and_the_help_name_what_there_is() -> None:
    names = [one.name for one in purposes()]
    assert list(partner_form.PURPOSES) == names
    assert f"{', '.join(names[:-1])} or {names[-1]}" == recommend_command.PURPOSES
    themes = {one.name for one in THEMES}
    assert set(recommend_command.THEMES.replace(" or ", ", ").split(", ")) == themes
    assert set(partner_form.SIZES) == set(SIZES)
