"""What a publisher's word speaks of: which coverage card, and which group of it."""

from __future__ import annotations

from collections.abc import Mapping

from sistercities.errors import BuildError
from sistercities.sources.official_totals import OfficialTotal

Scope = tuple[str, str, str]
"""Card (a country), dimension and group of it; three empty texts where a word is ignored."""


def group_of(total: OfficialTotal, scopes: Mapping[str, Scope]) -> Scope:
    """Return which group of which card a published total speaks of.

    Raises
    ------
    BuildError
        If nobody has said what the publisher's word speaks of.
    """
    if total.scope not in scopes:
        raise BuildError(
            f"official totals: the scope {total.scope!r} is not known; "
            "add it to data/decisions/official_scopes.csv, if only to ignore it"
        )
    return scopes[total.scope]
