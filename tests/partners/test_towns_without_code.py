"""A town that lacks the code of nearly all others is one of theirs, unless it tips the balance."""

from __future__ import annotations

from typing import Any

import pytest

from sistercities.partners.ground_places import NEARLY_ALL
from sistercities.partners.ground_with_towns import _lacks_code


class _Cities:
    """The cities of one country, with and without a code, as the index counts them."""

    def __init__(self, codes: list[bool]) -> None:
        self.codes = codes

    def query(self, _sql: str, _values: object) -> list[dict[str, Any]]:
        """Count them."""
        return [{"n": len(self.codes), "coded": sum(self.codes)}]


def _are_coded(codes: list[bool]) -> bool:
    return bool(codes) and sum(codes) / len(codes) >= NEARLY_ALL


@pytest.mark.parametrize("n", [1, 2, 9, 10, 11, 19, 20, 21, 40])
def test_a_town_without_a_code_where_nearly_all_have_one(n: int) -> None:
    for n_coded in range(n + 1):
        codes = [place < n_coded for place in range(n)]
        for has_code in {*codes}:
            others = codes.copy()
            others.remove(has_code)
            row = {"country": "XX", "municipality_code": "01" if has_code else None}
            told = _lacks_code(_Cities(codes), row)  # type: ignore[arg-type]
            tips = _are_coded(codes) != _are_coded(others)
            expected = None if tips else _are_coded(codes) and not has_code
            assert told == expected, (n, n_coded, has_code)
