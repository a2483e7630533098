"""How much of a register the release holds, pair by pair: like is set beside like.

A partnership of the register is held if a tie of ours joins a home place of that name, in its
region where the register states one, with a place of the partner's name in the partner's country.
Names are compared by every spelling that we know, so what is held under a name that neither side
knows counts as not held: the shares are rather too low than too high. Any tie counts, whatever its
standing. A partnership that the register states twice counts once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sistercities.dataset.overlays.importing import account_for
from sistercities.dataset.register_shares import RegisterShare
from sistercities.dataset.release.store import Release
from sistercities.sources.register_line import RegisterLine
from sistercities.sources.register_words import folded

SIZES = ((0, "under 5,000"), (5_000, "5,000 to 15,000"), (15_000, "15,000 to 50,000"),
         (50_000, "50,000 to 200,000"), (200_000, "200,000 and more"))  # fmt: skip
"""Persons of the home place from which a class begins, and what it is called."""

UNKNOWN_SIZE = "not known"
OTHERS = "other countries"
LEAST = 40
"""Formal partnerships below which a country has no figure of its own: a few would tell of rows."""

ALL = "all"
_PARTED = re.compile(r"\s*[(/,;]\s*|\)")


@dataclass(frozen=True, slots=True)
class Partnership:
    """One partnership of a register.

    Attributes
    ----------
    form
        What the register calls it; "" where it does not say.
    country
        ISO 3166-1 alpha-2 of the partner.
    size
        Class of the home place by persons, from `SIZES`, or `UNKNOWN_SIZE`.
    is_held
        Whether a tie of ours is of the two.
    """

    form: str
    country: str
    size: str
    is_held: bool


@dataclass(frozen=True)
class HeldPairs:
    """The ties of the release by spelled names.

    Attributes
    ----------
    spelled
        Places with a tie, by country and folded spelling.
    partners
        Partners of each place.
    regions
        Code of the first-level region of each place.
    """

    spelled: Mapping[tuple[str, str], frozenset[str]]
    partners: Mapping[str, frozenset[str]]
    regions: Mapping[str, str]

    def join(self, home: Iterable[str], partner: Iterable[str]) -> bool:
        """Whether a tie joins one of some places with one of others."""
        others = set(partner)
        return any(self.partners[one] & others for one in home)

    def named(self, name: str, country: str, region: str = "") -> set[str]:
        """Find the places with a tie that a name means, in a region where one is given."""
        found = {
            place
            for spelling in spellings(name)
            for place in self.spelled.get((country, spelling), ())
        }
        inside = {place for place in found if self.regions[place] == region}
        return inside if region else found


def spellings(name: str) -> list[str]:
    """List what a written name may be, folded: all of it, and what brackets and slashes part.

    Examples
    --------
    >>> spellings("Praha (Prag)")
    ['prahaprag', 'praha', 'prag']
    """
    parts = [folded(part) for part in (name, *_PARTED.split(name))]
    return [part for part in dict.fromkeys(parts) if part]


def held_pairs(release: Release) -> HeldPairs:
    """Read the ties of a release."""
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for row in release.query("SELECT place_a, place_b FROM ties"):
        partners[row["place_a"]].add(row["place_b"])
        partners[row["place_b"]].add(row["place_a"])
    spelled: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    regions: dict[str, str] = {}
    for row in release.query(_SPELLED):
        if row["place_id"] in partners:
            spelled[row["country"], folded(row["name"])].add(row["place_id"])
            regions[row["place_id"]] = row["region_iso"] or ""
    return HeldPairs(
        {key: frozenset(places) for key, places in spelled.items()},
        {place: frozenset(others) for place, others in partners.items()},
        regions,
    )


_SPELLED = """
    SELECT place_id, p.country, p.region_iso, n.name FROM names n JOIN places p USING (place_id)
    UNION SELECT place_id, country, region_iso, name FROM places
"""


def partnerships(
    lines: Sequence[RegisterLine],
    release: Release,
    form_of: Callable[[int], str],
    region_of: Callable[[int], str] = lambda _: "",
) -> Iterator[Partnership]:
    """Yield the partnerships of a register, each once.

    Parameters
    ----------
    lines
        Lines of the register, as `read_register` gives them.
    release
        What is held.
    form_of, region_of
        From the number of a line to what the register calls the partnership, and to the ISO 3166-2
        code of the home place's region; "" where it does not say.
    """
    ties, population = held_pairs(release), _population(release)
    found = account_for(lines, release)
    claims = {one.claim.claim_id: one for one in found.claims}
    of_line = {line.number: line for line in lines}
    for told in found.account:
        if told.outcome in ("repeated", "refused"):
            continue
        one, number = claims[told.claim_id], of_line[int(told.line)].number
        home, partner = one.claim.a, one.claim.b
        names = (
            ties.named(home.name, home.country, region_of(number)),
            ties.named(partner.name, partner.country),
        )
        is_held = told.outcome == "known" or ties.join(*names)
        persons = population.get(one.a.place_id or _only(names[0]))
        yield Partnership(form_of(number), partner.country, size_of(persons), is_held)


def _only(places: set[str]) -> str:
    return next(iter(places)) if len(places) == 1 else ""


def _population(release: Release) -> dict[str, int]:
    rows = release.query("SELECT place_id, population FROM places WHERE population IS NOT NULL")
    return {row["place_id"]: row["population"] for row in rows}


def size_of(persons: int | None) -> str:
    """Name the class of a place by its persons."""
    if persons is None:
        return UNKNOWN_SIZE
    return [name for least, name in SIZES if persons >= least][-1]


def shares(
    found: Iterable[Partnership], formal: str, *, card: str, register: str, as_of: str, version: str
) -> list[RegisterShare]:
    """Count what is listed and held: in all, by form, and of the formal ones by country and size.

    Countries with fewer than `LEAST` formal ones are counted together.

    Parameters
    ----------
    found
        The partnerships.
    formal
        The form that counts as a partnership with a treaty.
    card, register, as_of, version
        As in `RegisterShare`.
    """
    listed: Counter[str] = Counter()
    held: Counter[str] = Counter()
    every = list(found)
    of_country = Counter(one.country for one in every if one.form == formal)
    for one in every:
        groups = [ALL, f"form: {one.form or 'not stated'}"]
        if one.form == formal:
            country = one.country if of_country[one.country] >= LEAST else OTHERS
            groups += [f"{formal}, country: {country}", f"{formal}, persons: {one.size}"]
        listed.update(groups)
        held.update(groups if one.is_held else ())
    return [
        RegisterShare(card, register, as_of, group, listed[group], held[group], version)
        for group in sorted(listed)
    ]
