"""The tables of what stands in the way of a tie: pairs of states and units, and laws.

What a source says is a fact with its date and address. The strength is a ruling of this project,
in `data/decisions`, with its reason.

The table of an overlay that rules anew on what stands in the way of ties.
"""

from __future__ import annotations

from sistercities.terms.schema import Column, Table, text


def _dates(*, is_dated: bool) -> tuple[Column, ...]:
    return (
        text("from_date", "since when, YYYY, YYYY-MM or YYYY-MM-DD, where the source says"),
        text("until_date", "until when; missing where no end is known"),
        text(
            "as_of",
            "newest date for which the source says so; nothing is known of later",
            required=is_dated,
        ),
    )


def _ruling_and_source() -> tuple[Column, ...]:
    return (
        text("strength", "our ruling, not the source's word: bar, caution or note", required=True),
        text("reason", "why we rule so", required=True),
        text(
            "sentence",
            "one neutral sentence, with the date of its source where it names no later one",
            required=True,
        ),
    )


def _source() -> tuple[Column, ...]:
    return (
        text("source_title", "what was read", required=True),
        text("source_address", "addresses of it, joined by a space", required=True),
        text("source_locator", "where in it, such as file and commit"),
        text("certainty", "how sure the readers are that it was so", required=True),
        text("certainty_note", "what they checked and what not"),
        text("source_id", "the source", required=True),
    )


def _unit(end: str) -> tuple[Column, ...]:
    return (
        text(
            f"unit_{end}",
            f"unit {end}: ISO 3166-1 alpha-2, ISO 3166-2, a union such as EU, X- and our own word "
            "for a unit without a code, or * for every country",
            required=True,
        ),
        text(f"name_{end}", f"what unit {end} is called in a sentence", required=True),
        text(
            f"country_{end}",
            f"ISO 3166-1 alpha-2 under which places of unit {end} stand in `places`, missing where "
            "it is none or several; a code says nothing on whose territory it is",
        ),
        text(
            f"codes_{end}",
            f"what unit {end} covers, joined by a space: codes of countries and first-level "
            "regions, ids of places, or *; missing where it covers no place of ours",
        ),
    )


COUNTRY_PAIRS_NOW = Table(
    "country_pairs_now",
    "What stands between two states, or a state and a unit of special status, today: war, broken "
    "relations, sanctions, lists, disputed status",
    ("pair_id",),
    (
        text("pair_id", "<kind>:<unit_a>:<unit_b>", required=True),
        *_unit("a"),
        *_unit("b"),
        text("kind", "what it is", required=True),
        text(
            "direction",
            "mutual; a_to_b: unit a sanctions, lists or acts against b; of_a: the status of unit "
            "a, as b meets it",
            required=True,
        ),
        *_dates(is_dated=True),
        *_ruling_and_source(),
        text(
            "recognised_by",
            "of a special status: states that recognise the unit or count it as their own, as far "
            "as the source names them, joined by a space",
        ),
        text(
            "not_suggested",
            "of a region held in part: what is not suggested by itself, because no source of ours "
            "tells on which side of the line it lies; codes of regions and ids of places, joined "
            "by a space. Where it is asked for by name it is assessed",
        ),
        text(
            "told_of",
            "of a war: states whose places are told of with it to homes in other states, joined by "
            "a space; of the other side it says nothing to a third state. Of fighting within a "
            "state below the level of war: ids of the regions that are fought over, where it is "
            "over these alone; none where no region of today is, or where a war of the state is "
            "told; missing where it is told of the whole state",
        ),
        text(
            "conflicts",
            "of war or conflict within a state: the numbers that the source gives to what is "
            "fought there, joined by a space. Two states with one number are two sides of it",
        ),
        *_source(),
    ),
    (
        ("country_a", "countries", "country"),
        ("country_b", "countries", "country"),
        ("source_id", "sources", "source_id"),
    ),
)

LAWS = Table(
    "laws",
    "Laws and decisions that bind cities in whom they may tie with",
    ("law_id",),
    (
        text("law_id", "stable id that begins with the jurisdiction", required=True),
        text("jurisdiction", "whose cities it binds: ISO 3166-1 or 3166-2", required=True),
        text("law", "title of the law or decision", required=True),
        *_dates(is_dated=False),
        text("affects", "partners that it speaks of, in the source's words", required=True),
        text(
            "affects_codes",
            "the same as codes of countries and regions, units of `country_pairs_now`, ids of "
            "places or *, joined by a space; only those that a source names, so it may be fewer",
        ),
        *_ruling_and_source(),
        *_source(),
    ),
    (("source_id", "sources", "source_id"),),
)

OBSTACLE_TABLES: tuple[Table, ...] = (COUNTRY_PAIRS_NOW, LAWS)


RULINGS = Table(
    "rulings",
    "Rulings of a user's own on rows of `country_pairs_now` and `laws`: how strongly each counts",
    ("row_id",),
    (
        text("row_id", "`pair_id` of `country_pairs_now`, or `law_id` of `laws`", required=True),
        text("strength", "bar, caution or note", required=True),
        text("reason", "why it counts so", required=True),
    ),
)
