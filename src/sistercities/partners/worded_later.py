"""Reasons that are put into words when somebody reads them: most of them nobody does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, overload

from sistercities.partners.reason import Reason


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
