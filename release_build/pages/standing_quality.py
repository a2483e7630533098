"""How good the rule of the standing is: `python -m release_build.pages.standing_quality`.

Ties with a known event are judged again as if nobody had told of the event, and as if no list had
stated a status: what would the rule have said from the lists alone? A second table takes the ties
of which a source states in 2020 or later that they are active. It writes the page
docs/data-quality/standing.md.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from release_build.pages.made_pages import write_whole
from sistercities.dataset.assemble import signing_levels
from sistercities.dataset.claim_rows import place_end, resolved_claim
from sistercities.dataset.release.store import Release, default_folder, open_release
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.weigh import weigh
from sistercities.dataset.weighing_ground import weighing_ground
from sistercities.sources.tie_events import SOURCE_ID
from sistercities.terms.words import STANDINGS, Event, Standing

PAGE = Path("docs/data-quality/standing.md")
SINCE = 2020
"""A statement that a tie is active counts for the second table from this year on."""
_LAST_EVENT = """
    SELECT tie_id, arg_max(event, coalesce(known_on, '')) AS event FROM tie_events
    WHERE tie_id IS NOT NULL AND certainty <> 'whole country' GROUP BY tie_id
"""
_CLAIMS = "SELECT * FROM claims WHERE tie_id IS NOT NULL ORDER BY claim_id"


@dataclass(frozen=True, slots=True)
class Judged:
    """By what is known of ties, how often the rule would have said what from lists alone.

    Attributes
    ----------
    by_event
        Last event of a tie, and the standing without it.
    alive
        Standing without any stated status of ties that a source of `SINCE` or later calls active.
    unseen
        Ties with an event that no list names: nothing could be said of them.
    """

    by_event: Mapping[Event, Counter[Standing]]
    alive: Counter[Standing]
    unseen: Counter[Event]


def judge(release: Release) -> Judged:
    """Weigh the ties of a release again without events and without stated statuses."""
    claims = [resolved_claim(row) for row in release.query(_CLAIMS)]
    listed = [_silent(one) for one in claims if one.claim.source_id != SOURCE_ID]
    standing = _standings(release, listed)
    events = {row["tie_id"]: row["event"] for row in release.query(_LAST_EVENT)}
    by_event: dict[Event, Counter[Standing]] = {}
    for tie_id, event in events.items():
        if tie_id in standing:
            by_event.setdefault(event, Counter())[standing[tie_id]] += 1
    unseen = Counter(event for tie_id, event in events.items() if tie_id not in standing)
    return Judged(by_event, _of_active(release, claims, events), unseen)


def _silent(one: ResolvedClaim) -> ResolvedClaim:
    """Return a claim as a list that states no status would have made it."""
    return replace(one, claim=replace(one.claim, status="unknown", end=""))


def _standings(release: Release, claims: Iterable[ResolvedClaim]) -> dict[str, Standing]:
    places = {row["place_id"]: place_end(row) for row in release.query("SELECT * FROM places")}
    signing = signing_levels(release.query("SELECT country, level FROM upper_tier"))
    around = replace(weighing_ground(release), events={})
    return {row["tie_id"]: row["standing"] for row in weigh(claims, places, signing, around).ties}


def _of_active(
    release: Release, claims: Sequence[ResolvedClaim], events: Mapping[str, Event]
) -> Counter[Standing]:
    """Judge ties that a source calls active by the other sources alone."""
    years: Mapping[str, int] = weighing_ground(release).snapshot_years
    calling = {
        (one.tie_id, one.claim.source_id)
        for one in claims
        if one.claim.status == "active" and one.claim.source_id != SOURCE_ID
        and (one.claim.seen_year or years[one.claim.source_id] or 0) >= SINCE
    }  # fmt: skip
    ties = {tie_id for tie_id, _ in calling} - set(events)
    others = [
        _silent(one)
        for one in claims
        if one.tie_id in ties
        and (one.tie_id, one.claim.source_id) not in calling
        and one.claim.source_id != SOURCE_ID
    ]
    return Counter(_standings(release, others).values())


def page_text(judged: Judged) -> str:
    """Write the page."""
    words = [word for word in STANDINGS if word in ("listed", "one_old_source", "no_longer_listed")]
    lines = [
        "# How good the standing of a tie is",
        "",
        "Written by `python -m release_build.pages.standing_quality` from the release. "
        "[The rule](../methods/standing.md).",
        "",
        "## Ties with a known event, judged as if nobody had told of it",
        "",
        "For each tie whose last event is known, the standing that follows from the lists alone, "
        "without events and without any status that a list states.",
        "",
        _head("last event", words),
        *(_row(event, judged.by_event[event], words) for event in sorted(judged.by_event)),
        "",
        f"{sum(judged.unseen.values())} further ties with an event are on no list at all.",
        "",
        f"## Ties that a source of {SINCE} or later calls active, judged by the other sources",
        "",
        _head("", words),
        _row("called active", judged.alive, words),
        "",
        *_conclusions(judged),
        "",
    ]
    return "\n".join(lines)


def _head(first: str, words: Sequence[Standing]) -> str:
    columns = " | ".join(f"`{word}`" for word in words)
    return f"| {first} | {columns} | ties |\n|---|{'---|' * (len(words) + 1)}"


def _row(name: str, counts: Counter[Standing], words: Sequence[Standing]) -> str:
    total = counts.total()
    cells = " | ".join(f"{counts[word]:,} ({counts[word] / total:.0%})" for word in words)
    return f"| {name} | {cells} | {total:,} |"


def _conclusions(judged: Judged) -> list[str]:
    ended = judged.by_event.get("ended", Counter())
    gone, alive = ended["no_longer_listed"], judged.alive["no_longer_listed"]
    return [
        f"So {gone:,} of {ended.total():,} ended ties would have been told from the lists alone; "
        "the others stand on the newest lists still, or no newer list has other partners of both. "
        f"Of ties that a source calls active {alive:,} of {judged.alive.total():,} would have been "
        "taken for no longer listed. The words are therefore no more than they say: *no longer "
        "listed* is not *ended*, and *listed* is not *active*."
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m release_build.pages.standing_quality")
    parser.add_argument("--release", type=Path, default=default_folder())
    parser.add_argument("--out", type=Path, default=PAGE)
    options = parser.parse_args(arguments)
    with open_release(options.release) as release:
        text = page_text(judge(release))
    write_whole(options.out, text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
