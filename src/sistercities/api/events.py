"""Events in the life of ties, for the surfaces."""

from __future__ import annotations

from sistercities.dataset.told_events import events_of_place as events_of_place
from sistercities.dataset.told_events import events_of_tie as events_of_tie
