"""What wishes add to a score: likeness to a place, terms of a list or a purpose, themes that lift.

All of it is additive, so that the reasons of a place still add up to its score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

import numpy as np

from sistercities.partners.likeness import Likeness
from sistercities.partners.reason import Reason
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.themes import LIFT, Theme
from sistercities.partners.short_lists.wish_terms import TERMS
from sistercities.partners.worded_later import Unworded
from sistercities.sentences import Sentence, say
from sistercities.terms.late_methods import record_of_arrays
from twolevel.core.array_types import Real


@record_of_arrays
class Added:
    """What is added.

    Attributes
    ----------
    like
        Likeness to a place that partners should be like; None for none.
    terms
        How often each term of a wish is added.
    themes
        Themes that lift.
    """

    like: Likeness | None = None
    terms: Mapping[str, float] = field(default_factory=dict)
    themes: tuple[Theme, ...] = ()

    def __bool__(self) -> bool:
        return self.like is not None or bool(self.terms) or bool(self.themes)

    def of(self, facts: CandidateFacts) -> Real:
        """Log odds that are added to each candidate, shape (n_pairs,)."""
        found = np.zeros(len(facts.pairs))
        if self.like is not None:
            found += self.like.contribution(facts.pairs.b)
        for name, weight in self.terms.items():
            found += weight * facts.kept(name, TERMS[name].of)
        for theme in self.themes:
            found += LIFT * np.nan_to_num(facts.of_partner(theme.has_it(facts.places)))
        return found

    def unworded(self, facts: CandidateFacts, k: int) -> list[Unworded]:
        """List what is added to the candidate at a position in the pairs."""
        found = [] if self.like is None else [_of_likeness(self.like, int(facts.pairs.b[k]))]
        for name, weight in self.terms.items():
            value = facts.kept(f"{name}, unknown too", TERMS[name].values)[k]
            found.append(_unworded(name, TERMS[name].title, weight, float(value)))
        for theme in self.themes:
            value = facts.of_partner(theme.has_it(facts.places))[k]
            found.append(_unworded(f"theme:{theme.name}", theme.title, LIFT, float(value)))
        return found

    def reasons(self, facts: CandidateFacts, k: int) -> list[Reason]:
        """Say what is added to the candidate at a position in the pairs."""
        return [one.word() for one in self.unworded(facts, k)]


def _of_likeness(like: Likeness, place: int) -> Unworded:
    total = like.contribution_of(place)
    return Unworded("like", "like", -total, total, lambda: like.reason(place))


def _unworded(name: str, title: Sentence, weight: float, value: float) -> Unworded:
    is_known = not np.isnan(value)
    adds = weight * value if is_known else 0.0
    return Unworded(
        name, "wish", value if is_known else None, adds, lambda: _reason(name, title, value, adds)
    )


def _reason(name: str, title: Sentence, value: float, adds: float) -> Reason:
    is_known = not np.isnan(value)
    return Reason(
        feature=name,
        group="wish",
        title=title,
        value=value if is_known else None,
        contribution=adds,
        sentence=_in_words(title, value),
        evidence=say("a wish; it says nothing of who has agreed so far"),
        is_known=is_known,
    )


def _in_words(title: Sentence, value: float) -> Sentence:
    if np.isnan(value):
        return say("{title}: not known.", title=title)
    if value in (0.0, 1.0):
        return say("{title}: yes.", title=title) if value else say("{title}: no.", title=title)
    return say("{title}: {value:.2f}, where 1 is the most.", title=title, value=value)
