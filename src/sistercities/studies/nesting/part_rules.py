"""The rules of the parts of C1, C2 and C3 that the network of one year answers."""

from __future__ import annotations

from sistercities.sentences import say
from sistercities.studies.nesting.rule import RULE
from sistercities.studies.part_rules import NO_NEEDS, Answers, IntervalPart, PartRule
from sistercities.studies.rules import Sides
from sistercities.studies.unjudged_parts import CountPart, DescribedPart

NOT_TO_BE_MISSED = say(
    "That there are such ties no country with ties at both levels could miss, so they are counted "
    "and nothing is judged by it."
)
EXISTED = say(
    "Changed after its number was seen: at first ten such ties that can be relied on, of three "
    "regions with three countries, counted as support; now they are only counted."
)

PART_RULES: tuple[PartRule, ...] = (
    CountPart(
        NO_NEEDS, "C1", "exist",
        say("How many partners have cities in countries where their region has none?"),
        say(
            "city ties that can be relied on, of a region without any tie of its own with that "
            "country"
        ),
        why=NOT_TO_BE_MISSED, changed=EXISTED,
    ),
    IntervalPart(
        RULE.needs, "C1", "chance",
        say(
            "Are partnerships with countries where the region has no partner more or fewer than "
            "by chance?"
        ),
        say(
            "city ties of a region without any tie of its own with that country, over those under "
            "the null model that keeps how many ties each city has (degree)"
        ),
        Answers(
            say("more than by chance"),
            say("fewer than by chance; cities go where their region has a partner in the country"),
            say("about as many as by chance"),
        ),
        ("above",), Sides(1.0, RULE.independent),
        beyond=say(
            "The claim says that there are such partnerships, which the first part counts; of "
            "chance it says nothing."
        ),
    ),
    CountPart(
        NO_NEEDS, "C2", "exist",
        say("How many partners have cities outside the sister regions of their region?"),
        say("city ties that can be relied on and lie outside every pair of sister regions"),
        why=NOT_TO_BE_MISSED, changed=EXISTED,
    ),
    DescribedPart(
        RULE.needs, "C3", "predicted",
        say("How many of their partners do cities find within sister regions?"),
        say(
            "share of city ties inside sister regions, each tie weighted by how much of its "
            "region's list is known, with bounds for what the lists lack"
        ),
        why=say(
            "Sister regions are few among all pairs of regions, so a line of a half could hardly "
            "be missed, and none is drawn. Whether they hold more than chance would put there is "
            "judged by itself."
        ),
        changed=say(
            "Changed after its number was seen: at first less than {predicted:g} % inside counted "
            "as support; now the share is only described.",
            predicted=100 * RULE.predicted,
        ),
        first="by half",
    ),
    IntervalPart(
        RULE.needs, "C3", "independent",
        say("Are cities more often partners where their regions are?"),
        say(
            "city ties inside sister regions, over those under the main null model, which keeps "
            "how many ties each city has with each country (degree-country)"
        ),
        Answers(
            say("more often than by chance"),
            say("less often than by chance"),
            say("as often as by chance: cities go their own way"),
        ),
        ("same",), Sides(1.0, RULE.independent),
    ),
)  # fmt: skip
