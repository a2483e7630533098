"""The source of what stands in the way of a tie."""

from __future__ import annotations

from sistercities.sources.source_record import Source

OBSTACLE_SOURCE = "country-pairs-2026"
OBSTACLE_FOLDERS: dict[str, str] = {OBSTACLE_SOURCE: "country-pairs-2026"}
"""Folder of the snapshot."""

OBSTACLE_SOURCES: tuple[Source, ...] = (
    Source(
        OBSTACLE_SOURCE,
        "Pairs of states at war, without relations, under sanctions, of special status; laws that "
        "bind cities",
        "compiled from UCDP/PRIO and from news and government pages, the page of each row",
        "pairs and laws read until June 2026",
        2026,
        True,
        "facts",
        "UCDP/PRIO Armed Conflict Dataset 25.1 (Davies, Pettersson, Sollenberg and Oberg 2025; "
        "Gleditsch et al. 2002, Journal of Peace Research 39(5)), CC BY 4.0; news and government "
        "pages, the address of each row beside it",
        "wars, broken and missing diplomatic relations, sanctions, lists of unfriendly states, "
        "units of special status, and laws on sister ties",
        "nothing later than June 2026; no list is whole: lists of states that do not recognise "
        "Israel or Kosovo are of 2023 and 2024, many sanctions and laws of other US states were "
        "not read; what was not verified is left out",
    ),
)
