"""The source of what stands in the way of a tie."""

from __future__ import annotations

from sistercities.sources.source_record import Source

OBSTACLE_SOURCE = "country-pairs-2026"
CONFLICT_SOURCE = "ucdp-prio-25.1"
OBSTACLE_FOLDERS: dict[str, str] = {
    OBSTACLE_SOURCE: "country-pairs-2026",
    CONFLICT_SOURCE: "conflict-ucdp-2024",
}
"""Folder of the snapshots of each."""

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
    Source(
        CONFLICT_SOURCE,
        "Armed conflicts by year, version 25.1",
        "Uppsala Conflict Data Program and Peace Research Institute Oslo",
        "25.1, 1946 to 2024",
        2024,
        False,
        "facts",
        "Davies, S., Pettersson, T., Sollenberg, M. and Oberg, M. (2025), and Gleditsch, N. P. et "
        "al. (2002), Armed Conflict 1946-2001, Journal of Peace Research 39(5); UCDP/PRIO Armed "
        "Conflict Dataset 25.1, CC BY 4.0",
        "conflicts of a state with armed groups in 2024, with its level: war from 1,000 deaths in "
        "battle a year, below that from 25",
        "nothing later than 2024; only fighting in which a state takes part: none of groups among "
        "themselves, and no violence against people who do not fight; says in which state, not in "
        "which of its cities",
    ),
)
