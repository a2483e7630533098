"""What the scorecard of one pair consists of: plain records without arrays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from sistercities.partners.answers import PartnerPlace
from sistercities.partners.gate.obstacle import Obstacle, in_order
from sistercities.partners.reason import Reason
from sistercities.partners.reasons import OF_STATES
from sistercities.partners.verdict import Word
from sistercities.partners.what_may_be_given import may_be_shown
from sistercities.sentences import Sentence, say
from sistercities.terms.json_records import (
    Count,
    Holds,
    JsonRecord,
    Key,
    Merged,
    Percent,
    Positive,
    RecordTuple,
    Share,
    Text,
    written,
)
from sistercities.terms.words import OVER_TIES, OWN_TIES

_OF_SHARED_PARTNERS = ("shared_partners", "shared_at_home", "tied_with_alike", "town_network")
_OF_TWO_STATES = ("language_and_ties", "capital")
_Weight = Annotated[float, Holds(minimum=0, maximum=100)]
_NOTHING = 1e-9
"""Log odds up to which a contribution is none."""


UNKNOWN_IN_SHORT = 4
"""So many criteria that are not known the short lists name."""


@dataclass(frozen=True, slots=True)
class Criterion(JsonRecord):
    """One line of a scorecard.

    Attributes
    ----------
    reason
        The feature with its value, contribution, sentence and evidence.
    weight
        How much it counts; 1 is as usual.
    among_partners, among_candidates
        Percentile from 0 to 100 by how much the fact speaks for a tie, weight aside: the share of
        the place's present partners, and of all candidates, for which it speaks less; equal ones
        count half. Only places where the fact is known are compared; None where it is not known of
        the partner, makes no sense of the pair, or there is nothing to compare with.
    """

    reason: Annotated[Reason, Merged()]
    weight: _Weight
    among_partners: Annotated[Percent | None, Key("percentile_of_partners")]
    among_candidates: Annotated[Percent | None, Key("percentile_of_candidates")]

    @property
    def is_told(self) -> bool:
        """Whether it says anything of the pair: what makes no sense of it is not shown."""
        return self.reason.value is not None or abs(self.reason.contribution) > _NOTHING


@dataclass(frozen=True, slots=True)
class Standing:
    """How a partner stands among all candidates of a place.

    Attributes
    ----------
    score
        Log odds: `base` and the contributions of all criteria, the unknown ones included.
    base
        Score of the place with a typical partner.
    probability
        Of the pairs that are like this one, so many are tied; weights do not change it.
    chance
        The same in words.
    rank, n_candidates
        1 for the best; the partner is one of the candidates, also where the two are tied.
    percentile
        Share of the other candidates with a lower score, from 0 to 100.
    """

    score: float
    base: float
    probability: Share
    chance: Text
    rank: Positive
    n_candidates: Positive
    percentile: Percent


@dataclass(frozen=True, slots=True)
class ComparablePair:
    """A tie of two other places that are to each other much as the two of the scorecard are.

    Attributes
    ----------
    home, partner
        The places that correspond to the two.
    year
        Year of the start; None where not known.
    distance
        Root mean square of the differences of all contributions, each in standard deviations of
        the ties that were compared and 3 of them at most; 0 is alike in all.
    """

    home: PartnerPlace
    partner: PartnerPlace
    year: int | None
    distance: Annotated[float, Holds(minimum=0, maximum=3)]


@dataclass(frozen=True, slots=True)
class InShort(JsonRecord):
    """The three lists that open a scorecard.

    Attributes
    ----------
    in_favour, against, to_find_out
        Sentences, the weightiest first.
    """

    in_favour: tuple[Text, ...]
    against: tuple[Text, ...]
    to_find_out: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Assessment(JsonRecord):
    """The scorecard of a partner.

    Attributes
    ----------
    home, partner
        The two places.
    verdict
        "among_the_first", "likely", "possible", "unlikely" or "barred" (`verdict.STEPS`).
    sentence
        The answer in one sentence.
    in_short
        What speaks for it, what against, what to find out.
    standing
        Score, rank and chance.
    criteria, unknown
        Criteria by what they add to the score, the largest first; those whose fact is not known of
        the pair stand apart, with what they add all the same.
    obstacles
        What stands in the way: own ties of the two first, then by strength.
    looked_at
        What was looked at for it, and until when.
    comparable, comparable_among
        Ties of other places that are most alike, the nearest first; and among which ties they were
        looked for, in a sentence.
    n_partners
        Present partners of the place with which the partner is compared.
    weights
        Weights other than 1, by feature.
    notes
        What the reader should know, one sentence each.
    data_version, model_version
        Version of the data, and of those that the model learned from.
    """

    home: PartnerPlace
    partner: PartnerPlace
    verdict: Word
    sentence: Text
    in_short: InShort
    standing: Standing
    criteria: RecordTuple[Criterion]
    unknown: RecordTuple[Criterion]
    obstacles: RecordTuple[Obstacle]
    looked_at: Text
    comparable: RecordTuple[ComparablePair]
    comparable_among: Text
    n_partners: Count
    weights: dict[str, _Weight]
    notes: tuple[Text, ...]
    data_version: Text
    model_version: Text

    @property
    def shown_criteria(self) -> RecordTuple[Criterion]:
        """Criteria that say anything of the pair.

        Of one that is barred no line praises the partners that the two share; where its status is
        disputed none sets a state beside it.
        """
        return self._shown(one for one in self.criteria if one.is_told)

    @property
    def shown_unknown(self) -> RecordTuple[Criterion]:
        """Criteria whose fact is not known, those apart that `shown_criteria` leaves out too."""
        return self._shown(self.unknown)

    @property
    def unknown_besides(self) -> RecordTuple[Criterion]:
        """What is not known beside what the short lists name already."""
        return self._shown(self.unknown[UNKNOWN_IN_SHORT:])

    def _shown(self, criteria: Iterable[Criterion]) -> RecordTuple[Criterion]:
        bars = {one.kind for one in self.obstacles if one.strength == "bar"}
        hidden = set(_OF_SHARED_PARTNERS) if bars else set[str]()
        if "special_status" in bars:
            hidden |= {*OF_STATES, *_OF_TWO_STATES}
        shown = (one for one in criteria if one.reason.feature not in hidden)
        return RecordTuple(one for one in shown if may_be_shown(one.reason))

    @property
    def own_ties(self) -> RecordTuple[Obstacle]:
        """What became of ties of the two themselves: the story that comes first."""
        return RecordTuple(one for one in self.obstacles if one.kind in OWN_TIES)

    @property
    def is_over(self) -> bool:
        """Whether a tie of the two themselves ended, is suspended, or was never valid.

        Neither rank nor chance is said of such a pair: it would be read as advice.
        """
        return any(one.kind in OVER_TIES for one in self.own_ties)

    @property
    def to_note(self) -> RecordTuple[Obstacle]:
        """What is neither for nor against, and yet to be known: the most telling first."""
        against = self.in_short.against
        return RecordTuple(
            in_order(
                one for one in self.obstacles
                if not one.speaks_against and one.kind not in OWN_TIES
                and one.sentence not in against
                # The answer says itself who would sign, or that a region of a name is a partner.
                and one.sentence not in self.sentence
            )
        )  # fmt: skip

    @property
    def against_in_order(self) -> tuple[str, ...]:
        """What speaks against it, for a page below the answer: what that says is not said again."""
        rest = tuple(one for one in self.in_short.against if one not in self.sentence)
        if len(rest) == len(self.in_short.against):
            return rest
        return (say("What is said at the top."), *rest)

    @property
    def nothing_against(self) -> Sentence:
        """Say that nothing speaks against it, where nothing does: of what we looked at alone."""
        if self.to_note:
            return say("Nothing in what we looked at, apart from what is to note.")
        return say("Nothing in what we looked at.")

    @property
    @written(after="unknown")
    def groups(self) -> dict[str, float]:
        """What each group of criteria adds to the score, unknown ones included."""
        found: dict[str, float] = {}
        for criterion in (*self.criteria, *self.unknown):
            reason = criterion.reason
            found[reason.group] = found.get(reason.group, 0.0) + reason.contribution
        return found
