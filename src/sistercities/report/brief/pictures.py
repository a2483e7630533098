"""The two pictures of a brief: the map, and the number of ties beside the expected one."""

from __future__ import annotations

from markupsafe import Markup

from sistercities.partners.answers import PartnerPlace
from sistercities.partners.benchmark import CountedTies, written_expected
from sistercities.report import numerals, svg
from sistercities.report.brief.answers import first_of_each_list
from sistercities.report.brief.facts import BriefFacts
from sistercities.report.brief.parts import Drawing
from sistercities.report.brief.tie_rows import is_alive
from sistercities.report.brief.words import BriefWords, counted
from sistercities.report.maps.caption import Caption
from sistercities.report.maps.tie_map import Kind, MapPlace, foot, tie_map
from sistercities.report.said_html import in_english

_WIDTH, _HEIGHT, _LINE = 720.0, 66.0, 36.0
"""Expected ties below which a decimal is shown."""
_BLUE, _GREY, _PALE = "#0072b2", "#767676", "#cfcfca"


def map_drawing(facts: BriefFacts, words: BriefWords, per_list: int) -> Drawing | None:
    """Draw the map; None where the place has no coordinates.

    Parameters
    ----------
    facts, words
        What the brief is made from, and the language.
    per_list
        Places of each short list that the pages name; the map shows these and no others.
    """
    home = _on_map(facts.place, "tie")
    if home is None:
        return None
    # A partner of two merged towns is one point; where one of its ties is alive, that is drawn.
    ties = {tie.partner.place_id: tie for tie in sorted(facts.ties, key=is_alive)}
    once = [ties[one] for one in dict.fromkeys(tie.partner.place_id for tie in facts.ties)]
    others = [_on_map(tie.partner, "tie" if is_alive(tie) else "former") for tie in once]
    placed = [each for each in others if each is not None]
    missing = len(others) - len(placed)
    approached = _approached(facts, per_list)
    shown = [each for each in approached if each is not None]
    title = words.map_title.format(place=facts.place.name)
    described = counted(words.map_described, len(placed), place=facts.place.name)
    drawn = tie_map(home, [*placed, *shown], Caption(title, described, identifier="ties-map"))
    kinds = {each.kind for each in (*placed, *shown)}
    notes = _notes(facts, words, kinds)
    if missing:
        notes.append(counted(words.map_missing, missing))
    notes += _not_approached(facts, words, len(approached) - len(shown))
    return Drawing(in_english(drawn.drawn), title, described, (*notes, f"{foot()}."))


def _approached(facts: BriefFacts, per_list: int) -> list[MapPlace | None]:
    if facts.partner is not None:
        return [_on_map(facts.partner, "asked", facts.partner.name)]
    if facts.suggestions is None or isinstance(facts.suggestions, str):
        return []
    return [
        _on_map(each.place, "suggested", str(number))
        for number, (_, each) in enumerate(first_of_each_list(facts.suggestions, per_list), 1)
    ]


def _on_map(place: PartnerPlace, kind: Kind, label: str = "") -> MapPlace | None:
    if place.longitude is None or place.latitude is None:
        return None
    return MapPlace(place.name, place.longitude, place.latitude, kind, label)


def _notes(facts: BriefFacts, words: BriefWords, kinds: set[Kind]) -> list[str]:
    partner = facts.partner.name if facts.partner else ""
    said: dict[Kind, str] = {
        "tie": words.map_tie,
        "former": words.map_former,
        "asked": words.map_asked.format(partner=partner),
        "suggested": words.map_suggested,
    }
    return [sentence for kind, sentence in said.items() if kind in kinds]


def _not_approached(facts: BriefFacts, words: BriefWords, missing: int) -> list[str]:
    """Say which places of the second page the map lacks."""
    if not missing:
        return []
    if facts.partner is not None:
        return [words.map_asked_missing.format(partner=facts.partner.name)]
    return [counted(words.map_suggestions_missing, missing)]


def bar_drawing(held: CountedTies, words: BriefWords) -> Drawing:
    """Draw the expected number with its interval, and the actual one as a diamond."""
    highest = max(held.high, held.actual, 1.0) * 1.15

    def at(value: float) -> float:
        return 10 + (_WIDTH - 20) * value / highest

    said = words.benchmark_expected if held.high else words.benchmark_expected_none
    expected = said.format(
        n=written_expected(held.expected),
        low=numerals.whole(held.low),
        high=numerals.whole(held.high),
    )
    marks = [
        _stroke(at(0), at(highest), _PALE, 1, "bar-scale"),
        _stroke(at(held.low), at(held.high), _GREY, 5, "bar-interval"),
        _tick(at(held.expected)),
        _label(at(held.expected), _LINE + 23, expected, "quiet"),
    ]
    if held.actual:
        # Where no partner is known, a mark at 0 would say that there is none.
        actual = words.benchmark_actual.format(n=numerals.whole(held.actual))
        marks += [_diamond(at(held.actual)), _label(at(held.actual), _LINE - 14, actual, "strong")]
    title = words.benchmark_heading
    drawn = svg.picture("ties-bar", _WIDTH, _HEIGHT, marks, title, words.benchmark_described)
    return Drawing(in_english(drawn), title, words.benchmark_described)


def _stroke(left: float, right: float, colour: str, width: float, class_: str) -> Markup:
    return svg.element(
        "line",
        x1=left,
        x2=right,
        y1=_LINE,
        y2=_LINE,
        stroke=colour,
        stroke_width=width,
        class_=class_,
    )


def _tick(x: float) -> Markup:
    return svg.element("line", x1=x, x2=x, y1=_LINE - 7, y2=_LINE + 7, stroke=_GREY, stroke_width=2)


def _diamond(x: float) -> Markup:
    return svg.element(
        "path", d=f"M{x:.1f} {_LINE - 7}l7 7l-7 7l-7 -7Z", fill=_BLUE, class_="bar-actual"
    )


def _label(x: float, y: float, words: str, class_: str) -> Markup:
    """Words in the middle over or under a point, moved inside where they would leave the sheet."""
    half = svg.width_of(words) / 2
    middle = min(max(x, half + 2), _WIDTH - half - 2)
    return svg.text(middle, y, words, class_=class_, anchor="middle")
