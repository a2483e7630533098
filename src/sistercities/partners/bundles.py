"""Facts that say one thing between them, shown as one reason where one comes out against its sense.

A shared language brings ties, and the ties between the two countries say so already: in the model
the language is left with what they say too much, and its own number is below 0. Told alone it would
read as if a common language spoke against a partner.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sistercities.partners.reason import Reason, Unworded
from sistercities.sentences import Sentence, listed, say
from twolevel.core.array_types import Real


class Bundle(NamedTuple):
    """A fact that is never a reason against a partner, and the one that takes its place.

    Attributes
    ----------
    name, title
        Of the two as one reason.
    fact, in_its_place
        Names of the features; the reason belongs to the group of the second.
    """

    name: str
    title: Sentence
    fact: str
    in_its_place: str

    @property
    def parts(self) -> tuple[str, str]:
        """Names of both features."""
        return self.fact, self.in_its_place


BUNDLES = (
    Bundle(
        "language_and_ties", say("Language and partnerships of the two countries or areas"),
        "common_language", "country_ties",
    ),
)  # fmt: skip


def bundled(reasons: Iterable[Unworded]) -> tuple[Unworded, ...]:
    """Join each fact that comes out against its sense with what takes its place.

    The contributions are added up, so that all reasons still add up to the score.
    """
    found = {one.feature: one for one in reasons}
    for bundle in BUNDLES:
        fact, place = (found.get(name) for name in bundle.parts)
        if fact is not None and place is not None and _is_turned(fact):
            del found[bundle.fact], found[bundle.in_its_place]
            found[bundle.name] = _together(bundle, fact, place)
    return tuple(found.values())


def added_up(adds: Mapping[str, Real]) -> dict[str, Real]:
    """Add up what the facts of each bundle add to the score of many places, by its name."""
    return {
        bundle.name: adds[bundle.fact] + adds[bundle.in_its_place]
        for bundle in BUNDLES
        if bundle.fact in adds and bundle.in_its_place in adds
    }


def weight_of(reason: Reason, weights: Mapping[str, float]) -> float:
    """Return how much a reason counts; of two together, the one that takes the other's place."""
    return weights.get(reason.parts[-1] if reason.parts else reason.feature, 1.0)


def _is_turned(fact: Unworded) -> bool:
    return bool(fact.value) and fact.contribution < 0


def _together(bundle: Bundle, fact: Unworded, place: Unworded) -> Unworded:
    return Unworded(
        bundle.name, place.group, place.value, fact.contribution + place.contribution,
        lambda: _joined(bundle, fact.word(), place.word()),
    )  # fmt: skip


def _joined(bundle: Bundle, fact: Reason, place: Reason) -> Reason:
    """Join the two; where they lower a score the fact is left unsaid: it speaks against nobody."""
    adds = fact.contribution + place.contribution
    said = [place.sentence] if adds < 0 else [fact.sentence, place.sentence]
    return Reason(
        feature=bundle.name,
        group=place.group,
        title=bundle.title,
        value=place.value,
        contribution=adds,
        sentence=listed(said, "space"),
        evidence=listed([place.evidence, fact.evidence], "semicolon"),
        is_known=place.is_known,
        parts=bundle.parts,
        may_be_given=fact.may_be_given and place.may_be_given,
    )
