"""The parts of C1 and C2 that count ties of a kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from sistercities.network.two_level import TwoLevelNetwork
from sistercities.sentences import Listed, Sentence, listed, listed_few, say, say_count
from sistercities.studies.nesting.estimates import ties_without_country
from sistercities.studies.nesting.part_ground import PartGround
from sistercities.studies.nesting.sensitivity import Tried
from sistercities.studies.parts import (
    CITY_TIES,
    PartFinding,
    Told,
    VariedKind,
    counted_finding,
    firm_words,
)
from sistercities.studies.phrases import ONE_LIST, one_after_another
from sistercities.studies.rule_changes import AS_CITIES, Change
from sistercities.studies.scope import Scope, list_name, named, plural, with_article
from sistercities.studies.study_data import StudyData
from sistercities.studies.unjudged_parts import CountPart, Kind
from twolevel.core.array_types import Flag
from twolevel.core.arrays import TwoLevelArrays, hits_of_ties

OfKind = Callable[[TwoLevelArrays], Flag]

KINDS: dict[str, OfKind] = {
    "C1.exist": ties_without_country,
    "C2.exist": lambda arrays: ~hits_of_ties(arrays),
}
"""Which city ties are of the kind that each part claims."""


def kind_of(arrays: TwoLevelArrays, is_of_kind: Flag, is_firm: Flag) -> Kind:
    """Count the ties of a kind, and those that can be relied on."""
    firm = is_of_kind & is_firm
    return Kind(
        int(firm.sum()),
        int(is_of_kind.sum()),
        int(np.unique(arrays.tie_unit[firm]).size),
        int(np.unique(arrays.tie_country[firm]).size),
    )


def typed_twice(data: StudyData, network: TwoLevelNetwork) -> Flag:
    """Tell which city ties a source typed twice without difference."""
    ties = data.tables.ties.set_index("tie_id")["is_double_entry"]
    return np.asarray(ties.reindex(list(network.tie_ids)).to_numpy(dtype=np.bool_))


def find_exist(rule: CountPart, ground: PartGround) -> PartFinding:
    """Count the ties of a kind."""
    is_of_kind = KINDS[rule.id](ground.arrays)
    is_firm = ground.data.firm.are_firm(ground.network.tie_ids)
    kind = kind_of(ground.arrays, is_of_kind, is_firm)
    strict = ground.data.firm.are_firm(ground.network.tie_ids, "Wikimedia as one")
    told = Told(
        sentence=_sentence(rule, replace(kind, n_strict=int((is_of_kind & strict).sum())), ground),
        would_change=WOULD_CHANGE[rule.id],
        unit=CITY_TIES,
        n=kind.n_known,
        n_of=say("known city ties of this kind"),
        method=say(
            "a count: told by two sources that do not copy each other, or by an official page"
        ),
        note=compared_words(ground) if rule.claim == "C1" else "",
    )
    return counted_finding(rule, kind, told, _varied(rule, ground, is_of_kind))


def _varied(rule: CountPart, ground: PartGround, is_of_kind: Flag) -> list[VariedKind]:
    data, network = ground.data, ground.network
    firm = data.firm
    otherwise = (
        (
            say("typed twice"),
            say("relied on if a source typed it twice without difference, and not else"),
            typed_twice(data, network),
        ),
        (
            say("Wikimedia as one source"),
            say("Wikidata and all Wikipedias taken for one source"),
            firm.are_firm(network.tie_ids, "Wikimedia as one"),
        ),
        (
            say("families of sources apart"),
            say("Wikidata taken to copy no Wikipedia, so that each confirms the other"),
            firm.are_firm(network.tie_ids, "families apart"),
        ),
        (
            say("official pages only"),
            say("relied on if an official page tells of it, and not else"),
            np.array([tie in firm.official for tie in network.tie_ids], dtype=np.bool_),
        ),
    )
    found = [
        VariedKind(name, description, kind_of(ground.arrays, is_of_kind, is_firm))
        for name, description, is_firm in otherwise
    ]
    return found + [_under(rule, data, one) for one in ground.tried]


def _under(rule: CountPart, data: StudyData, one: Tried) -> VariedKind:
    name, description = one.change.name, one.change.description
    if one.arrays is None:
        nothing = say("no city ties or no upper ties are left under this rule")
        return VariedKind(name, description, None, nothing)
    is_firm = data.firm.are_firm(one.network.tie_ids)
    return VariedKind(name, description, kind_of(one.arrays, KINDS[rule.id](one.arrays), is_firm))


def compared_words(ground: PartGround) -> Sentence | str:
    """Say which of all known city ties can lie inside or outside, and so are compared."""
    scope, network = ground.scope, ground.network
    if ground.n_known is None:
        return ""
    compared = say(
        "We compared the {n_ties:,} city partnerships known to be alive in {year} in the "
        "{n_listed} of {n_units} {units} whose own partners a source lists; {n_all:,} of {country} "
        "are known today. Those compared stand in {lists}.",
        n_ties=ground.arrays.n_ties,
        year=str(network.as_of),
        country=with_article(scope.country_name),
        units=plural(scope.unit),
        n_listed=len(scope.part),
        n_units=scope.n_units,
        n_all=ground.n_known,
        lists=lists_words(ground),
    )
    return one_after_another([compared, nothing_left_words(ground), left_out_words(ground)])


def nothing_left_words(ground: PartGround) -> Sentence | str:
    """Say under which changes nothing is left to compare; of a source, what rests on it alone."""
    lost = [one.change for one in ground.tried if one.arrays is None]
    if not lost:
        return ""
    named = [_list_named(change, ground) for change in lost]
    if len(named) == 1 and named[0]:
        return say(ONE_LIST, units=plural(ground.scope.unit), source=named[0])
    changes = [
        say("without {source}", source=source) if source else change.name
        for source, change in zip(named, lost, strict=True)
    ]
    return say("Nothing could be compared {changes}.", changes=listed(changes))


def _list_named(change: Change, ground: PartGround) -> str:
    """Name the list of a source that a change leaves out; "" for any other change."""
    source = change.rules.without_source
    if not source:
        return ""
    years = ground.data.sources.set_index("source_id")["snapshot_year"]
    return list_name(source, int(years[source]))


def left_out_words(ground: PartGround) -> Sentence | str:
    """Say which places are region and city at once, and what they would change as cities.

    Abroad there are such places too: the row that reads them as cities takes those of both ends.
    Nothing where there are none at home.
    """
    of_dual = ground.of_dual
    if not of_dual.names:
        return ""
    others = next((row for row in ground.rows if row.name == AS_CITIES), None)
    said = say_count(
        "{places}, region and city at once, takes no part, nor do such places abroad",
        "{places}, region and city at once, take no part, nor do such places abroad",
        len(of_dual.names), places=named(of_dual.names),
    )  # fmt: skip
    if others is None or others.ratio is None:
        return say("{said}.", said=said)
    return say(
        "{said}; as cities they would all together add {n:,} partnerships, and {times:.1f} times "
        "as many as by chance would lie inside.",
        said=said, n=others.n_ties - ground.arrays.n_ties, times=others.ratio,
    )  # fmt: skip


MOST_NAMED = 3
"""Sources that a sentence names; the others are counted."""


def lists_words(ground: PartGround) -> Listed:
    """Name the sources in which most of the compared ties stand, each with how many."""
    told = ground.data.tables.ties.set_index("tie_id")["sources"].reindex(ground.network.tie_ids)
    counts = Counter(source for sources in told.dropna() for source in str(sources).split())
    sources = ground.data.sources.set_index("source_id")["snapshot_year"]
    ordered = sorted(counts, key=lambda source: (-counts[source], source))
    named = [_list_words(one, int(sources[one]), counts[one]) for one in ordered[:MOST_NAMED]]
    return listed_few(named, len(ordered))


def _list_words(source: str, year: int, n: int) -> Sentence:
    return say("{list} ({n:,})", list=list_name(source, year), n=n)


def _sentence(rule: CountPart, kind: Kind, ground: PartGround) -> str:
    scope, n_ties = ground.scope, ground.arrays.n_ties
    where = _where(rule, scope)
    if kind.n_known == 0:
        return say("No city of {of_whom} is known to have a partner {where}.",
                   of_whom=scope.of_whom, where=where)  # fmt: skip
    known = say(
        "Of {n_ties:,} compared city partnerships of {of_whom}, {n_known:,} are {where}.",
        n_known=kind.n_known, n_ties=n_ties, of_whom=scope.of_whom, where=where,
    )  # fmt: skip
    return one_after_another([known, _shared_words(rule, ground), firm_words(kind)])


def _shared_words(rule: CountPart, ground: PartGround) -> str:
    """Say which of the ties the other claim counts too; without a partner no region is a sister."""
    n = int(KINDS["C1.exist"](ground.arrays).sum())
    if rule.claim == "C1" or n == 0:
        return say("They count in C2 too.") if n else ""
    return say("The {n:,} of C1 are among them.", n=n)


def _where(rule: CountPart, scope: Scope) -> Sentence:
    if rule.claim == "C1":
        return say("with countries where the {unit} has no partner of its own", unit=scope.unit)
    return say("with cities outside the sister {pairs}", pairs=scope.pairs)


WOULD_CHANGE = {
    "C1.exist": say("Partners of the regions, so far unlisted, in every one of these countries."),
    "C2.exist": say(
        "So many unlisted partnerships of regions that none of these partnerships of cities would "
        "lie outside them."
    ),
}
