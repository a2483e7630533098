"""Tables that are looked up by a key, whether they lie in memory or in a file."""

from __future__ import annotations

from typing import Protocol, TypeVar

K = TypeVar("K", contravariant=True)
V = TypeVar("V")
Key = str | tuple[str | int, ...]


class Lookup(Protocol[K, V]):
    """A table that is asked for one key at a time."""

    def __getitem__(self, key: K, /) -> V:
        """Return what stands under a key; KeyError where nothing does."""

    def __contains__(self, key: object, /) -> bool:
        """Whether something stands under a key."""

    def get(self, key: K, default: V, /) -> V:
        """Return what stands under a key; the default where nothing does."""


class Growing(Protocol[K, V]):
    """A table that is asked for one key at a time, and to which more is added."""

    def __getitem__(self, key: K, /) -> V:
        """Return what stands under a key; KeyError where nothing does."""

    def __setitem__(self, key: K, value: V, /) -> None:
        """Put something under a key."""

    def __contains__(self, key: object, /) -> bool:
        """Whether something stands under a key."""

    def get(self, key: K, default: V, /) -> V:
        """Return what stands under a key; the default where nothing does."""


Derived = Lookup[Key, tuple[str, ...]]
"""Words, most often ids of places, by what they are looked up by."""
