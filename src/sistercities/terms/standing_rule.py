"""The rule of standing (`dataset.standing`) in words, in the order in which it asks."""

from __future__ import annotations

from sistercities.terms.words import Standing

OLD_AFTER_YEARS = 5
"""A list so much older than the newest is no word on today, though none newer covers the tie."""
RULE: dict[Standing, str] = {
    "ended": "an event says that it ended, and no later event revokes it; or a list says so, and "
    "no later list calls it active; a later word that it is suspended revokes no end",
    "suspended": "an event says that it is suspended, and no later event revokes it; or a list "
    "says so, and no later list calls it active",
    "never_valid": "a court annulled it, or one of the two says that it was never agreed",
    "pending": "announced; no source knows of a signature, and no later list names it",
    "active": "the newest source that says anything of its status says that it is active; it is "
    "unlisted where a newer list, which would have named it, does not",
    "listed": "the newest source that covers either end names it, and says nothing of its status; "
    f"it is less than {OLD_AFTER_YEARS} years older than the newest source of ties",
    "no_longer_listed": "an older source names it, and a newer one that covers both ends does not: "
    "it has other partners of both, or nothing of one, whom its other partners leave out too",
    "one_old_source": "an older source names it, and no newer one covers both ends",
}
