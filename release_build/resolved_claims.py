"""Every claim and every event of the snapshots, read, corrected by rulings, its names resolved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from release_build.observations import pointed_evidence, read_later, resolve_observations
from release_build.readers.china_2026 import read_china
from release_build.readers.country_labels import read_country_labels
from release_build.readers.enwiki import read_enwiki
from release_build.readers.japan_korea import SOURCE_ID as JAPAN_KOREA
from release_build.readers.japan_korea import read_japan_korea
from release_build.readers.region_register import DATED_SOURCES, read_dated_regions, read_regions
from release_build.readers.region_register import SOURCE_ID as REGIONS
from release_build.readers.ruled_pages import FILE as READ_TIES
from release_build.readers.ruled_pages import RuledPages, read_pages, read_ruled_pages
from release_build.readers.whole_lists import ListAccount, read_whole_lists, require_held
from release_build.readers.wikidata_snapshot import read_wikidata
from release_build.readers.zhwiki import read_zhwiki
from release_build.resolving.both_ways import resolve_both_ways
from release_build.resolving.entry_regions import read_list_states
from release_build.resolving.enwiki import resolve_enwiki
from release_build.resolving.heeded_rulings import require_heeded
from release_build.resolving.older_rows import (
    beside_named_rows,
    resolve_by_held_ties,
    with_older_rows,
)
from release_build.resolving.witnesses import with_witnesses
from release_build.tie_kinds import NOTED_FILE as NOTED
from release_build.tie_kinds import read_noted_ties, with_noted_ties
from release_build.told_beside import read_told_beside, with_told_beside
from release_build.untold_events import DATES_FILE as EVENT_DATES
from release_build.untold_events import (
    DORMANT,
    PROPOSED,
    UNDECIDED,
    read_event_dates,
    read_press_events,
    read_untold_events,
    with_dormant,
    with_event_dates,
    with_press_events,
    with_proposals,
    with_spokesmen,
    without_untold,
)
from sistercities.dataset.decisions import RETIRE_CHECKS, Decisions, NameDecision, read_decisions
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.ranked_rules import resolve, resolve_plainly
from sistercities.errors import BuildError
from sistercities.sources.origins import FOLDERS
from sistercities.sources.snapshot import Origin, Snapshot
from sistercities.sources.tie_events import EventReading, read_tie_events
from sistercities.terms.claims import SourceClaim


def resolve_claims(
    shared_data: Path, decisions: Path, gazetteer: Gazetteer
) -> tuple[list[ResolvedClaim], EventReading]:
    """Read every claim and event, and resolve the names; every ruling must be needed."""
    rulings = read_decisions(decisions)
    lists = resolved_lists(shared_data, decisions, gazetteer, rulings)
    statements = read_wikidata(shared_data / "ties-wikidata-2016")
    later = read_later(shared_data, decisions)
    resolved = resolve_both_ways(
        lists,
        statements,
        gazetteer,
        rulings,
        lambda sure: pointed_evidence(later, gazetteer, rulings, sure),
        later,
    )
    observed = resolve_observations(shared_data, decisions, gazetteer, rulings, resolved)
    resolved = [*with_older_rows(resolved, observed, gazetteer), *observed]
    resolved = with_witnesses(resolved, later, gazetteer)
    events = _events(shared_data, decisions)
    of_events = [event.claim for event in events.events]
    resolved += resolve_by_held_ties(of_events, resolved, gazetteer, rulings)
    require_needed(rulings, gazetteer)
    require_heeded(rulings, resolved)
    return resolved, events


def _events(shared_data: Path, decisions: Path) -> EventReading:
    """Read the events of ties, as the rulings on them and the press have them."""
    read = without_untold(
        read_tie_events(shared_data / FOLDERS["tie-events-2026"]),
        read_untold_events(decisions / "untold_events.csv"),
    )
    read = with_spokesmen(read, read_untold_events(decisions / UNDECIDED))
    read = with_dormant(read, read_untold_events(decisions / DORMANT))
    read = with_proposals(read, read_untold_events(decisions / PROPOSED))
    read = with_event_dates(read, read_event_dates(decisions / EVENT_DATES))
    of_press = read_press_events(decisions / "press_events.csv")
    beside = read_told_beside(decisions / "told_beside.csv")
    return with_press_events(with_told_beside(read, beside), of_press)


def resolved_lists(
    shared_data: Path, decisions: Path, gazetteer: Gazetteer, rulings: Decisions
) -> list[ResolvedClaim]:
    """Read and resolve the claims of every source but Wikidata, whose items need those of these."""
    lists = tuple(_zhwiki(shared_data))
    chinese = resolve_each(lists, gazetteer, rulings)
    typed = typed_claims(shared_data, read_ruled_pages(decisions))
    typed = with_noted_ties(typed, read_noted_ties(decisions / NOTED))
    typed = [*typed, *read_pages(decisions.parent / READ_TIES)]
    return [
        *chinese,
        *_china(shared_data, lists, chinese, gazetteer, rulings),
        *resolve_each(typed, gazetteer, rulings),
        *resolve_enwiki(
            _enwiki(shared_data, decisions),
            gazetteer,
            rulings,
            read_list_states(decisions / "enwiki_list_states.csv"),
        ),
    ]


def require_needed(rulings: Decisions, gazetteer: Gazetteer) -> None:
    """Retire rulings on names: those that applied to nothing, and those the rules now make.

    Raises
    ------
    BuildError
        Naming the rulings to take out.
    """
    unused = rulings.unused()
    made = [
        ruling
        for ruling in rulings.retired(lambda end: resolve_plainly(end, gazetteer))
        if ruling.retire_check == RETIRE_CHECKS[0]
    ]
    for problem, retired, step in (
        ("applied to no claim", unused, "write name, country, context and level as `sc.claims` "
         "shows them, or take the rows out"),
        ("is what the rules say", made, "take the rows out"),
    ):  # fmt: skip
        if retired:
            names = ", ".join(_said(one) for one in retired)
            raise BuildError(f"data/decisions/names_*.csv: the ruling {problem}: {names}; {step}")


def _said(ruling: NameDecision) -> str:
    of = (ruling.country, ruling.source_id, ruling.context, ruling.level)
    return f"{ruling.name} ({', '.join(filter(None, of))})"


def resolve_each(
    claims: Iterable[SourceClaim], gazetteer: Gazetteer, decisions: Decisions
) -> list[ResolvedClaim]:
    """Resolve both ends of each claim by itself."""
    return [
        ResolvedClaim(
            claim,
            resolve(claim.a, claim.claim_id, gazetteer, decisions, claim.b.name),
            resolve(claim.b, claim.claim_id, gazetteer, decisions, claim.a.name),
        )
        for claim in claims
    ]


def _zhwiki(shared_data: Path) -> Iterable[SourceClaim]:
    path = shared_data / FOLDERS["zhwiki-2020"] / "zhwiki_friendship_ties.tsv"
    return read_zhwiki(Snapshot(path, Origin("zhwiki-2020")))


def _china(
    shared_data: Path,
    lists: Sequence[SourceClaim],
    resolved: Sequence[ResolvedClaim],
    gazetteer: Gazetteer,
    decisions: Decisions,
) -> list[ResolvedClaim]:
    reading = read_china(shared_data / FOLDERS["china-2026"], lists)
    claims = resolve_each(reading.claims, gazetteer, decisions)
    return beside_named_rows(claims, reading.about, resolved)


def typed_claims(shared_data: Path, pages: RuledPages) -> list[SourceClaim]:
    """Read the claims of the tables that were typed from pages of governments, registers and news.

    Raises
    ------
    BuildError, SourceError
        If a table is not understood, or a ruling on a page meets no claim.
    """
    claims = [
        *read_regions(shared_data / FOLDERS[REGIONS], pages=pages),
        *read_japan_korea(shared_data / FOLDERS[JAPAN_KOREA], pages=pages),
        *(
            claim
            for source in DATED_SOURCES
            for claim in read_dated_regions(shared_data / FOLDERS[source], source, pages=pages)
        ),
    ]
    pages.require_met()
    return claims


def read_list_accounts(shared_data: Path, resolved: Iterable[ResolvedClaim]) -> list[ListAccount]:
    """Read what the typed tables say of the lists of regions; each whole list is claimed whole."""
    accounts = [
        account
        for source in (JAPAN_KOREA, *DATED_SOURCES)
        for account in read_whole_lists(shared_data / FOLDERS[source], source)
    ]
    require_held(accounts, [one.claim for one in resolved])
    return accounts


def _enwiki(shared_data: Path, decisions: Path) -> Iterable[SourceClaim]:
    labels = read_country_labels(decisions / "country_labels.csv", "enwiki-2026")
    reading = read_enwiki(shared_data / FOLDERS["enwiki-2026"], labels)
    return reading.claims
