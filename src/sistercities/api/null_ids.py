"""Ids of the null models that the study of nesting draws from, the main one first."""

from __future__ import annotations

from twolevel.nulls.catalogue import HOME_NULLS, main_first

NULLS = main_first(HOME_NULLS)
