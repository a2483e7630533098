"""What answers questions on a release: the release itself, or a store that holds its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol


class Queried(Protocol):
    """What answers questions on the release."""

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
        """Run one query; `?` stands for each parameter in turn."""
