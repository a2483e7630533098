"""The ties of a place on a terminal: the sentence, the list, where to go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sistercities.api.level_words import is_sure, level_words, percent_sure
from sistercities.api.lists_read import looked_at
from sistercities.api.place_warnings import PlaceWarnings
from sistercities.api.records import Doubt, OtherLevel
from sistercities.api.standing import (
    ALIVE,
    RULE,
    TOLD_EXCHANGE,
    counted_standings,
    counts_of,
    others_sentence,
    standing_word,
)
from sistercities.cli.screen import MISSING, Screen, table, wrapped
from sistercities.sentences import capital

if TYPE_CHECKING:
    from sistercities.api.successors import ToldEnd
    from sistercities.records import Obstacle, PlaceCard, PlaceRef, Tie

_ALL = ("Began", "Partner", "Region", "Class", "Standing", "Kind", "Source")
_MANY = ("Began", "Partner", "Region", "Class", "Standing", "Sources")
_SOME = ("Began", "Partner", "Region", "Standing")
_FEW = ("Began", "Partner", "Standing")
_ENOUGH_FOR = ((100, _ALL), (76, _MANY), (60, _SOME), (0, _FEW))
_CLASS_WORDS = {
    "upper": "upper joins two regions",
    "lower": "lower joins two cities, towns or other places below regions",
    "cross": "cross joins a region and a place below one",
    "dual": "dual has an end that is region and city at once",
}
_EXPLAINED = ("active", "listed", "one_old_source", "no_longer_listed", "pending")
_UNSURE_STANDINGS = ("one_old_source", "no_longer_listed")
_DOUBT_WORDS: dict[Doubt, str] = {
    "namesake": "No source says which place of a name is meant; we take the largest",
    "spelling": "A source spells a name in another way than the place is called",
    "knowledge": "A place was chosen from general knowledge, no source states it",
    "readers": "Two readers, each alone, chose the place of this name; no source states it",
    "reading": "A name is one person's reading of what was typed",
}
_UNSURE = " †"
"""Mark of a partner where the places of the tie are not read with certainty."""
_UNTIL = "Until a year: the place ended then."
_EXAMPLES = 3
_OTHER_LINES = 3  # the heads, the line that counts the rest, the prompt


def ties_lines(
    ties: Sequence[Tie],
    screen: Screen,
    *,
    show_all: bool,
    here: PlaceRef | None = None,
    of: int | None = None,
    own_list: str = "",
    warnings: PlaceWarnings | None = None,
    followed: Mapping[str, str] | None = None,
    heirs: Mapping[str, str] | None = None,
) -> list[str]:
    """Lay out the ties of one place, which is `a` of each, or took that over.

    `here` is the place, where it is not that of the first; `of` how many ties of it are on record,
    where some of them alone are asked for; `own_list` says of a region whether a full list of its
    own ties was read; `warnings` what is to be known before; `followed` the names of what followed
    places that are no more, by their ids, `heirs` those of what holds their partnerships.
    """
    here = here or ties[0].a
    told = warnings or PlaceWarnings()
    columns = next(each for width, each in _ENOUGH_FOR if screen.width >= width)
    said = _sentences(here, ties) if of is None else [_chosen(here, ties, of)]
    of_partners = not_said_first(told.status, told.of_partners)
    first = [*status_lines(told.status, told.of_partners), *said, *of_partners, ""]
    ended = _ended(here, ties, followed or {}, heirs or {})
    last = _notes(ties, own_list, ended, told.of_missed)
    taken = sum(len(wrapped(line, screen.width)) for line in [*first, *last])
    room = screen.room(taken + _OTHER_LINES, show_all=show_all)
    shown = ties if room is None else ties[:room]
    rows = [
        [cells[column] for column in columns] for cells in (_cells(here, each) for each in shown)
    ]
    lines = [*first, *table(columns, rows, screen.width, ("Sources",))]
    if len(shown) < len(ties):
        lines.append(f"... and {len(ties) - len(shown)} more: --all shows them")
    return [*lines, *last]


def status_lines(status: Sequence[Obstacle], in_question: Sequence[str] = ()) -> list[str]:
    """Say first of all which status a place has whose state is disputed, and who says so.

    What of its partners stands in question for that (`not_said_first` gives the rest) is said with
    it.
    """
    said = (
        f"{_with_partners(each.sentence, in_question)} Source: {each.evidence.removesuffix('.')}."
        for each in status
    )
    return list(dict.fromkeys(said))


def _with_partners(sentence: str, in_question: Sequence[str]) -> str:
    return next((one for one in in_question if one.startswith(sentence)), sentence)


def not_said_first(status: Sequence[Obstacle], in_question: Sequence[str]) -> list[str]:
    """Give what stands in question for another reason than the status of the place."""
    own = tuple(each.sentence for each in status) or ("\0",)
    return [one for one in in_question if not one.startswith(own)]


def _notes(
    ties: Sequence[Tie], own_list: str, ended: Sequence[str], of_missed: Sequence[str]
) -> list[str]:
    """Say what the marks and words of the list mean, as far as they stand in it."""
    held = {tie.tie_class for tie in ties}
    words = "; ".join(meaning for name, meaning in _CLASS_WORDS.items() if name in held)
    notes = ["", f"Class: {words}."]
    if any(tie.start is None for tie in ties):
        notes.append("A dash is a year that is not known.")
    if any(tie.start_precision == "suspect" for tie in ties):
        notes.append("A year with ? is suspect and enters no test on time.")
    notes += ended
    notes += [own_list] if own_list else []
    notes += _less_sure(ties)
    notes += _meanings(ties, of_missed)
    notes += _two_levels(ties)
    notes += _doubts(ties)
    abroad = [tie.b.country for tie in ties if tie.b.country != ties[0].a.country]
    if len(abroad) > 1 and len(set(abroad)) == 1:
        notes.append(
            "All partners abroad lie in one country: the sources may not list those elsewhere."
        )
    return notes


def _is_sure(tie: Tie) -> bool:
    return is_sure(tie.confidence, tie.method)


def _less_sure(ties: Sequence[Tie]) -> list[str]:
    """Say what the mark of the partners means that are less surely read, if one stands there."""
    shares = sorted({tie.confidence for tie in ties if not _is_sure(tie)})
    if not shares:
        return []
    least, most = percent_sure(shares[0]), percent_sure(shares[-1])
    share = f"{least} %" if least == most else f"{least} to {most} %"
    return [f"{_UNSURE.strip()} How sure we are of the two places: {share}."]


def _meanings(ties: Sequence[Tie], of_missed: Sequence[str]) -> list[str]:
    """Say what the standings mean that are no plain words, as far as they stand in the list.

    What bars partners that newer lists lack, or calls for care, is said where one would ask them.
    """
    held = {tie.standing for tie in ties}
    notes = [f"{capital(_asked_for(word))}: {RULE[word]}." for word in _EXPLAINED if word in held]
    if "no_longer_listed" in held:
        notes.append(
            "That is no end: a list of twin towns may leave out a partnership of another kind; ask "
            "one of the two before you rely on it."
        )
        if of_missed:
            notes.append("Before you ask any of these that are no longer listed:")
            notes += [f"! {one}" for one in of_missed]
    elif held & set(_UNSURE_STANDINGS):
        notes.append("That is no end; ask one of the two before you rely on it.")
    return notes


def _asked_for(word: str) -> str:
    """Name a standing, and what --standing calls it where that is another word."""
    said = str(standing_word(word))
    return said if said == word else f"{said} (--standing {word})"


def _ended(
    here: PlaceRef, ties: Sequence[Tie], followed: Mapping[str, str], heirs: Mapping[str, str]
) -> list[str]:
    """Say what followed places that are no more, and whether it holds their partnerships.

    Of what is no one municipality in their place no source says that it goes on with them.
    """
    if here.valid_to is not None:
        return [who_goes_on(here, len(ties), followed, heirs)]
    ends = list(dict.fromkeys(tie.b for tie in ties if tie.b.valid_to is not None))
    if not ends:
        return []
    merged = [f"{one.name} – {heirs[one.place_id]}" for one in ends if one.place_id in heirs]
    others = [
        f"{one.name} – {followed[one.place_id]}"
        for one in ends if one.place_id in followed and one.place_id not in heirs
    ]  # fmt: skip
    said = [_UNTIL]
    if merged:
        count = (
            "The partnership counts as one of it"
            if len(merged) == 1
            else "The partnerships count as theirs"
        )
        said.append(f"Now part of: {_some_of(merged)}. {count}.")
    if others:
        what = "it goes" if len(others) == 1 else "these go"
        said.append(
            f"What followed: {_some_of(others)}. Whether {what} on with the partnership is not "
            "known."
        )
    return [" ".join(said)]


def who_goes_on(
    here: PlaceRef | PlaceCard, n: int, followed: Mapping[str, str], heirs: Mapping[str, str]
) -> str:
    """Say of a place that is no more what followed it, and whether that goes on with its ties.

    `n` is how many these are; the names are as in `ties_lines`.
    """
    key, which = here.place_id, "the partnership" if n == 1 else "the partnerships"
    if key in heirs:
        count = "its partnership counts as one" if n == 1 else "its partnerships count as those"
        return f"{here.name} is now part of {heirs[key]}; {count} of it."
    if key in followed:
        return (
            f"{followed[key]} followed {here.name}; whether it goes on with {which} is not known."
        )
    return f"We know of no one place that followed {here.name}, nor who goes on with {which}."


def _some_of(named: Sequence[str]) -> str:
    more = f"; and {len(named) - _EXAMPLES} more" if len(named) > _EXAMPLES else ""
    return f"{'; '.join(named[:_EXAMPLES])}{more}"


def _two_levels(ties: Sequence[Tie]) -> list[str]:
    """Name the pairs of ties that may be one, each once; none, no line."""
    pairs: dict[frozenset[str], str] = {}
    for tie in ties:
        for other in tie.other_levels:
            pair = frozenset({tie.tie_id, other.tie_id})
            pairs.setdefault(pair, _at_another_level(tie, other))
    if not pairs:
        return []
    said = list(pairs.values())
    more = f"; and {len(said) - _EXAMPLES} more, with --json" if len(said) > _EXAMPLES else ""
    named = "; ".join(said[:_EXAMPLES])
    return [f"Maybe one tie, told at two levels or of two places, both held: {named}{more}."]


def _doubts(ties: Sequence[Tie]) -> list[str]:
    """Name the ties whose places are less sure than the rest, by what is doubtful."""
    notes = []
    for doubt, words in _DOUBT_WORDS.items():
        of_it = [tie for tie in ties if tie.doubt == doubt]
        if of_it:
            named = "; ".join(_both_ends(tie) for tie in of_it[:_EXAMPLES])
            more = f"; and {len(of_it) - _EXAMPLES} more, with --json" if of_it[_EXAMPLES:] else ""
            notes.append(f"{words}: {named}{more}.")
    return notes


def _both_ends(tie: Tie) -> str:
    """Name both places: what is doubtful may be either."""
    return f"{both_names(tie.a)} – {both_names(tie.b)}"


def _at_another_level(tie: Tie, other: OtherLevel) -> str:
    name, level = both_names(other.place), level_words(other.place.level)
    if other.end == "a":
        return f"{both_names(tie.b)}, tied to {name} ({level}) too"
    return f"{both_names(tie.b)} ({level_words(tie.b.level)}) and {name} ({level})"


def no_ties_lines(card: PlaceCard, of_data: str = "", end: ToldEnd | None = None) -> list[str]:
    """Say that a place has no tie, and what to try, with the options that choose the data.

    `end` says of a place that is no more when it ended, and what followed it.
    """
    where_else = [
        f"{each.name}, which holds it: sistercities ties {each.place_id}{of_data}"
        for each in card.parents
        if each.to_year is None and card.valid_to is None
    ]
    return [
        *no_tie_of(card, end),
        *(where_else if end is None else ties_of_what_followed(end, of_data)),
        f"Which sources there are: sistercities data status{of_data}",
    ]


def no_tie_of(card: PlaceCard, end: ToldEnd | None) -> list[str]:
    """Say that no tie of a place is known; of one that is no more, first of all that it ended."""
    if end is None:
        return [no_tie_sentence(card)]
    return [
        f"{end.sentence} We know of no {_KINDS[card.level]} that it had. {looked_at(card.lists)}"
    ]


def ties_of_what_followed(end: ToldEnd, of_data: str) -> list[str]:
    """Name what followed a place, and the command that lists its partners; none, no line."""
    if end.after is None:
        return []
    return [f"Partners of {end.after}: sistercities ties {end.after_id}{of_data}"]


_KINDS = {
    "country": "tie", "region1": "sister region", "region2": "sister region",
    "county": "sister county", "district": "sister district", "city": "sister city",
}  # fmt: skip


def no_tie_sentence(card: PlaceCard) -> str:
    """Say that no tie of a place is known, and how far that goes: unknown is not none."""
    where = _with_level(card)
    what = _KINDS[card.level]
    return f"We know of no {what} of {where}. {looked_at(card.lists)}"


def _with_level(place: PlaceRef | PlaceCard) -> str:
    """Name a place with its level and its region."""
    level = level_words(place.level, is_dual=place.is_dual)
    return f"{both_names(place)} ({level}, {place.region_iso or place.country})"


def both_names(place: PlaceRef | PlaceCard) -> str:
    """Name in Latin script and in the local one, where they differ."""
    local = place.name_local
    return f"{place.name} {local}" if local and local != place.name else place.name


def _with_its_end(place: PlaceRef) -> str:
    """Name a place, and the last year of one that is no more."""
    until = f" (until {place.valid_to})" if place.valid_to is not None else ""
    return f"{both_names(place)}{until}"


def began(tie: Tie) -> str:
    """Start as far as known; a suspect one carries a question mark."""
    if tie.start is None:
        return MISSING
    return f"{tie.start[:4]}?" if tie.start_precision == "suspect" else tie.start


def _cells(here: PlaceRef, tie: Tie) -> dict[str, str]:
    of_town = "" if tie.a.place_id == here.place_id else f" (of {tie.a.name})"
    return {
        "Began": began(tie),
        "Partner": _with_its_end(tie.b) + of_town + ("" if _is_sure(tie) else _UNSURE),
        "Region": tie.b.region_iso or tie.b.country,
        "Class": tie.tie_class,
        "Standing": tie.stands.short,
        "Kind": tie.kind,
        "Source": _sources(tie),
        "Sources": str(len(tie.sources)),
    }


def _sources(tie: Tie) -> str:
    only = " only" if len(tie.sources) == 1 else ""
    return ", ".join(tie.sources) + only


def _sentences(here: PlaceRef, ties: Sequence[Tie]) -> list[str]:
    """Say how many partners there are, how many rest on old lists, and what else is known."""
    # A partner of the place and of a municipality that it took over is one.
    stand = list({tie.b.place_id: tie for tie in ties[::-1] if tie.standing in ALIVE}.values())
    where = _with_level(here)
    if stand:
        n = len(stand)
        has = "has" if here.valid_to is None else f"ended in {here.valid_to}; our sources name"
        known = "known partner" if n == 1 else "known partners"
        said = f"{where} {has} {n} {known}; {_years_of(stand)}."
    else:
        said = f"{where}: we know of no partnership that stands today."
    others = others_sentence(counts_of(ties))
    return [said, *_exchange(stand), *([str(others)] if others else [])]


def _exchange(stand: Sequence[Tie]) -> list[str]:
    """Say how many partners are called exchange partners, where they are enough to mislead."""
    found = sum(tie.kind == "exchange" for tie in stand)
    if found < TOLD_EXCHANGE:
        return []
    which, rest = ("All", "") if found == len(stand) else (str(found), len(stand) - found)
    without = f"; without them it has {rest}" if rest else ""
    return [f"{which} are exchange partners, which most lists leave out{without}."]


def _years_of(ties: Sequence[Tie]) -> str:
    """Say of how many ties the year is known."""
    years = sorted(tie.start[:4] for tie in ties if tie.start and tie.start_precision != "suspect")
    return _years_known(years, len(ties))


def _years_known(years: Sequence[str], of: int) -> str:
    """Say of how many ties the year is known, and the span of these: no first among all."""
    if not years:
        return f"no reliable year is known of {'it' if of == 1 else 'any of them'}"
    span = f"{years[0]} to {years[-1]}" if years[0] < years[-1] else years[0]
    if len(years) == of:
        return f"begun {span}"
    return f"the year is known of {len(years)} of the {of} ({span})"


def _chosen(here: PlaceRef, ties: Sequence[Tie], of: int) -> str:
    """Say how many ties of a place are asked for, by their standing."""
    words = ", ".join(dict.fromkeys(standing_word(tie.standing) for tie in ties))
    return f"{both_names(here)}: {len(ties)} of {_n_ties(of)} known ({words})."


def _n_ties(n: int) -> str:
    return f"{n} {'tie' if n == 1 else 'ties'}"


def none_chosen_lines(
    card: PlaceCard, of: int, of_data: str = "", listed_since: int = 0
) -> list[str]:
    """Say that no tie of a place is of the standing or status that is asked for.

    `listed_since` is how many stand under `active` that a newer list has too.
    """
    held = ", ".join(f"{n} {word}" for word, n in counted_standings(card.standing).items())
    return [
        f"{both_names(card)}: none of {_n_ties(of)} known is of that kind.",
        f"By standing: {held}.",
        *([_listed_since(listed_since)] if listed_since else []),
        f"All of them: sistercities ties {card.place_id}{of_data}",
    ]


def _listed_since(n: int) -> str:
    return (
        f"Of the active {n} {'is' if n == 1 else 'are'} on a newer list too, and active by an "
        "older source: --standing active shows them."
    )
