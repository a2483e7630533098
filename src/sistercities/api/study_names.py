"""The studies that a command or a page is made for, by name."""

from __future__ import annotations

from sistercities.studies.registry import NAMES as STUDY_NAMES
from sistercities.studies.registry import STUDIES, Study

__all__ = ["STUDIES", "STUDY_NAMES", "Study"]
