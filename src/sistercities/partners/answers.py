"""What an answer consists of: reasons, partners, lists; plain records without arrays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from sistercities.partners.chance_words import chance_in_short, chance_in_words, is_worth_telling
from sistercities.partners.gate.obstacle import Obstacle, in_order, said_first
from sistercities.partners.reason import Reason, less_than
from sistercities.sentences import Sentence, say
from sistercities.terms.json_records import (
    Count,
    CountryCode,
    Holds,
    Json,
    JsonRecord,
    Positive,
    Share,
    Unwritten,
    frame_of_records,
    one_of,
)
from sistercities.terms.late_methods import record
from sistercities.terms.number_words import population
from sistercities.terms.words import LEVELS

if TYPE_CHECKING:
    import pandas as pd


@record
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
        Whether the population is that of the urban area named for it, larger or smaller than it.
    is_of_parts
        Whether the population is that of its former municipalities together: no source counts it.
    """

    place_id: str
    name: str
    name_local: str | None
    level: Annotated[str, one_of(LEVELS[1:])]
    country: CountryCode
    country_name: str
    region_iso: str | None
    is_dual: bool
    population: Count | None
    population_year: int | None
    latitude: float | None
    longitude: float | None
    n_ties: Count
    is_agglomeration: bool = False
    is_of_parts: bool = False

    @property
    def people(self) -> Sentence | None:
        """Its number of people in words, to two figures, undated where so; None if not known."""
        if self.population is None:
            return None
        people = population(self.population, self.population_year)
        if self.is_agglomeration:
            return say("{people} in its urban area", people=people)
        if self.is_of_parts:
            return say("its former municipalities together: about {people}", people=people)
        return people

    @property
    def people_or_unknown(self) -> Sentence | None:
        """Its people in words; of a city that they are not known, since sizes decide who is named.

        None for a region without a number: regions are compared by their cities.
        """
        if self.population is None and self.level == "city":
            return say("size not known")
        return self.people


@record
class Partner(JsonRecord):
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
        One a feature, the largest contribution first. They are put into words when they are read.
    obstacles
        What calls for care and what is to be noted, the strongest first; what bars only where
        barred places are asked for. They change no score.
    rests_on_one
        Whether the chance rests on one partner in common, so that it is said carefully.
    """

    rank: Positive
    place: PartnerPlace
    score: float
    base: float
    probability: Share
    reasons: Annotated[Sequence[Reason], Holds(minItems=1)]
    obstacles: tuple[Obstacle, ...] = ()
    rests_on_one: Annotated[bool, Unwritten()] = False

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
        return tuple(self.speaking_against(least))

    def speaking_against(
        self, least: float, groups: Collection[str] | None = None
    ) -> Iterator[Reason]:
        """Give the same one by one, of some groups alone where they are named."""
        low = less_than(self.reasons, -least, groups)
        return (one for one in low if one.is_known and one.is_argument)

    @property
    def to_say_first(self) -> tuple[Obstacle, ...]:
        """What is said before any reason: what bars or calls for care, and a neighbour."""
        return said_first(self.obstacles)

    @property
    def to_say_of_it(self) -> tuple[Obstacle, ...]:
        """The same but what holds of the home place by itself, which a list says once for all."""
        return tuple(one for one in self.to_say_first if not one.is_of_home)

    @property
    def to_note(self) -> tuple[Obstacle, ...]:
        """What else is to be known, the most telling first."""
        first = self.to_say_first
        return in_order(one for one in self.obstacles if one not in first)

    @property
    def chance(self) -> Sentence:
        """How many of the pairs with such a score are tied, as people count."""
        return chance_in_words(self.probability, on_one=self.rests_on_one)

    @property
    def has_chance_to_tell(self) -> bool:
        """Whether the chance is told where few words stand: a tiny one helps nobody to choose."""
        return is_worth_telling(self.probability)

    @property
    def chance_in_short(self) -> Sentence:
        """The same without what is counted."""
        return chance_in_short(self.probability, on_one=self.rests_on_one)


def told_of_home(partners: Iterable[Partner]) -> tuple[str, ...]:
    """List what is told of the home place by itself with some partners, each sentence once."""
    told = (one.sentence for each in partners for one in each.to_say_first if one.is_of_home)
    return tuple(dict.fromkeys(told))


def notes_below(notes: Iterable[str], above: Iterable[str]) -> tuple[str, ...]:
    """Leave out the notes with which a sentence above the list begins: these are said there."""
    said = tuple(above)
    return tuple(note for note in notes if not any(one.startswith(note) for one in said))


@record
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

    @property
    def of_home(self) -> tuple[str, ...]:
        """What calls for care with the home place by itself: said once, above the list."""
        return told_of_home(self.partners)

    @property
    def notes_below(self) -> tuple[str, ...]:
        """The notes that are not said above the list."""
        return notes_below(self.notes, self.of_home)

    def to_json(self) -> list[Json]:
        """Return the list that `sistercities recommend PLACE --json` prints."""
        return [partner.to_json() for partner in self.partners]

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each partner, with the keys of its JSON, such as `place_name`."""
        return frame_of_records(self.to_json())
