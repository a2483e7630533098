"""What a benchmark consists of: plain records without arrays."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sistercities.partners.answers import PartnerPlace

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


@dataclass(frozen=True, slots=True)
class CountedTies:
    """A number of ties beside what places alike let expect.

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

    actual: int
    expected: float
    low: int
    high: int
    low95: int
    high95: int
    percentile: float

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the number lies outside the interval of 95 of 100."""
        return not self.low95 <= self.actual <= self.high95


@dataclass(frozen=True, slots=True)
class CountryLine:
    """Ties with one country, beside what places alike let expect.

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

    country: str
    country_name: str
    ties: CountedTies
    bar: str | None = None
    care: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KindLine:
    """Partners of one kind, beside what places alike with as many partners let expect.

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

    dimension: str
    kind: str
    actual: int
    expected: float
    low: int
    high: int
    p: float
    sentence: str | None


@dataclass(frozen=True, slots=True)
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
    distance: float


@dataclass(frozen=True, slots=True)
class Benchmark:
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
    n_exchange
        Partners that are called exchange partners; for most places no list of these was read.
    """

    home: PartnerPlace
    sentence: str
    ties: CountedTies
    by_country: tuple[CountryLine, ...]
    n_partners: int
    kinds: tuple[KindLine, ...]
    peers: tuple[Peer, ...]
    peers_among: str
    notes: tuple[str, ...]
    data_version: str
    model_version: str
    n_exchange: int = 0

    @property
    def lacking(self) -> tuple[KindLine, ...]:
        """Kinds of which there are fewer partners than expected, beyond chance."""
        return tuple(k for k in self.kinds if k.sentence is not None and k.actual < k.expected)

    @property
    def ample(self) -> tuple[KindLine, ...]:
        """Kinds of which there are more partners than expected, beyond chance."""
        return tuple(k for k in self.kinds if k.sentence is not None and k.actual > k.expected)

    def to_json(self) -> dict[str, object]:
        """Return the record that `sistercities benchmark PLACE --json` prints."""
        return {
            "home": asdict(self.home),
            "sentence": self.sentence,
            "ties": asdict(self.ties) | {"is_beyond_chance": self.ties.is_beyond_chance},
            "by_country": [
                {
                    "country": line.country,
                    "country_name": line.country_name,
                    **asdict(line.ties),
                    "bar": line.bar,
                    "care": list(line.care),
                }
                for line in self.by_country
            ],
            "n_partners": self.n_partners,
            "n_exchange": self.n_exchange,
            "kinds": [asdict(line) for line in self.kinds],
            "lacking": [str(line.sentence) for line in self.lacking],
            "ample": [str(line.sentence) for line in self.ample],
            "peers": [asdict(peer) for peer in self.peers],
            "peers_among": self.peers_among,
            "notes": list(self.notes),
            "data_version": self.data_version,
            "model_version": self.model_version,
        }
