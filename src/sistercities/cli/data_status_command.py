"""`data status`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sistercities.cli.options import AsJson, Data, Overlay, chosen
from sistercities.cli.screen import MISSING, Screen, say, say_json, table

if TYPE_CHECKING:
    from sistercities.api.release import CoverageLine, SourceLine
    from sistercities.records import DataStatus

_SOURCES = ("Source", "As of", "Dated", "Claims", "Resolved", "Ties", "Alone", "Licence")
_FEW = ("Source", "As of", "Ties")


def status(as_json: AsJson = False, data: Data = None, overlay: Overlay = None) -> None:
    """Show the version, the sources and the number of ties."""
    from sistercities import releases

    found = releases.data_status(data=chosen(data, overlay))
    if as_json:
        say_json(found.to_json())
        return
    say(_lines(found, Screen.here()))


def _lines(status: DataStatus, screen: Screen) -> list[str]:
    """Say what the data hold: the sentence, the ties, the sources, where they are."""
    ties = status.ties
    span = f", {status.first_year} to {status.last_year}" if status.first_year else ""
    known = f"{ties.dated:,} with a known year{span}"
    columns = _SOURCES if screen.width >= 80 else _FEW
    claiming = [each for each in status.sources if each.claims]
    cells = [[_source_cells(each)[column] for column in columns] for each in claiming]
    others = [each.id for each in status.sources if not each.claims and not each.notices]
    notices = [f"{each.id} ({each.notices:,})" for each in status.sources if each.notices]
    levels = ", ".join(f"{n:,} {level}" for level, n in status.places.by_level.items())
    right = ("As of", "Claims", "Resolved", "Ties", "Alone")
    published = sum(each.official is not None for each in status.coverage)
    return [
        f"Data {status.version}: {ties.total:,} ties among {status.places.total:,} places; "
        f"{known}.",
        "",
        f"Ties by class: {ties.upper:,} upper, {ties.lower:,} lower, {ties.cross:,} cross, "
        f"{ties.dual:,} dual; {ties.domestic:,} of all lie within one country.",
        f"Places by level: {levels}.",
        "A place of level city is a municipality, as GeoNames lists them; parts of cities are "
        "district.",
        *_standings(status.standing),
        "",
        *table(columns, cells, screen.width, right),
        "Alone: ties that no other source has.",
        *(f"{each.id} covers {each.covers}." for each in claiming),
        *([f"Places, facts and published totals: {', '.join(others)}."] if others else []),
        *([f"Notices of places that look for a partner: {', '.join(notices)}."] if notices else []),
        "",
        f"Coverage: {len(status.coverage):,} lines, {published:,} of them with a published count; "
        "all with --json.",
        *_published(status.coverage),
        f"Where: {status.folder}",
        f"Content: sha256 {status.content_sha256}",
    ]


def _standings(held: Mapping[str, int]) -> list[str]:
    """Say how far the sources let the ties stand, most of all what is in doubt."""
    from sistercities.api.standing import standing_word

    counted = ", ".join(f"{n:,} {standing_word(word)}" for word, n in held.items())
    return [f"Ties by standing: {counted}."] if counted else []


def _published(lines: Sequence[CoverageLine]) -> list[str]:
    """Set the newest published total of each country beside ours: two counts, and no share.

    Where a register was compared pair by pair, the share of it that is held too follows.
    """
    newest: dict[str, CoverageLine] = {}
    for line in lines:
        if line.dimension == "all" and line.measure.startswith("ties, all,") and line.official:
            last = newest.setdefault(line.scope, line)
            newest[line.scope] = max(last, line, key=lambda each: each.official_date or "")
    totals = [
        f"  {scope}: published for {line.official_date}: {line.official:,.0f} ties; known here by "
        f"then: {line.ours:,.0f}; held here of any date, undated ones too: "
        f"{MISSING if line.held is None else f'{line.held:,.0f}'}. Not comparable: counts differ."
        for scope, line in sorted(newest.items())
    ]
    return totals + [_of_register(line) for line in lines if _is_whole_register(line)]


def _is_whole_register(line: CoverageLine) -> bool:
    return line.dimension == "register" and line.group == "all" and bool(line.official)


def _of_register(line: CoverageLine) -> str:
    official = line.official or 1.0
    return (
        f"  {line.scope}: of the {official:,.0f} {line.measure} ({line.official_date}) "
        f"{line.ours:,.0f} are held here too ({100 * line.ours / official:.0f} %)."
    )


def _source_cells(each: SourceLine) -> dict[str, str]:
    return {
        "Source": each.id,
        "As of": str(each.snapshot_year or MISSING),
        "Dated": "yes" if each.is_dated else "no",
        "Claims": f"{each.claims:,}",
        "Resolved": _share(each.resolved, each.claims),
        "Ties": f"{each.ties:,}",
        "Alone": f"{each.ties_alone:,}",
        "Licence": each.licence,
    }


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else MISSING
