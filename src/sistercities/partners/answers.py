"""What an answer consists of: reasons, partners, lists; plain records without arrays."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import log10
from typing import TypeAlias

from sistercities.partners.chance_words import chance_in_short, chance_in_words
from sistercities.partners.features.size import persons
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.gate.said_first import in_order, said_first
from sistercities.sentences import Sentence, say

Json: TypeAlias = dict[str, object]
_DIFFERENCES = ("size_match", "income_gap", "distance", "hours_apart", "latitude_gap")
"""Features whose 0 says that two places are alike; 0 of any other says that something is absent."""


_NO_ARGUMENTS = ("colonial_tie", "partner_income", "income_gap", "trade_weight", "kinds")
"""A colonial past, how rich a country is, what trade weighs in it, and of which kinds both are:
nobody gives them to a mayor as a reason."""
_OF_BOTH = ("coast", "port", "mountains", "capital", "seat")
_BOTH = 3.0
"""Value of a fact that holds of both places: what they have in common never speaks against."""
_OF_ONE = (1.0, 2.0)
"""Values of a fact that holds of one of the two alone: such a difference never speaks for them."""
_NEAR, _LIKE_SIZE = log10(1500), log10(2)
"""Log10 of the km up to which nearness speaks for a place, and of how far like sizes differ."""
_NEVER_AGAINST = (
    "shared_partners", "shared_at_home", "tied_with_alike", "neighbours_tied", "region_ties",
    "sister_region",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature of a pair, what it adds to the score, and how to say it.

    Attributes
    ----------
    feature, group, title
        Name, group and words of the feature.
    value
        Value on the feature's own scale; None where unknown or without sense for the pair.
    contribution
        What it adds to the score, in log odds, its weight included.
    sentence
        One plain sentence, also where the value is unknown.
    evidence
        Where the fact comes from, or which places stand behind it.
    is_known
        False where the value is unknown; a fact that makes no sense of the pair is not unknown.
    parts
        Names of the features that are told as one (`bundles`); empty for one alone.
    may_be_given
        False of partners in common none of which may be named as a reason (`gate.nameable`).
    """

    feature: str
    group: str
    title: str
    value: float | None
    contribution: float
    sentence: str
    evidence: str
    is_known: bool
    parts: tuple[str, ...] = ()
    may_be_given: bool = True

    @property
    def is_argument(self) -> bool:
        """Whether somebody could give it as a reason for a partner, or against one.

        A colonial past and the wealth of a country are none, nor is what makes no sense of the
        pair; and that two have partners, the sea or their rank in common, or other ties around
        them, never speaks against, whatever the other terms leave it with. Nor does it speak for
        them that they differ, or lie far apart. Partners in common that are barred, or call for
        care, are none either.
        """
        if not self.may_be_given:
            return False
        if self.is_known and self.value is None:
            return False
        if self.contribution > 0 and self._is_difference:
            return False
        is_shared = self.feature in _NEVER_AGAINST and bool(self.value)
        is_shared = is_shared or (self.feature in _OF_BOTH and self.value == _BOTH)
        return self.feature not in _NO_ARGUMENTS and not (is_shared and self.contribution < 0)

    @property
    def _is_difference(self) -> bool:
        """Whether it says that the two differ in rank, in size or by the sea, or lie far apart."""
        value = self.value or 0.0
        if self.feature == "distance":
            return value > _NEAR
        if self.feature == "size_match":
            return abs(value) > _LIKE_SIZE
        return self.feature in _OF_BOTH and value in _OF_ONE

    @property
    def is_absence(self) -> bool:
        """Whether it says that something is absent, such as a common language.

        Where absence adds to a score, it is no reason that one gives for a partner.
        """
        return self.value == 0 and self.feature not in _DIFFERENCES


