"""What commands and pages of studies are made for: the studies and the null models, by name."""

from __future__ import annotations

from sistercities.studies.registry import NAMES as STUDY_NAMES
from sistercities.studies.registry import STUDIES, WORLD_NAMES, Study
from sistercities.terms.words import WORLD
from twolevel.nulls.catalogue import HOME_NULLS, main_first

__all__ = ["NULLS", "STUDIES", "STUDY_NAMES", "WORLD", "WORLD_NAMES", "Study"]

NULLS = main_first(HOME_NULLS)
"""Ids of the null models that a study may draw from, the main one first."""
