"""Tables that studies share: read once, equal to those of the release, words as Python's."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import world
from sistercities.api.any_study import open_tables
from sistercities.dataset.release.store import Release, open_release
from sistercities.studies.attractiveness.data import read_attractiveness_data
from sistercities.studies.study_data import read_study_data
from sistercities.studies.study_tables import StudyTables, with_plain_words


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return open_release(world.write_world(tmp_path_factory.mktemp("world") / "release"))


def test_a_table_is_that_of_the_release_with_words_of_python(release: Release) -> None:
    tables = StudyTables(release)
    for name in ("places", "ties", "claims"):
        ours, theirs = tables.frame(name), release.frame(name)
        assert not any(str(dtype) == "str" for dtype in ours.dtypes)
        pd.testing.assert_frame_equal(ours.isna(), theirs.isna())
        for column in theirs:
            assert ours[column].dropna().tolist() == theirs[column].dropna().tolist()


def test_missing_words_stay_missing() -> None:
    frame = pd.DataFrame({"word": ["a", None, "a"], "none": pd.Series([None] * 3, dtype="str")})
    plain = with_plain_words(frame)
    assert plain["word"].isna().tolist() == [False, True, False]
    assert plain["none"].isna().all()
    assert plain["word"].map({"a": 1}).tolist()[::2] == [1, 1]


def test_studies_share_what_is_read(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    whole = Release.frame

    def noted(self: Release, name: str) -> pd.DataFrame:
        read.append(name)
        return whole(self, name)

    monkeypatch.setattr(Release, "frame", noted)
    tables = StudyTables(release)
    assert read_study_data(tables) is read_attractiveness_data(tables).study
    assert read_study_data(tables) is read_study_data(tables)
    assert len(read) == len(set(read)) > 8
    assert read_study_data(release) is not read_study_data(release)


def test_tables_that_are_open_stay_open(release: Release) -> None:
    tables = StudyTables(release)
    with open_tables(tables) as same:
        assert same is tables
    with open_tables(Path(release.folder)) as other:
        assert other.version == tables.version
        assert other is not tables
