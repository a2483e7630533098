"""What the data cannot tell, what they could have shown, and how the study was made, in words."""

from __future__ import annotations

from sistercities.studies.findings import Method
from sistercities.studies.hubs.change import TOP_SHARE
from sistercities.studies.hubs.evidence import HUB_SHARE, JOINT, N_DRAWS, N_SOURCES, Evidence
from sistercities.studies.hubs.findings import SourceError
from sistercities.studies.hubs.network import TRAITS
from sistercities.studies.hubs.read_network import WorldRules


def power_sentence(evidence: Evidence) -> str:
    """Say the smallest effects that would be found with 80 % power."""
    smallest = evidence.detectable
    if smallest is None:
        return "No ratio of hubs has an interval here, so none could be found."
    said = f"A ratio of {smallest:.2f} or more at equal size would be found by every measure"
    change = evidence.change
    if change is not None and change.by_measure:
        found = [one.among.detectable(size=1 - JOINT) for one in change.by_measure.values()]
        most = max(value for value in found if value is not None)
        said += (
            f", and a change of {100 * most:.1f} percentage points in the first tenth beyond that "
            "of other countries"
        )
    return f"{said} (80 % power, {100 * (1 - JOINT):.1f} % size)."


def limits(
    evidence: Evidence, error: SourceError | None, earlier: str, n_listed: int, of_whom: str
) -> tuple[str, ...]:
    """Say what the data cannot tell; `earlier` names the source of the change, or is empty."""
    said = [*_of_missing(evidence, earlier), *_of_change(evidence, earlier, of_whom)]
    if error is not None:
        said.append(
            f"In draws, betweenness follows paths from {error.n_sources} cities. On the known "
            f"graph this names {error.same_hubs:.0%} of the exact hubs, and is off by "
            f"{error.relative:.0%} of a hub's value on average; ranks are the wider for it."
        )
    left = [name for k, name in enumerate(TRAITS) if k not in evidence.traits]
    if evidence.traits and left:
        said.append(
            f"Not part of equal size, since abroad all or none that have it are hubs: "
            f"{', '.join(left)}."
        )
    said += [
        f"{n_listed} countries have a list and are compared. Cities of others (the United States "
        "among them, if their lists were not read) are in the graph by the lists of their partners "
        "alone, and in no rank.",
        "Probability of existence is the confidence with which the names of a tie were resolved; "
        "that a listed tie has lapsed unnoticed is not in it.",
        "Only ties with other countries count; for cities of a large country fewer are abroad.",
        "Population is that of GeoNames, which draws the bounds of a city not alike everywhere.",
        "Every country has more or fewer hubs than expected for reasons that are not measured.",
        "Dropping undated ties, typed ones or dated lists changes nothing here: the list that "
        "counts is undated and was not typed.",
        "Many cities share a core, so its ranks are coarse.",
        "A place in the network of listed ties says nothing of what passes along them.",
    ]
    return tuple(said)


def _of_missing(evidence: Evidence, earlier: str) -> list[str]:
    draws = evidence.draws
    if draws is None:
        return []
    if draws.coverage is None:
        return ["No other source tells how many ties the list misses, so no draw adds any."]
    return [
        f"A draw leaves out {draws.n_gone:,.0f} ties and adds {draws.n_added:,.0f} on average. How "
        f"many are missing is learnt from {draws.coverage.n_seen.sum() // 2:,} ties of {earlier}: "
        "a tie counts as listed if the list of either country has it, lists taken as independent "
        "of each other and of that source. Both know large places best, so too few are added; and "
        "ties that have ended count as missed, so too many. Which cities they join is drawn by "
        "their known ties."
    ]


def _of_change(evidence: Evidence, earlier: str, of_whom: str) -> list[str]:
    change = evidence.change
    if change is None:
        return ["There is no second source, so nothing can be said of change."]
    said = [
        f"Change rests on {change.n_common:,} places with a tie in both sources, {change.n_home} "
        f"of them of {of_whom}. A place that came to the network since is not among them."
    ]
    if change.n_added_dated:
        old = change.n_added_dated - change.n_added_since
        said.append(
            f"Of {change.n_added_dated:,} dated ties of {of_whom} that {earlier} lacks, {old:,} "
            "are older than it: a list that grows is no network that grows."
        )
    else:
        said.append(
            "No added tie has a known start, so growth of lists and of the network are not told "
            "apart."
        )
    return said


def settings(rules: WorldRules | None, earlier: str) -> dict[str, str]:
    """Say what a reader needs to run the study again."""
    if rules is None:
        return {"ties": "no undated source of several countries is old enough"}
    return {
        "ties": f"those that {' or '.join(rules.sources)} claims, between cities of two countries",
        "compared": f"cities of {rules.min_population:,.0f} persons and more, and places that are "
        f"region and city at once, in {len(rules.listed)} countries that have a list",
        "hubs": f"the first {HUB_SHARE:.0%} by a measure",
        "draws": f"{N_DRAWS}, betweenness from {N_SOURCES} cities in each",
        "missing ties": f"by the ties of {earlier}" if earlier else "none added",
        "change": f"first {TOP_SHARE:.0%} of places with a tie in both sources",
        "dual places": "count as cities",
        "districts and counties": "kept apart",
    }


def method() -> Method:
    """Say how the study was made, for those who know statistics."""
    return Method(
        question="Are more hubs of the world's network of sister cities in the home country than "
        "its share of cities, more than size would give, and has that grown?",
        outcome="Cities among the first hundredth by ties, effective number of partner countries, "
        "betweenness and core, over draws that leave out doubtful ties and add missing ones.",
        estimator="Hubs observed over expected: by the share abroad, and by a fractional logit "
        "fitted abroad on log2 population with a bend at a million, log2 GDP per head, coast, "
        "capital; overdispersed count by home region, expectation clustered by country, variance "
        "between draws. Change of the share in the first tenth between two sources, less the "
        "random-effects mean of other countries, prediction interval.",
        null="Ratio 1; change as that of other countries. Regions, countries as drawn from more.",
        assumptions="Missing ties by country as another source saw them; the two sources changed "
        "for home no more unlike than countries differ, or dates show it.",
        rule=f"Intervals of {JOINT:.1%}. Presence, and more than size: ratios above 1 by each of "
        "four measures. Change: above other countries by each, and more than half of the dated "
        "added ties begun since. Supported: all three. Mixed: some. Not supported: none, and "
        "presence or size contrary (each ratio below 1 or within 0.8 to 1.25). Else, and below 30 "
        "cities or ties, 5 effective regions or countries, 5 expected hubs, or where only ratios "
        "above 3 would be found: cannot be told. Fixed before the numbers were seen.",
        literature=(
            "Brandes (2001), doi:10.1080/0022250X.2001.9990249",
            "Brandes & Pich (2007), doi:10.1142/S0218127407018403",
            "Seidman (1983), doi:10.1016/0378-8733(83)90028-X",
            "Batagelj & Zaversnik (2003), arXiv:cs/0310049",
            "Papke & Wooldridge (1996), J. Appl. Econometrics 11(6), 619-632",
            "Higgins, Thompson & Spiegelhalter (2009), doi:10.1111/j.1467-985X.2008.00552.x",
        ),
    )
