"""One place on a terminal."""

from __future__ import annotations

from sistercities.api.card_records import TakenIn
from sistercities.api.level_words import level_words
from sistercities.api.lists_read import lists_sentence, own_list_sentence
from sistercities.api.place_cards import as_read
from sistercities.api.standing import (
    STANDS,
    StandingCount,
    count_alive,
    others_sentence,
    standing_word,
)
from sistercities.api.successors import ToldEnd
from sistercities.cli.screen import Screen
from sistercities.cli.ties_page import (
    both_names,
    no_tie_of,
    not_said_first,
    status_lines,
    ties_of_what_followed,
)
from sistercities.records import PlaceCard

_LABEL = 12
_WIDEST = 100  # also in a pipe: a list of names is read, not parsed
_NO_LANGUAGE = "und"
_EXAMPLES = 5


def place_lines(
    card: PlaceCard, screen: Screen, *, show_all: bool, of_data: str = "", ended: str = "",
    end: ToldEnd | None = None, followed: str = "",
) -> list[str]:  # fmt: skip
    """Lay out what is known of a place: the sentence, the facts, the names.

    `of_data` has the options that choose the data, for the commands that lead on; `ended` what is
    said of one that is no more and has ties, `end` of one that has none; `followed` the name of
    what followed it.
    """
    facts = [(label, value) for label, value in _facts(card, followed) if value]
    lines = [
        *status_lines(card.status, card.in_question),
        *_sentences(card, end),
        *([ended] if ended else []),
        *not_said_first(card.status, card.in_question),
        "",
        *(f"{f'{label} ':<{_LABEL}}{value}" for label, value in facts),
    ]
    names = _name_lines(card, min(screen.width, _WIDEST) - _LABEL)
    last = [
        "",
        *_of_a_city(card, of_data),
        *([] if end is None else ties_of_what_followed(end, of_data)),
        f"Its ties: sistercities ties {card.place_id}{of_data}",
        f"Facts on it: sistercities covariates {card.place_id}{of_data}",
    ]
    room = screen.room(len(lines) + 2 + len(last), show_all=show_all)
    shown = names if room is None else names[:room]
    lines += [f"{label:<{_LABEL}}{words}" for label, words in shown]
    if len(shown) < len(names):
        lines.append(f"{'':<{_LABEL}}... and more: --all shows them")
    return [*lines, *last]


def _of_a_city(card: PlaceCard, of_data: str) -> list[str]:
    """Say in which city a place lies, for sources mix the partners of the two."""
    found = [
        f"It lies in the city of {each.name}; a source may list its partners there: "
        f"sistercities ties {each.place_id}{of_data}"
        for each in card.parents
        if each.to_year is None and (each.is_dual or each.level == "city")
        and card.level not in ("region1", "region2")
    ]  # fmt: skip
    return found[:1]


def _name_lines(card: PlaceCard, width: int) -> list[tuple[str, str]]:
    """Names of a known language, then all other spellings, in lines that fit, with their labels."""
    told = list(
        dict.fromkeys(
            f"{as_read(each, card.country)} ({each.lang})"
            for each in card.names
            if each.lang != _NO_LANGUAGE
        )
    )
    others = [each.name for each in card.names if each.lang == _NO_LANGUAGE]
    labelled = []
    for label, names in (("names", told), ("spellings", others)):
        broken = _broken(names, width)
        labelled += [(label if not number else "", words) for number, words in enumerate(broken)]
    return labelled


def _broken(names: list[str], width: int) -> list[str]:
    """Set names side by side, parted by commas, and break between names."""
    from rich.cells import cell_len

    lines: list[str] = []
    for name in names:
        longer = f"{lines[-1]}, {name}" if lines else name
        if lines and cell_len(longer) < width:
            lines[-1] = longer
        else:
            lines.append(name)
    return [f"{line}," if line is not lines[-1] else line for line in lines]


