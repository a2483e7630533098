"""One reason for or against a partner: what it adds to the score, and how to say it.

A reason is put into words when somebody reads it: most of them nobody does. From how many partners
in the country or region of the other their number says anything is one rule for scorecards and for
lists of suggestions (`are_too_few`), so that no fact speaks for a place in the one and against it
in the other: what it says is what the model adds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from math import log2, log10
from typing import Annotated, Any, Literal, NamedTuple, get_args, overload

from sistercities.terms.json_records import Text, one_of
from sistercities.terms.late_methods import record

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
NOTABLE = 0.15
"""Log odds from which a reason is worth a line."""
ABOUT_AS_MANY = 0.4
"""Log2 up to which a number of partnerships is about what chance would have, and no argument."""
_NEVER_AGAINST = (
    "shared_partners", "shared_at_home", "tied_with_alike", "neighbours_tied", "region_ties",
    "sister_region",
)  # fmt: skip


Group = Literal[
    "size", "economy", "access", "language", "people", "geography", "network", "openness",
    "saturation", "politics",
]  # fmt: skip
"""What the officer gives weights to."""

REASON_GROUPS = (*get_args(Group), "like", "wish")
"""Groups of features, and those of the reasons that the officer's own words give."""


@record
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
        False of partners in common none of which may be named as a reason.
    """

    feature: str
    group: Annotated[str, one_of(REASON_GROUPS)]
    title: str
    value: float | None
    contribution: float
    sentence: Text
    evidence: Text
    is_known: bool
    parts: tuple[Text, ...] = ()
    may_be_given: bool = True

    @property
    def is_argument(self) -> bool:
        """Whether somebody could give it as a reason for a partner, or against one.

        A colonial past and the wealth of a country are none, nor is what makes no sense of the
        pair; and that two have partners, the sea or their rank in common, or other ties around
        them, never speaks against, whatever the other terms leave it with. Nor does it speak for
        them that they differ, or lie far apart, or that their countries have as many partnerships
        as chance would give. Partners in common that are barred, or call for
        care, are none either, nor is one partner in the country of the other.
        """
        if not self.may_be_given or are_too_few(self.feature, self.value or 0.0):
            return False
        if self.is_known and self.value is None:
            return False
        if self.contribution > 0 and self._is_difference:
            return False
        if self.feature == "country_ties" and abs(self.value or 0.0) < ABOUT_AS_MANY:
            return False
        if self.parts and self.contribution < 0 < (self.value or 0.0):
            return False  # many partnerships, and a shared language: only their sum is below 0
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


LEAST = 2
"""Partners from which their number says something: of one nobody can tell whether it is a rule."""
LEAST_VALUE = log2(1 + LEAST) - 1e-9
"""The same as the features have it, less what rounding takes."""
OF_THE_TWO = ("own_ties_there", "own_ties_in_region", "partner_ties_here")
"""Features that count partners of one of the two in the country or region of the other."""


def are_too_few(feature: str, value: float) -> bool:
    """Say whether a feature counts partners there, and there are some, but too few to say anything.

    Parameters
    ----------
    feature, value
        Name of the feature, and its value: log2 of 1 + their number.
    """
    return feature in OF_THE_TWO and 0 < value < LEAST_VALUE


class Unworded(NamedTuple):
    """One reason before its sentence.

    Attributes
    ----------
    feature, group, value, contribution
        As in the reason.
    word
        Puts it into words.
    """

    feature: str
    group: str
    value: float | None
    contribution: float
    word: Callable[[], Reason]


class ReasonsLater(Sequence[Reason]):
    """The reasons of one pair, the largest contribution first, each worded when it is read.

    Parameters
    ----------
    unworded
        The reasons; equal ones stay in their order.
    """

    __slots__ = ("_unworded", "_worded")

    def __init__(self, unworded: Iterable[Unworded]) -> None:
        self._unworded = tuple(sorted(unworded, key=lambda one: -one.contribution))
        self._worded: dict[int, Reason] = {}

    def with_more(self, more: Iterable[Unworded]) -> ReasonsLater:
        """Return these reasons and others."""
        return ReasonsLater((*self._unworded, *more))

    def weighed(self) -> Sequence[Unworded]:
        """Return the reasons without their words."""
        return self._unworded

    def __len__(self) -> int:
        return len(self._unworded)

    @overload
    def __getitem__(self, k: int) -> Reason: ...
    @overload
    def __getitem__(self, k: slice) -> tuple[Reason, ...]: ...
    def __getitem__(self, k: int | slice) -> Reason | tuple[Reason, ...]:
        if isinstance(k, slice):
            return tuple(self[each] for each in range(*k.indices(len(self))))
        at = range(len(self))[k]
        if at not in self._worded:
            self._worded[at] = self._unworded[at].word()
        return self._worded[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        # What is stored or sent to another process has its words, and no longer the facts.
        return tuple, (list(self),)


def less_than(
    reasons: Sequence[Reason], most: float, groups: Collection[str] | None = None
) -> Iterator[Reason]:
    """Give the reasons that add less than so many log odds, the smallest first.

    Only these are put into words.

    Parameters
    ----------
    reasons
        In order, the largest contribution first.
    most
        Log odds.
    groups
        Groups that are asked for; None for all.
    """
    weighed = reasons.weighed() if isinstance(reasons, ReasonsLater) else reasons
    for k in range(len(reasons) - 1, -1, -1):
        if weighed[k].contribution < most and (groups is None or weighed[k].group in groups):
            yield reasons[k]
