"""What the data cannot tell, what they could have shown, and how the study was made, in words."""

from __future__ import annotations

from sistercities.studies.drivers.evidence import Evidence
from sistercities.studies.drivers.ground import Ground
from sistercities.studies.drivers.pairs import CONTROLS, PairSample
from sistercities.studies.drivers.terms import SIZE, TERMS
from sistercities.studies.drivers.words import fewer_after
from sistercities.studies.findings import Method


def power_sentence(evidence: Evidence) -> str:
    """Say the smallest effects that would be found with 80 % power."""
    ratio, share = evidence.detectable_ratio, evidence.detectable_share
    if ratio is None:
        return "No regression has an interval here, so nothing could be found."
    first = f"A ratio of {ratio:.1f} where the regions are sisters would be found"
    if share is None:
        return f"{first} (80 % power, 5 % size)."
    return (
        f"{first}, and a difference of {100 * share:.0f} points between the shares of the three "
        "factors together and of formal links (80 % power, 5 % size)."
    )


def limits(evidence: Evidence, sample: PairSample, ground: Ground) -> tuple[str, ...]:
    """Say what the data cannot tell."""
    late = [t.label for t in evidence.terms if not t.is_dated and t.group != SIZE]
    missing = [t.label for t in TERMS if t not in evidence.terms]
    said = [
        f"Of {sample.n_ties:,} ties between cities of the study, {sample.n_dated:,} have a known "
        f"start; nothing is said of the others. Of {ground.n_upper:,} ties of the regions "
        f"{ground.n_upper_dated:,} do; pairs of regions with another one are left out of the years "
        "before it was first listed.",
    ]
    if late:
        said.append(f"Later than most ties, so they may follow from them: {', '.join(late)}.")
    if missing:
        said.append(f"Not known, or the same everywhere: {', '.join(missing)}.")
    said += [
        *fewer_after(evidence),
        "Earlier ties are the only contacts of cities that the release knows; friendships, firms "
        "and families are not in it. They follow from the same tastes as later ties.",
        "A share is a convention where groups move together, and goes to whatever stands in for "
        "what brings ties about. A rare fact has a small share however strong it is.",
        "Trade of China is that of the mainland, Hong Kong and Macao together.",
        "Nothing here says what brings about what.",
    ]
    return tuple(said)


def settings(ground: Ground, name: str) -> dict[str, str]:
    """Say what a reader needs to run the study again."""
    return {
        "cities": f"{len(ground.homes):,} cities of {name} in {ground.n_units} regions of which a "
        "source lists the ties of the cities and of the region, all facts on them known",
        "abroad": f"{len(ground.foreign):,} cities of 15,000 persons and more",
        "controls": f"{CONTROLS} pairs drawn for each tie, for its year, a part of them where the "
        "regions were sisters; each weighs one over how often it is drawn",
        "dual places": "dropped at both ends",
        "ties that ended": "left out at both levels, as those alive in the year alone are known "
        "well",
    }


def method() -> Method:
    """Say how the study was made, for those who know statistics."""
    return Method(
        question="Do practical benefits (economy, culture, earlier contacts) play a stronger role "
        "in which cities become sisters than formal links of their regions?",
        outcome="Dated ties of a home city and a city abroad, against pairs drawn for the year of "
        "each.",
        estimator="Shapley values of held-out Poisson deviance over seven groups of facts, one "
        "home region held out at a time, without effects, clustered by home region and country. "
        "PPML of the same rows without effects and with home-city effects; of all ties of the "
        "year with effects of both cities; of pairs of regions with home-region effects.",
        null="A group foretells nothing; two groups foretell as much. Rate ratio 1. Regions and "
        "countries as drawn from more.",
        assumptions="Ties with a known start are a fair picture of all; facts of a late year "
        "stand for earlier ones where the release has no others.",
        rule="Supported: economy, culture and earlier ties each have a share above 0 and above "
        "that of formal links (intervals of 95 % each). Mixed: one or two (intervals that hold "
        "together with 95 %). Not supported: none, "
        "and one or more lie below formal links. Else, and with fewer than 100 ties, 5 effective "
        "regions, where only ratios above 3 would be found, or where nothing is foretold: cannot "
        "be told. Changed on simulated worlds, once before real numbers were seen and once after, "
        "with the same verdict on China.",
        literature=(
            "Lipovetsky & Conklin (2001), doi:10.1002/asmb.446",
            "Santos Silva & Tenreyro (2006), doi:10.1162/rest.88.4.641",
            "Cameron, Gelbach & Miller (2011), doi:10.1198/jbes.2010.07136",
            "Langholz & Goldstein (1996), doi:10.1214/ss/1032209663",
        ),
    )
