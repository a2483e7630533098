"""The attractiveness study on the release in the package: what must hold of any version of it."""

from __future__ import annotations

import pytest

from sistercities.studies.attractiveness.choosing import chosen_by, main_scope
from sistercities.studies.attractiveness.cities import world_cities
from sistercities.studies.attractiveness.data import (
    AttractivenessData,
    read_attractiveness_data,
)
from sistercities.studies.attractiveness.dated import dated_choices
from sistercities.studies.attractiveness.flows import dating
from sistercities.studies.study_tables import StudyTables


@pytest.fixture(scope="module")
def data(release_tables: StudyTables) -> AttractivenessData:
    return read_attractiveness_data(release_tables)


def test_china_has_what_the_study_asks_for(data: AttractivenessData) -> None:
    """Choices of 50 countries and more; a hundred dated lists abroad; ties dated at home alone."""
    cities, scope = world_cities(data), main_scope(data, 2026)
    assert scope is not None
    assert scope.sources == ("enwiki-2026",)
    assert "CN" in scope.countries
    assert "US" not in scope.countries  # its lists were not read, so its cities do not choose
    chosen = chosen_by(data, cities, "CN", 2026, scope)
    home = chosen.is_home[chosen.choices.chosen]
    assert home.sum() > 800
    assert 0.03 < home.mean() < 0.10
    assert not (chosen.is_home[chosen.choices.chooser]).any()
    dated = dated_choices(data, "CN", 2026)
    told = dating(data, cities, "CN", 2026, scope, dated)
    assert told.home.value > 0.5 > 0.05 > told.other.value
    assert dated.n_choices > 300
    # The lists of 2023 have not China, so the older list is the one that has all countries.
    assert (told.earlier, told.later) == ("wikidata-2016", "enwiki-2026")
    assert told.begun_before.value > 0.9  # so what the later source adds is no flow
