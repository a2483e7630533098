"""What `data update` refuses before it asks: arguments, snapshots, folders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import sistercities as sc
from end_to_end.updates.drawn_updates import (
    updated,
)
from sistercities.errors import InvalidArgument, OutputError, SourceError
from sources.loopback import (
    SparqlServer,
)


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("source", "wikimapia"), ("language", "tlh"), ("endpoint", "http://example.org/"),
        ("endpoint", "nonsense"), ("rate", 0.0), ("contact", "a\nb"), ("snapshots", ""),
    ],
)  # fmt: skip
def test_arguments_that_cannot_be_used_are_told_before_anything_is_asked(
    tmp_path: Path, argument: str, value: object
) -> None:
    arguments: dict[str, Any] = {"source": "wikipedia", argument: value}
    with pytest.raises(InvalidArgument):
        sc.releases.update_data(arguments.pop("source"), **arguments)
    assert list(tmp_path.iterdir()) == []


def test_a_snapshot_of_another_source_or_none_is_refused(
    wikidata: SparqlServer, tmp_path: Path
) -> None:
    update = updated(wikidata)
    with pytest.raises(InvalidArgument, match=r"this snapshot is of wikidata"):
        sc.releases.update_data("wikipedia", from_snapshot=update.snapshot)
    with pytest.raises(InvalidArgument, match=r"has finished"):
        sc.releases.update_data("wikidata", from_snapshot=tmp_path)


def test_a_changed_page_of_a_snapshot_is_refused(wikidata: SparqlServer) -> None:
    update = updated(wikidata)
    assert update.snapshot is not None
    page = Path(update.snapshot) / "pages" / "statements-0001.json"
    page.write_bytes(page.read_bytes().replace(b"1992", b"1882"))
    with pytest.raises(SourceError, match=r"statements-0001.json, row 0, column sha256"):
        updated(wikidata, from_snapshot=update.snapshot)


def test_a_folder_that_cannot_be_written_is_a_sentence(
    wikidata: SparqlServer, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"--snapshots"):
        updated(wikidata, snapshots=tmp_path / "file")
    assert wikidata.asked == []


@pytest.mark.parametrize("is_in_environment", [True, False])
def test_a_name_that_no_folder_can_have_is_told_before_anything_is_asked(
    wikidata: SparqlServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_in_environment: bool,
) -> None:
    folder = tmp_path / ("a" * 300)
    if is_in_environment:
        monkeypatch.setenv("SISTERCITIES_SNAPSHOTS", str(folder))
    with pytest.raises(OutputError, match="choose a shorter name with --snapshots"):
        updated(wikidata, **({} if is_in_environment else {"snapshots": folder}))
    assert wikidata.asked == []
