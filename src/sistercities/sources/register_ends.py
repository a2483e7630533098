"""One end of a line of a register: its name, what stands beside the name, and where it lies.

What stands in brackets or after a comma may be a region, a country, another name of the place, or
a second place. Which it is, only a gazetteer can tell; here it is taken apart and kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sistercities.sources.register_cells import Cell
from sistercities.sources.register_countries import (
    code_in_cell,
    country_and_region,
    country_code,
    nearest_country,
    states_of_former,
    territory_in,
)
from sistercities.sources.register_words import folded
from sistercities.terms.claims import NamedEnd
from sistercities.terms.late_methods import late_expression

SPLIT = "write one tie on each line"
_BRACKETED = late_expression(r"[(（\[]([^()（）\[\]]+)[)）\]]")
_PARTS = late_expression(r"([,，、;；/／])")
_BEFORE_REGIONS = ",，"
_JOINTS = late_expression(
    r" (?:und|and|et|e|y|en|och|og|i|&|\+|–|—|-|sowie) |[&＆・]|(?<=.)[和及と](?=.)"
)
_FRENCH, _WHERE_IN_FRANCE = "FR", late_expression(r" en (?=\S)")
_AROUND_PARTS = " \t_"
"""What stands around a name; an underscore is a blank in addresses of Wikipedia."""
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class WrittenEnd:
    """What the cells of one end say.

    Attributes
    ----------
    end
        Name, country, id, and all that stands around the name.
    head
        The name before a comma, a slash or a bracket.
    apart
        What a comma sets apart from it.
    listed
        What a slash, a semicolon or 、 sets apart from it, as in a list.
    bracketed
        What stands in brackets.
    joined
        Parts that `and` or a line break holds together, where there are any: perhaps two places,
        perhaps one name.
    region
        What the column of the region says.
    states
        States of today, where the stated one is no more: the place lies in one of them.
    former
        That former state as written.
    ids
        Ids that the line gives of it, the plainest first.
    postcode, level
        Postcode and level as written.
    territory
        Our word for the part of the country that stands where the country is due: X-NCY.
    unplaced, next_step
        Why it cannot be resolved whatever the name is, and what to do.
    """

    end: NamedEnd = field(default_factory=lambda: NamedEnd("", ""))
    head: str = ""
    apart: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    bracketed: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    region: str = ""
    states: tuple[str, ...] = ()
    former: str = ""
    ids: tuple[str, ...] = ()
    postcode: str = ""
    level: str = ""
    territory: str = ""
    unplaced: str = ""
    next_step: str = ""


NOTHING = WrittenEnd()


def is_formula(name: str) -> bool:
    """Whether a spreadsheet would run what stands where a name is due; no place is called so."""
    return name.startswith(("=", "＝"))


def read_end(name: Cell, region: str, country: str, given_id: str, implied: str) -> WrittenEnd:
    """Take one end apart.

    Parameters
    ----------
    name
        Cell of the name.
    region, country
        What the columns beside it say; "" where there is none.
    given_id
        Place id, "" where none is given.
    implied
        Code of the country that is meant where nothing states one.
    """
    text = name.text
    if is_formula(text):  # kept as text whole: it has no parts
        return _named_by(text, region, country, given_id, implied)
    outside, brackets = without_brackets(text)
    inside = (part for each in brackets for part in _PARTS.split(each)[::2])
    bracketed = tuple(filter(None, map(str.strip, inside)))
    head, *rest = (part.strip(_AROUND_PARTS) for part in _PARTS.split(outside))
    pairs = [(sign, part) for sign, part in zip(rest[::2], rest[1::2], strict=True) if part]
    beside = (*bracketed, *(part for _, part in pairs))
    code = code_in_cell(country) if country else _named_country(beside) or implied
    if country and not code:
        code, stated = country_and_region(country)
        region = region or stated
    around = [part for part in (region, *beside) if part and not _is_country(part, code)]
    states = states_of_former(country) if country and not code else ()
    unplaced, step = ("", "") if states else _unknown_country(country, code)
    return WrittenEnd(
        end=NamedEnd(
            name=text,
            country=code,
            context=", ".join(around),
            parents=tuple(around),
            given_id=given_id,
        ),
        head=head,
        apart=tuple(
            part for sign, part in pairs if sign in _BEFORE_REGIONS and not _is_country(part, code)
        ),
        listed=tuple(
            part
            for sign, part in pairs
            if sign not in _BEFORE_REGIONS and not _is_country(part, code)
        ),
        bracketed=tuple(part for part in bracketed if not _is_country(part, code)),
        joined=tuple(map(_first_part, name.lines)) or joined_parts(text, code),
        region=region,
        states=states,
        former=country if states else "",
        territory=next(filter(None, map(territory_in, (country, *beside))), ""),
        unplaced=unplaced,
        next_step=step,
    )


def _named_by(text: str, region: str, country: str, given_id: str, implied: str) -> WrittenEnd:
    """Take a name as it stands, with what the columns beside it say."""
    code = code_in_cell(country) if country else implied
    around = (region,) if region else ()
    states = states_of_former(country) if country and not code else ()
    unplaced, step = ("", "") if states else _unknown_country(country, code)
    return WrittenEnd(
        end=NamedEnd(name=text, country=code, context=region, parents=around, given_id=given_id),
        head=text,
        region=region,
        states=states,
        former=country if states else "",
        territory=territory_in(country),
        unplaced=unplaced,
        next_step=step,
    )


def without_brackets(text: str) -> tuple[str, list[str]]:
    """Return a text without its brackets, and what stands in them; inner ones come first.

    Examples
    --------
    >>> without_brackets("Kreis (Homberg (Efze), Stadt)")
    ('Kreis', ['Efze', 'Homberg , Stadt'])
    """
    brackets: list[str] = []
    while found := _BRACKETED.search(text):
        brackets.append(found[1].strip())
        text = text[: found.start()] + text[found.end() :]
    return text.strip(), brackets


def joined_parts(text: str, country: str = "") -> tuple[str, ...]:
    """Return what a word such as `and` holds together; () where there is none.

    In a name of France `en` says where a town lies.

    Examples
    --------
    >>> joined_parts("Arlen en Brucht", "NL"), joined_parts("Arlon en Bresse", "FR")
    (('Arlen', 'Brucht'), ())
    """
    plain = _BRACKETED.sub("", text)
    if country == _FRENCH:
        plain = _WHERE_IN_FRANCE.sub("-en-", plain)
    parts = tuple(part.strip() for part in _JOINTS.split(plain))
    return tuple(filter(None, parts)) if len(parts) > 1 else ()


def _first_part(line: str) -> str:
    """Return the name on one of the lines of a cell, without what stands beside it."""
    return _PARTS.split(without_brackets(line)[0])[0].strip() or line


def _named_country(beside: tuple[str, ...]) -> str:
    """Country that stands beside the name; two letters may be a region as well."""
    named = [country_code(part) for part in beside if len(folded(part)) > 2 or not part.isascii()]
    return next(filter(None, named), "")


def _is_country(part: str, code: str) -> bool:
    """Whether what stands beside a name is the country that was read."""
    return bool(code) and country_code(part) == code


def _unknown_country(stated: str, code: str) -> tuple[str, str]:
    if not stated or code:
        return "", ""
    several = [part.strip() for part in _PARTS.split(stated)[::2]]
    if len(several) > 1 and all(map(country_code, several)):
        return f"the country cell names {len(several)} countries, {stated[:_SHOWN]}", SPLIT
    near = nearest_country(stated)
    hint = f"; the nearest is {near}" if near else ""
    step = "write the country's name or its ISO 3166-1 code"
    return f"the country {stated[:_SHOWN]!r} is not known{hint}", step
