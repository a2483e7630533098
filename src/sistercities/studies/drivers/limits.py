"""What the data cannot tell, what they could have shown, and how the study was made, in words."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.sentences import listed, say
from sistercities.studies.drivers.drawing import CONTROLS, FEW_CONTROLS
from sistercities.studies.drivers.evidence import Evidence
from sistercities.studies.drivers.ground import Ground
from sistercities.studies.drivers.pairs import PairSample
from sistercities.studies.drivers.rule import RULE, DriversRule
from sistercities.studies.drivers.terms import SIZE, TERMS
from sistercities.studies.drivers.words import fewer_after
from sistercities.studies.findings import Method


def power_sentence(evidence: Evidence) -> str:
    """Say the smallest effects that would be found with 80 % power."""
    ratio, share = evidence.detectable_ratio, evidence.detectable_share
    if ratio is None:
        return say("No regression has an interval here, so nothing could be found.")
    first = say("A ratio of {ratio:.1f} where the regions are sisters would be found", ratio=ratio)
    if share is None:
        return say("{first} (80 % power, 5 % size).", first=first)
    return say(
        "{first}, and a difference of {share:.0f} points between the shares of the "
        "three factors together and of formal links (80 % power, 5 % size).",
        first=first,
        share=100 * share,
    )


def limits(
    evidence: Evidence, sample: PairSample, ground: Ground, same: Sequence[str] = ()
) -> tuple[str, ...]:
    """Say what the data cannot tell; `same` names the changes that leave all pairs as they are."""
    late = [t.label for t in evidence.terms if not t.is_dated and t.group != SIZE]
    missing = [t.label for t in TERMS if t not in evidence.terms]
    said: list[str] = [
        say(
            "Of {n_ties:,} ties between cities of the study, {n_dated:,} have a known "
            "start; nothing is said of the others. Of {n_upper:,} ties of the regions "
            "{n_upper_dated:,} do; pairs of regions with another one are left out of the "
            "years before it was first listed.",
            n_ties=sample.n_ties,
            n_dated=sample.n_dated,
            n_upper=ground.n_upper,
            n_upper_dated=ground.n_upper_dated,
        ),
    ]
    if late:
        said.append(
            say(
                "Later than most ties, so they may follow from them: {facts}.",
                facts=listed(late, "comma"),
            )
        )
    if same:
        said.append(
            say(
                "These other rules leave all ties and pairs as they are and so have no row: "
                "{rules}.",
                rules=listed(list(same), "comma"),
            )
        )
    if missing:
        said.append(
            say("Not known, or the same everywhere: {facts}.", facts=listed(missing, "comma"))
        )
    said += [
        *fewer_after(evidence),
        say(
            "Earlier ties are the only contacts of cities that the release knows; "
            "friendships, firms and families are not in it. They follow from the same "
            "tastes as later ties."
        ),
        say(
            "A share is a convention where groups move together, and goes to whatever "
            "stands in for what brings ties about. A rare fact has a small share however "
            "strong it is."
        ),
        say("Trade of China is that of the mainland, Hong Kong and Macao together."),
        say("Nothing here says what brings about what."),
    ]
    return tuple(said)


def settings(ground: Ground, name: str) -> dict[str, str]:
    """Say what a reader needs to run the study again."""
    return {
        say("cities"): say(
            "{n:,} cities of {name} in {n_units} regions of which a source lists the ties "
            "of the cities and of the region, all facts on them known",
            n=len(ground.homes),
            name=name,
            n_units=ground.n_units,
        ),
        say("abroad"): say("{n:,} cities of 15,000 persons and more", n=len(ground.foreign)),
        say("controls"): say(
            "{controls} pairs drawn for each tie from all pairs of its year, three of four by "
            "how many ties a first fit expects of them; each weighs one over how often it is "
            "drawn. Under other rules the same pairs are taken; shares are weighed on {few} of "
            "them",
            controls=CONTROLS,
            few=FEW_CONTROLS,
        ),
        say("dual places"): say("dropped at both ends"),
        say("ties that ended"): say(
            "left out at both levels, as those alive in the year alone are known well"
        ),
    }


def method(rule: DriversRule = RULE) -> Method:
    """Say how the study was made, for those who know statistics."""
    return Method(
        question=say(
            "Do practical benefits (economy, culture, earlier contacts) play a stronger "
            "role in which cities become sisters than formal links of their regions?"
        ),
        outcome=say(
            "Dated ties of a home city and a city abroad, against pairs drawn for the year of each."
        ),
        estimator=say(
            "Shapley values of held-out Poisson deviance over seven groups of facts, one "
            "home region held out at a time, without effects, clustered by home region and "
            "country; facts that go with fewer ties apart. PPML of the same ties and drawn "
            "pairs, without effects and with home-city effects; of "
            "all ties of the year with effects of both cities; of pairs of regions with "
            "home-region effects."
        ),
        null=say(
            "A group foretells nothing; two groups foretell as much. Rate ratio 1. Regions "
            "and countries as drawn from more."
        ),
        assumptions=say(
            "Ties with a known start are a fair picture of all; facts of a late year stand "
            "for earlier ones where the release has no others."
        ),
        rule=rule.printed(),
        literature=(
            "Lipovetsky & Conklin (2001), doi:10.1002/asmb.446",
            "Santos Silva & Tenreyro (2006), doi:10.1162/rest.88.4.641",
            "Cameron, Gelbach & Miller (2011), doi:10.1198/jbes.2010.07136",
            "Langholz & Goldstein (1996), doi:10.1214/ss/1032209663",
        ),
    )
