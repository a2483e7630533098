"""A study that another function runs is refused with the name of that function."""

from __future__ import annotations

import pytest

import sistercities as sc
from sistercities.errors import InvalidArgument


@pytest.mark.parametrize("country", ["CN", None])
def test_nesting_names_the_function_that_runs_it(country: str | None) -> None:
    with pytest.raises(InvalidArgument, match="call study_nesting"):
        sc.study("nesting", country)
