"""What a benchmark consists of: plain records without arrays."""

from __future__ import annotations

from typing import Annotated

from sistercities.partners.answers import PartnerPlace
from sistercities.sentences import say
from sistercities.terms.json_records import (
    Amount,
    Count,
    CountryCode,
    JsonRecord,
    Merged,
    Percent,
    RecordTuple,
    Share,
    Text,
    one_of,
    written,
)
from sistercities.terms.late_methods import record

DIMENSIONS = ("continent", "size", "income", "language", "coast")
"""What partners are sorted by."""
HARDLY_ANY = 0.05
"""An expected number below this is written as none at all would be."""


def written_expected(value: float) -> str:
    """Write an expected number in the same way on every surface: whole from 10, one digit below.

    Examples
    --------
    >>> written_expected(12.4), written_expected(0.31), written_expected(0.01)
    ('12', '0.3', '< 0.1')
    """
    if value < HARDLY_ANY:
        return "< 0.1"
    return f"{value:.0f}" if value >= 9.95 else f"{value:.1f}"


def written_span(low: int, high: int) -> str:
    """Write between which numbers places usually lie: in words where they have none.

    Examples
    --------
    >>> written_span(0, 3), written_span(2, 2), str(written_span(0, 0))
    ('0 to 3', '2', 'none')
    """
    if low == high:
        return str(low) if high else say("none")
    return say("{low:,} to {high:,}", low=low, high=high)


@record
class CountedTies:
    """A number of ties beside the number that places like it usually have.

    Attributes
    ----------
    actual, expected
        Ties on record that count, and the mean of the prediction, the place's own ties left out.
    low, high
        Interval that holds at least 80 of 100 places that are alike.
    low95, high95
        Interval that holds at least 95 of 100.
    percentile
        Share of places alike with fewer ties, from 0 to 100; equal ones count half.
    """

    actual: Count
    expected: Amount
    low: Count
    high: Count
    low95: Count
    high95: Count
    percentile: Percent

    @property
    @written(after="percentile")
    def is_beyond_chance(self) -> bool:
        """Whether the number lies outside the interval of 95 of 100."""
        return not self.low95 <= self.actual <= self.high95


@record
class CountryLine:
    """Ties with one country, beside the number that places like it usually have with it.

    Attributes
    ----------
    country, country_name
        ISO 3166-1 alpha-2, and the English name.
    ties
        Actual and expected number.
    bar
        What bars the place from places there; None where nothing does. The expected number is then
        no invitation: it is what places alike have.
    care
        What is to be known of partners there (`country_care`), one sentence each.
    """

    country: CountryCode
    country_name: Text
    ties: Annotated[CountedTies, Merged(but=("is_beyond_chance",))]
    bar: Text | None = None
    care: tuple[Text, ...] = ()


@record
class KindLine:
    """Partners of one kind, beside the usual number of places like it with as many partners.

    Attributes
    ----------
    dimension, kind
        What partners are sorted by, and the kind, as it is said of partners: "in Africa".
    actual, expected
        Partners of the kind; both add up to the number of partners over the kinds of a dimension.
    low, high
        Interval that holds at least 80 of 100 places that are alike.
    p
        Two-sided p of a difference as large, adjusted for the number of kinds (Holm).
    sentence
        What is to be said; None where the difference may be chance (p of 0.05 or more).
    """

    dimension: Annotated[str, one_of(DIMENSIONS)]
    kind: Text
    actual: Count
    expected: Amount
    low: Count
    high: Count
    p: Share
    sentence: str | None


@record
class Peer:
    """A place that is most comparable.

    Attributes
    ----------
    place
        The place, with its number of ties.
    distance
        0 is alike in all that was compared; 1 is twice the size, or by the sea and not.
    """

    place: PartnerPlace
    distance: Amount


@record
class Benchmark(JsonRecord):
    """A place among its peers.

    Attributes
    ----------
    home
        The place.
    sentence
        The answer in one sentence.
    ties
        Actual and expected number of ties.
    by_country
        Every country with a tie or an expected one, the most expected first; expected numbers add
        up to that of all ties.
    n_partners
        Partners that are sorted by kind: those of the place's own class.
    n_exchange
        Partners that are called exchange partners; for most places no list of these was read.
    kinds
        Every kind of every dimension.
    lacking, ample
        Kinds of which the place has fewer partners than expected, or more, beyond chance.
    peers, peers_among
        Most comparable places, the nearest first; among which they were looked for, in a sentence.
    notes
        What the reader should know, one sentence each.
    data_version, model_version
        Version of the data, and of those that the model of partners learned from.
    """

    home: PartnerPlace
    sentence: Text
    ties: CountedTies
    by_country: RecordTuple[CountryLine]
    n_partners: Count
    n_exchange: Count
    kinds: RecordTuple[KindLine]
    peers: RecordTuple[Peer]
    peers_among: Text
    notes: tuple[Text, ...]
    data_version: Text
    model_version: Text

    @property
    def is_comparable(self) -> bool:
        """Whether its number of ties can be judged: not that of a town of unknown size."""
        is_region = self.home.level in ("country", "region1", "region2") or self.home.is_dual
        return self.home.population is not None or is_region

    @property
    def lacking(self) -> RecordTuple[KindLine]:
        """Kinds of which there are fewer partners than expected, beyond chance."""
        return RecordTuple(
            k for k in self.kinds if k.sentence is not None and k.actual < k.expected
        )

    @property
    def ample(self) -> RecordTuple[KindLine]:
        """Kinds of which there are more partners than expected, beyond chance."""
        return RecordTuple(
            k for k in self.kinds if k.sentence is not None and k.actual > k.expected
        )

    @property
    @written(after="kinds", key="lacking")
    def sentences_of_lacking(self) -> tuple[Text, ...]:
        """What is said of the kinds of which there are fewer partners than expected."""
        return tuple(str(line.sentence) for line in self.lacking)

    @property
    @written(after="sentences_of_lacking", key="ample")
    def sentences_of_ample(self) -> tuple[Text, ...]:
        """What is said of the kinds of which there are more partners than expected."""
        return tuple(str(line.sentence) for line in self.ample)
