"""The model under other rules: other lists, other ties, fewer facts, each kind of quarrel apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd

from sistercities.sentences import Sentence, say
from sistercities.studies.world.data import WorldData
from sistercities.studies.world.facts import pair_facts
from sistercities.studies.world.models import ALL, GROUND, LASTING_MODEL, fit_world
from sistercities.studies.world.part_rules import LASTING
from sistercities.studies.world.parts import Variant
from sistercities.studies.world.row_names import ALL_FACTS
from sistercities.studies.world.ties import PairTies, pair_ties, with_counts

GIVEN = tuple(name for name in ALL if name not in LASTING_MODEL)
"""Facts that are asked with all others held alike."""

FEW_TIES = 20
"""City ties of a country below which it is left out in one row."""

ECONOMY = ("trade", "migrants", "no-migrants", "flights")
"""Facts that partnerships may have made in part, and that quarrels may have hindered."""

QUARRELS = {
    "hostile": say("rivals and armed conflicts without disputes, as in the parts on one country"),
    "rivalry": say("rivals on either list alone, without disputes and conflicts"),
    "dispute": say("disputes with a display of force alone"),
    "conflict": say("armed conflicts of the two states alone"),
}


def variants(
    data: WorldData, facts: pd.DataFrame, main: PairTies, as_of: int, tell: Callable[[str], None]
) -> Iterator[Variant]:
    """Fit the model under each other rule.

    Parameters
    ----------
    facts
        Facts of the countries of the main run.
    tell
        Called with the name of the row that comes next.
    """
    for name, words, pairs in _other_ties(data, facts, main, as_of):
        tell(name)
        yield Variant(name, words, fit_world(pairs, ALL), GIVEN)
        yield Variant(name, words, fit_world(pairs, LASTING_MODEL), LASTING)
    pairs = with_counts(facts, main)
    for one in _other_facts(pairs):
        tell(one.name)
        yield one


def _other_facts(pairs: pd.DataFrame) -> Iterator[Variant]:
    yield Variant(
        ALL_FACTS, say("held alike in trade, migrants, flights and politics too"),
        fit_world(pairs, ALL), LASTING,
    )  # fmt: skip
    fewer = tuple(name for name in ALL if name not in ECONOMY)
    words = say("without trade, migrants and flights, which politics may have hindered")
    yield Variant("no-economy", words, fit_world(pairs, fewer), ("rivals", "far"))
    for name, words in QUARRELS.items():
        yield Variant(
            f"only-{name}", words, fit_world(pairs.assign(rivals=pairs[name]), ALL), ("rivals",)
        )
    words = say("beside nothing but distance and border")
    for name in (*GIVEN, *LASTING):
        if name not in ("no-migrants", *GROUND):
            mark = ("no-migrants",) if name == "migrants" else ()
            alone = fit_world(pairs, (name, *GROUND, *mark))
            yield Variant("alone", words, alone, (name,))


def _other_ties(
    data: WorldData, facts: pd.DataFrame, main: PairTies, as_of: int
) -> Iterator[tuple[str, Sentence, pd.DataFrame]]:
    study = data.study
    every = pair_ties(study, as_of, main.sources, are_all_sources=True, countries=main.countries)
    yield (
        "all-sources",
        say("ties of all sources, also of lists of a few countries"),
        with_counts(facts, every),
    )
    words = say("countries with at least {n} city ties", n=FEW_TIES)
    yield "large", words, _without_small(with_counts(facts, main))
    newest = pair_ties(study, as_of, main.sources[:1])
    if len(newest.countries) > 2 and len(main.sources) > 1:
        words = say("{source} alone: its countries and its ties", source=newest.sources[0])
        yield "newest", words, with_counts(pair_facts(data, newest.countries), newest)


def _without_small(pairs: pd.DataFrame) -> pd.DataFrame:
    n = pairs.groupby("a")["ties"].sum().add(pairs.groupby("b")["ties"].sum(), fill_value=0)
    many = n.index[n >= FEW_TIES]
    return pairs[pairs["a"].isin(many) & pairs["b"].isin(many)]
