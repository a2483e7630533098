"""The made-up world of 14 countries as the study of hubs reads it: each tie linked in each list."""

from __future__ import annotations

import pandas as pd

from sistercities.studies.hubs.data import HubsData
from studies.made_up_attractiveness import made_up_world


def made_up_hubs(pull: float = 1.2, seed: int = 5) -> HubsData:
    """Draw the world; `pull` is the log odds of a home city against one alike."""
    return with_links(made_up_world(pull, seed))


def with_links(choice) -> HubsData:
    """Add how each tie of each source was linked."""
    ties = choice.study.tables.ties
    rows = [
        (source, tie, "natural_earth", "natural_earth")
        for tie, held in zip(ties["tie_id"], ties["sources"], strict=True)
        for source in held.split()
    ]
    columns = ["source_id", "tie_id", "method_a", "method_b"]
    return HubsData(choice, pd.DataFrame(rows, columns=columns))
