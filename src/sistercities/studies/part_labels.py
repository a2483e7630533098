"""The parts in a few words, for a drawing of all of them."""

from __future__ import annotations

from sistercities.sentences import Sentence, say

CHANGED_MARK = "†"
"""Beside the verdict of a part whose rule was changed after its number was seen."""

LABELS: dict[str, Sentence] = {
    "C1.exist": say("Partners where the region has none"),
    "C1.chance": say("More than if chance chose the countries"),
    "C2.exist": say("Partners outside sister regions"),
    "C3.predicted": say("Share of partners in sister regions"),
    "C3.independent": say("Just as by chance within a country"),
    "C3.first": say("Neither level comes first"),
    "C3.close": say("No closer in time than by chance"),
    "C3.homes": say("Just as by chance, mean of countries"),
    "C3.one-more": say("Just as by chance, in another country"),
    "C3.world-sisters": say("No more than in other regions"),
    "C4.trade": say("Much trade"),
    "C4.income": say("High income, economy alike"),
    "C4.distance": say("Short distance"),
    "C4.language": say("Language in common"),
    "C4.migrants": say("Many migrants"),
    "C4.flights": say("Direct flight"),
    "C4.own": say("Earlier tie with the country"),
    "C4.neighbours": say("Earlier ties of cities nearby"),
    "C4.formal": say("Regions that are sisters"),
    "C4.formal-share": say("Share that goes with sister regions"),
    "C4.benefit": say("Benefit over the formal link"),
    "C4.world-distance": say("Nearness"),
    "C4.world-trade": say("Trade"),
    "C4.world-language": say("Language in common"),
    "C4.world-migrants": say("Migrants"),
    "C4.world-colony": say("Colonial tie in the past"),
    "C5.flights": say("Flights and partners"),
    "C5.exports": say("Exports and partners"),
    "C5.visitors": say("Visitors and partners"),
    "C5.size": say("Flights at equal size and wealth"),
    "C5.flights-first": say("Partners follow flights"),
    "C5.ties-first": say("Flights follow partners"),
    "C5.world-flights": say("Air routes"),
    "C6.chosen": say("Chosen more than other countries"),
    "C6.may-sign": say("Chosen more, cities that may sign"),
    "C6.growing": say("Chosen more per decade"),
    "C7.exist": say("Number of partners in rival countries"),
    "C7.rivals": say("No fewer in rival countries"),
    "C7.far": say("No fewer far in UN votes"),
    "C7.cities": say("Rivals: cities mind less"),
    "C7.world-rivals": say("No fewer between rivals"),
    "C7.world-far": say("No fewer far in UN votes"),
    "C8.share": say("More hubs than its share of cities"),
    "C8.alike": say("More hubs than cities as large"),
    "C8.coming": say("Hubs coming forward"),
}
"""By the id of the part. One that is judged is named by what would bear it out, wherever it stands
beside its mark: `○ Sister regions, against chance` reads as if these held no more than chance."""

AMONG_COUNTRIES = frozenset(
    {"C3.one-more", "C6.chosen", "C6.may-sign", "C6.growing", "C8.share", "C8.alike", "C8.coming"}
)
"""Parts whose interval counts how much countries differ: it asks whether one is unlike others."""

OF_ONE_COUNTRY = AMONG_COUNTRIES - {"C3.one-more"}
"""Those of them that ask it of the home country."""

CLAIM_LABELS: dict[str, Sentence] = {
    "C1": say("Where the region has no partner"),
    "C2": say("Outside sister regions"),
    "C3": say("A logic of their own"),
    "C4": say("What goes with partnerships"),
    "C5": say("Connected cities"),
    "C6": say("Attractive to others"),
    "C7": say("In spite of politics"),
    "C8": say("Hubs of the world"),
}
"""The claims in a few words."""


def label_of(part: str) -> str:
    """Return a part in a few words; its id where it has none."""
    return LABELS.get(part, part)
