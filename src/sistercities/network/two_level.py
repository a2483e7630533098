"""The two-level network: home places in units, foreign places in units in countries."""

from __future__ import annotations

from dataclasses import dataclass

from twolevel.core.array_types import Flag, Index


@dataclass(frozen=True, slots=True)
class TwoLevelNetwork:
    """One home country against the world at one year, as arrays.

    Notation of the methods: home place i in unit p(i); foreign place j in unit r(j) in country
    c(j); A_ij = 1 if a lower tie joins i and j; B_pr = 1 if an upper tie joins p and r.

    Attributes
    ----------
    country
        ISO 3166-1 alpha-2 of the home country.
    as_of
        Year whose living ties are held.
    home_places
        Place ids of the roster: every home place that could hold a lower tie, also those without
        any; length n_home.
    home_unit
        Unit of each home place, shape (n_home,), indices into `home_units`.
    home_block
        Block of each home place, shape (n_home,): a prefecture with the counties in it is one
        block, so that counties move with their prefecture.
    home_stratum
        Stratum of each home place's block, shape (n_home,): the level of the block.
    home_units
        Place ids of the home units, length n_units.
    is_covered
        Whether the upper ties of a home unit are listed by a source, shape (n_units,). Unknown is
        not zero: a unit that is not covered has no row of B.
    foreign_places
        Place ids of the foreign places with a lower tie, length n_foreign.
    foreign_country
        Country of each foreign place, shape (n_foreign,), indices into `countries`.
    foreign_unit
        Units that contain each foreign place, shape (n_foreign, n_tiers), indices into
        `foreign_units`, -1 where there is none. Column 0 is the finest signing tier of its
        country; further columns are coarser tiers that sign there too.
    foreign_units
        Place ids of foreign units, length n_foreign_units.
    foreign_unit_country
        Country of each foreign unit, shape (n_foreign_units,).
    foreign_unit_tier
        Tier of each foreign unit, shape (n_foreign_units,): 0 finest, 1 coarser.
    countries
        ISO 3166-1 alpha-2 codes, length n_countries.
    ties
        Lower ties, shape (n_ties, 2): home place, foreign place. Simple: no pair twice.
    tie_ids
        Ids of the lower ties, length n_ties.
    upper_ties
        Upper ties, shape (n_upper, 2): home unit, foreign unit. Simple.
    upper_tie_ids
        Ids of the upper ties, length n_upper.
    left_out
        How many ties were left out, by reason; the reasons are sentences' subjects.
    """

    country: str
    as_of: int
    home_places: tuple[str, ...]
    home_unit: Index
    home_block: Index
    home_stratum: Index
    home_units: tuple[str, ...]
    is_covered: Flag
    foreign_places: tuple[str, ...]
    foreign_country: Index
    foreign_unit: Index
    foreign_units: tuple[str, ...]
    foreign_unit_country: Index
    foreign_unit_tier: Index
    countries: tuple[str, ...]
    ties: Index
    tie_ids: tuple[str, ...]
    upper_ties: Index
    upper_tie_ids: tuple[str, ...]
    left_out: dict[str, int]

    @property
    def n_ties(self) -> int:
        """Number of lower ties."""
        return int(self.ties.shape[0])

    @property
    def n_upper(self) -> int:
        """Number of upper ties."""
        return int(self.upper_ties.shape[0])