@dataclass(frozen=True, slots=True)
class PartnerPlace:
    """A place as answers name it.

    Attributes
    ----------
    place_id, name, name_local, level, country, country_name, region_iso
        As in the release; local name and region None where not known.
    is_dual
        Region and city at once.
    population, population_year
        Persons, None where not known or contradicted by another source; the year of the figure,
        None where undated.
    latitude, longitude
        Degrees; None where not known.
    n_ties
        Its ties on record that count.
    is_agglomeration
        Whether the population is that of the urban agglomeration around it.
    """

    place_id: str
    name: str
    name_local: str | None
    level: str
    country: str
    country_name: str
    region_iso: str | None
    is_dual: bool
    population: int | None
    population_year: int | None
    latitude: float | None
    longitude: float | None
    n_ties: int
    is_agglomeration: bool = False

    @property
    def people(self) -> Sentence | None:
        """Its number of people in words, to two figures; None where not known."""
        if self.population is None:
            return None
        people = persons(self.population)
        if self.is_agglomeration:
            return say("{people} in its agglomeration", people=people)
        return people


@dataclass(frozen=True, slots=True)
class Partner:
    """A candidate with its place in the order, its score and the reasons that add up to it.

    Attributes
    ----------
    rank
        1 for the best of the candidates that are left, before places of one region are thinned.
    place
        The candidate.
    score
        Log odds: `base` and the contributions of all reasons.
    base
        Score of the home place with a typical partner.
    probability
        Share of the pairs with such a score that are tied, as counted (`counted_shares`); weights
        and likeness aside.
    reasons
        One a feature, the largest contribution first.
    obstacles
        What calls for care and what is to be noted, the strongest first; what bars only where
        barred places are asked for. They change no score.
    """

    rank: int
    place: PartnerPlace
    score: float
    base: float
    probability: float
    reasons: tuple[Reason, ...]
    obstacles: tuple[Obstacle, ...] = ()

    def reasons_for(self, least: float) -> tuple[Reason, ...]:
        """Give what is known and adds more than so many log odds, the largest first.

        That something is absent is told only where nothing else speaks for the partner.
        """
        speaking = tuple(
            one for one in self.reasons
            if one.is_known and one.is_argument and one.contribution > least
        )  # fmt: skip
        return tuple(one for one in speaking if not one.is_absence) or speaking

    def reasons_against(self, least: float) -> tuple[Reason, ...]:
        """Give what is known and takes more than so many log odds, the largest first."""
        return tuple(
            one for one in reversed(self.reasons)
            if one.is_known and one.is_argument and one.contribution < -least
        )  # fmt: skip

    @property
    def to_say_first(self) -> tuple[Obstacle, ...]:
        """What is said before any reason: what bars or calls for care, and a neighbour."""
        return said_first(self.obstacles)

    @property
    def to_note(self) -> tuple[Obstacle, ...]:
        """What else is to be known, the most telling first."""
        first = self.to_say_first
        return in_order(one for one in self.obstacles if one not in first)

    @property
    def chance(self) -> Sentence:
        """How many of the pairs with such a score are tied, as people count."""
        return chance_in_words(self.probability)

    @property
    def chance_in_short(self) -> Sentence:
        """The same without what is counted."""
        return chance_in_short(self.probability)

    def to_json(self) -> Json:
        """Return the record that `sistercities recommend PLACE --json` prints."""
        record = asdict(self)
        record["reasons"] = list(record["reasons"])
        record["obstacles"] = [each.to_json() for each in self.obstacles]
        return record


@dataclass(frozen=True, slots=True)
class RecommendationList:
    """Partners recommended to a place, and what was asked.

    Attributes
    ----------
    home
        The place.
    partners
        In order.
    n_candidates
        Places that were compared after all filters.
    filters
        One sentence for each filter that was asked for, with how many places it left.
    weights
        Weights other than 1, by feature.
    notes
        What the reader should know, one sentence each; those of `left_out` are not among them.
    data_version, model_version
        Version of the data, and of those that the model learned from.
    left_out
        How many places something bars, and of which states; then the reasons. Empty where none is.
    """

    home: PartnerPlace
    partners: tuple[Partner, ...]
    n_candidates: int
    filters: tuple[str, ...]
    weights: dict[str, float]
    notes: tuple[str, ...]
    data_version: str
    model_version: str
    left_out: tuple[str, ...] = ()

    def to_json(self) -> list[Json]:
        """Return the list that `sistercities recommend PLACE --json` prints."""
        return [partner.to_json() for partner in self.partners]