def _sentences(card: PlaceCard, end: ToldEnd | None) -> list[str]:
    """Say what stands, in the present tense, and then what else is on record."""
    level = level_words(card.level, is_dual=card.is_dual)
    where = f"{both_names(card)} ({level}, {card.region_iso or card.country})"
    if not card.ties["total"]:  # a source may list none of its ties: unknown is not 0
        return no_tie_of(card, end)
    n, others = count_alive(card.standing), others_sentence(card.standing)
    ended = f"ended in {card.valid_to}; our sources name"
    has = "has" if card.valid_to is None else ended
    said = f"{where} {has} {n} known {'partner' if n == 1 else 'partners'}{_stood(card)}."
    if not n:
        said = f"{where}: we know of no partnership that stands today."
    own, read = own_list_sentence(card.lists), lists_sentence(card.lists, card.standing)
    return [str(one) for one in (said, others, own, read) if one]


def _stood(card: PlaceCard) -> str:
    """Count the ties that stand by the year of the source that says so."""
    stood = [one for one in card.standing if one.standing in STANDS]
    words = (f"{one.n} {standing_word(one.standing)} in {one.year}{_beside(one)}" for one in stood)
    return f": {', '.join(words)}" if stood else ""


def _beside(one: StandingCount) -> str:
    """Say what newer lists tell of ties that an older source calls active."""
    if one.listed:
        return f" and listed in {one.listed}"
    return f" but not on the list of {one.absent_from}" if one.absent_from else ""


def _facts(card: PlaceCard, followed: str) -> list[tuple[str, str]]:
    at = card.latitude is not None and card.longitude is not None
    return [
        ("id", _ids(card)),
        ("GeoNames", str(card.geonames_id or "")),
        ("Wikidata", card.wikidata_id or ""),
        ("GB/T 2260", card.gbt2260 or ""),
        ("code", card.municipality_code or ""),
        ("at", f"{card.latitude:.3f}, {card.longitude:.3f}" if at else ""),
        ("not settled", _waiting(card)),
        ("people", _people(card)),
        ("years", _span(card.valid_from, card.valid_to)),
        ("successor", f"{followed} {card.successor or ''}".strip()),
        *(("took in", _taken_in(card, each)) for each in card.took_in if each.ties),
        *((f"in {level_words(each.level)}",
           _container(each.name, each.from_year, each.to_year, each.place_id))
          for each in card.parents),
    ]  # fmt: skip


def _taken_in(card: PlaceCard, one: TakenIn) -> str:
    """Name a place that it took in, and say whether the ties of that are counted here."""
    counted = "counted here" if card.holds_those_of(one) else "of its own"
    ties = f"{one.ties} {'tie' if one.ties == 1 else 'ties'} {counted}"
    return f"{one.name} ... to {one.valid_to} {one.place_id}: {ties}"


def _people(card: PlaceCard) -> str:
    """Say how many people there are, as of when and by whom."""
    if not card.population:
        return _people_of_parts(card)
    of_whom = " in its urban area" if card.is_agglomeration else ""
    told = str(card.population_year or "undated")
    told += f", {card.population_source}" if card.population_source else ""
    if card.is_population_doubtful:
        told += "; other figures contradict it, or many like it in its country"
    return f"{card.population:,}{of_whom} ({told})"


def _people_of_parts(card: PlaceCard) -> str:
    """Say how many people its former municipalities have together, where only they are counted."""
    if card.about_of_parts is None:
        return ""
    years = card.population_of_parts_years or "undated"
    return f"its former municipalities together: about {card.about_of_parts:,} ({years})"


def _waiting(card: PlaceCard) -> str:
    """Name the partners of which it is not settled which place is meant; the first few."""
    more = len(card.waiting) - _EXAMPLES
    named = ", ".join(card.waiting[:_EXAMPLES]) + (f" and {more} more" if more > 0 else "")
    if not named:
        return ""
    if len(card.waiting) == 1:
        return f"{named}, which a source names as a partner: which place that is, we do not know"
    return f"{named}, which sources name as partners: which places these are, we do not know"


def _ids(card: PlaceCard) -> str:
    also = ", ".join(card.redirects)
    return f"{card.place_id} (also {also})" if also else card.place_id


def _container(name: str, first: int | None, last: int | None, place_id: str) -> str:
    span = _span(first, last)
    return f"{name} {place_id}, {span}" if span else f"{name} {place_id}"


def _span(first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return ""
    if last is None:
        return f"since {first}"
    return f"until {last}" if first is None else f"{first} to {last}"
