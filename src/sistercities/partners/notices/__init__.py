"""Matching of notices of places that look for a partner, by what they wish, as pure functions.

Belongs here: whether a place fits the wishes of a notice, criterion by criterion, each with a
sentence, and in which order matches stand. Not here: how a notice is read (`sources`), kept
(`dataset.overlays`) or printed (`cli`). No array is needed, and none is loaded.
"""
