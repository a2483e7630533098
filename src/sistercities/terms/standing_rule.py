"""The rule of standing (`dataset.standing`) in words, in the order in which it asks.

When the silence of a list counts is judged by `dataset.source_coverage`; its words stand here too.
"""

from __future__ import annotations

from sistercities.terms.words import Standing

OLD_AFTER_YEARS = 5
"""A list so much older than the newest is no word on today, though none newer tells of the tie."""
PARTNERS_OF_THE_SILENT = 5
"""So many partners with entries of their own must leave a place out before it counts as silent."""
DOMESTIC_TIES, DOMESTIC_SHARE = 5, 0.01
"""So many ties inside a country, and such a share, shows that a list names them at all."""
SILENCE_COUNTS: dict[str, str] = {
    "its own list": "the list of its country or region was read, and has other partners of it",
    "the lists of its partners": "that list was read and has nothing of it, and of its partners "
    f"{PARTNERS_OF_THE_SILENT} or more have entries of their own there, none of which names it",
}
"""When a list that does not name a tie should have named it at one end."""
SILENCE_SAYS_NOTHING: dict[str, str] = {
    "another kind": "its own sources, or a ruling with its page, call it an exchange, a friendship "
    "or a contact, and none a sister tie, where the list states no such kinds: lists of twin towns "
    "leave these out",
    "a region": "one end is a first-level region that the lists of 2026 have as the partner of "
    "others alone: lists of towns pass regions over",
    "a name left open": "the list has a partner whose place is not settled, in the country of the "
    "other end",
    "inside a country": "both ends lie in one country, and of the ties of that country in the list "
    f"fewer than {DOMESTIC_TIES}, or less than {DOMESTIC_SHARE:.0%}, do: it names partners abroad",
    "another level": "the list has a tie with what contains the other end, lies in it or has its "
    "name",
}
"""When it says nothing about a tie that a list does not name it."""
RULE: dict[Standing, str] = {
    "ended": "an event says that it ended, and no later event revokes it; or a list says so, and "
    "no later list calls it active; a later word that it is suspended revokes no end",
    "suspended": "an event says that it is suspended, and no later event revokes it; or a list "
    "says so, and no later list calls it active",
    "never_valid": "a court annulled it, or one of the two says that it was never agreed",
    "pending": "announced; no source knows of a signature, and no later list names it",
    "active": "the newest source that says anything of its status says that it is active, in a "
    "year in which both places still existed, and neither has proposed to end it in a later one; "
    "it is unlisted where a newer list, which would have named it, does not",
    "listed": "a list names it, and says nothing of its status; that list is less than "
    f"{OLD_AFTER_YEARS} years older than the newest source of ties, no region of the two had "
    "ended by its year, and no newer list that should have named it leaves it out",
    "no_longer_listed": "an older source names it, and a newer list does not, which should "
    "have named it at both ends: it has other partners of both, or nothing of one, whom its other "
    "partners leave out too",
    "one_old_source": "an older source names it; no newer list names it, and none had to name "
    "it at both ends; or no list has ever named it; or lists name it only after one of the two, a "
    "region, was no more",
}
