"""Where ties stand among all candidates of their home place; equal scores are counted half."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from sistercities.partners.evaluation.task import OpenList
from twolevel.core.array_types import Index, Real


@dataclass(frozen=True, slots=True, eq=False)
class TieRanks:
    """Ranks of ties by one method, one entry a tie, from 1; other ties to be found do not count.

    Attributes
    ----------
    home, partner
        Positions of the two ends.
    n_ties
        Ties of the partner that were known.
    rank
        1 + candidates with a higher score + half of those with the same.
    country_rank
        The same among the candidates of the partner's country.
    degree_rank
        The same among the candidates with about as many ties as the partner (`degree_class`), as a
        share of their number: 0 is the best, 1 the worst, half is chance.
    precision
        Share of ties among the candidates that score at least as high, equal ones counted half.
    n_candidates, n_in_country
        Candidates of the list, and those of the partner's country.
    """

    home: Index
    partner: Index
    n_ties: Real
    rank: Real
    country_rank: Real
    degree_rank: Real
    precision: Real
    n_candidates: Real
    n_in_country: Real

    def __len__(self) -> int:
        return len(self.home)


def degree_class(degree: Real) -> Index:
    """Class of a number of ties: 0; 1-2; 3-6; 7-14; ..."""
    return np.floor(np.log2(1 + degree)).astype(np.int64)


def ranks_of(listed: OpenList, score: Real) -> TieRanks:
    """Rank the ties of one list.

    Parameters
    ----------
    listed
        Candidates.
    score
        Of each candidate; higher is better.
    """
    ground = listed.task.ground
    country = ground.places.country[listed.others]
    degree = ground.ties.degree[listed.others]
    group = degree_class(degree)
    true = np.flatnonzero(listed.is_true)
    false = ~listed.is_true
    rows = []
    for at in true.tolist():
        above = (score > score[at]) & false
        same = (score == score[at]) & false
        counted = above + 0.5 * same
        here, alike = country == country[at], group == group[at]
        n_true = (score[true] > score[at]).sum() + 0.5 * ((score[true] == score[at]).sum() + 1)
        rows.append((
            listed.home, listed.others[at], degree[at], 1 + counted.sum(), 1 + counted[here].sum(),
            counted[alike].sum() / max(int((false & alike).sum()), 1),
            n_true / (n_true + counted.sum()), len(score), here.sum(),
        ))  # fmt: skip
    return _as_ranks(np.array(rows, dtype=np.float64).reshape(len(rows), 9))


def _as_ranks(table: Real) -> TieRanks:
    whole = table[:, :2].astype(np.int64)
    return TieRanks(whole[:, 0], whole[:, 1], *table[:, 2:].T)


def pooled(parts: Sequence[TieRanks]) -> TieRanks:
    """Put ranks of many lists into one record."""
    return TieRanks(*(
        np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(TieRanks)
    ))  # fmt: skip
