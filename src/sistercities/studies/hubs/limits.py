"""What the data cannot tell, what they could have shown, and how the study was made, in words."""

from __future__ import annotations

from sistercities.sentences import listed, say
from sistercities.studies.findings import Method
from sistercities.studies.hubs.change import TOP_SHARE
from sistercities.studies.hubs.evidence import (
    HUB_SHARE,
    N_DRAWS,
    N_SOURCES,
    Evidence,
)
from sistercities.studies.hubs.findings import SourceError
from sistercities.studies.hubs.network import TRAITS
from sistercities.studies.hubs.part_words import NONE_FEWER, power_of
from sistercities.studies.hubs.read_network import WorldRules
from sistercities.studies.hubs.rule import RULE, HubsRule
from sistercities.studies.phrases import one_after_another, parts_power


def power_sentence(evidence: Evidence) -> str:
    """Say the smallest effects that would be found with 80 % power."""
    smallest = evidence.detectable
    if smallest is None:
        return say("No ratio of hubs has an interval here, so none could be found.")
    said = say(
        "A ratio of {smallest:.2f} or more at equal size would be found by every measure",
        smallest=smallest,
    )
    change = evidence.change
    if change is not None and change.by_measure:
        found = [one.among.detectable(size=1 - RULE.joint) for one in change.by_measure.values()]
        most = max(value for value in found if value is not None)
        said = say(
            "{ratio}, and a change of {most:.1f} percentage points in the first tenth "
            "beyond that of other countries",
            ratio=said,
            most=100 * most,
        )
    said = say(
        "{effects} (80 % power, {size:.1f} % size).", effects=said, size=100 * (1 - RULE.joint)
    )
    return one_after_another([said, parts_power([power_of("share"), NONE_FEWER])])


def limits(
    evidence: Evidence, error: SourceError | None, earlier: str, n_listed: int, of_whom: str
) -> tuple[str, ...]:
    """Say what the data cannot tell; `earlier` names the source of the change, or is empty."""
    said = [*_of_missing(evidence, earlier), *_of_change(evidence, earlier, of_whom)]
    if error is not None:
        said.append(
            say(
                "In draws, betweenness follows paths from {n_sources} cities. On the "
                "known graph this names {same_hubs:.0%} of the exact hubs, and is off by "
                "{relative:.0%} of a hub's value on average; ranks are the wider for it.",
                n_sources=error.n_sources,
                same_hubs=error.same_hubs,
                relative=error.relative,
            )
        )
    left = [name for k, name in enumerate(TRAITS) if k not in evidence.traits]
    if evidence.traits and left:
        said.append(
            say(
                "Not part of equal size, since abroad all or none that have it are hubs: {traits}.",
                traits=listed(left, "comma"),
            )
        )
    said += [
        say(
            "{n} countries have a list and are compared. Cities of others (the "
            "United States among them, if their lists were not read) are in the graph by "
            "the lists of their partners alone, and in no rank.",
            n=n_listed,
        ),
        say(
            "Probability of existence is the confidence with which the names of a tie "
            "were resolved; that a listed tie has lapsed unnoticed is not in it."
        ),
        say(
            "Only ties with other countries count; for cities of a large country fewer are abroad."
        ),
        say(
            "Population is that of GeoNames, which draws the bounds of a city not alike everywhere."
        ),
        say(
            "Every country has more or fewer hubs than expected for reasons that are not measured."
        ),
        say(
            "Dropping undated ties, typed ones or dated lists changes nothing here: the "
            "list that counts is undated and was not typed."
        ),
        say("Many cities share a core, so its ranks are coarse."),
        say("A place in the network of listed ties says nothing of what passes along them."),
    ]
    return tuple(said)


def _of_missing(evidence: Evidence, earlier: str) -> list[str]:
    draws = evidence.draws
    if draws is None:
        return []
    if draws.coverage is None:
        return [say("No other source tells how many ties the list misses, so no draw adds any.")]
    return [
        say(
            "A draw leaves out {n_gone:,.0f} ties and adds {n_added:,.0f} on average. "
            "How many are missing is learnt from {n:,} ties of {earlier}: a tie counts "
            "as listed if the list of either country has it, lists taken as independent "
            "of each other and of that source. Both know large places best, so too few "
            "are added; and ties that have ended count as missed, so too many. Which "
            "cities they join is drawn by their known ties.",
            n_gone=draws.n_gone,
            n_added=draws.n_added,
            n=draws.coverage.n_seen.sum() // 2,
            earlier=earlier,
        )
    ]


def _of_change(evidence: Evidence, earlier: str, of_whom: str) -> list[str]:
    change = evidence.change
    if change is None:
        return [say("There is no second source, so nothing can be said of change.")]
    said: list[str] = [
        say(
            "Change rests on {n_common:,} places with a tie in both sources, {n_home} of "
            "them of {of_whom}. A place that came to the network since is not among them.",
            n_common=change.n_common,
            n_home=change.n_home,
            of_whom=of_whom,
        )
    ]
    if change.n_added_dated:
        old = change.n_added_dated - change.n_added_since
        said.append(
            say(
                "Of {n_added_dated:,} dated ties of {of_whom} that {earlier} lacks, "
                "{old:,} are older than it: a list that grows is no network that grows.",
                n_added_dated=change.n_added_dated,
                of_whom=of_whom,
                earlier=earlier,
                old=old,
            )
        )
    else:
        said.append(
            say(
                "No added tie has a known start, so growth of lists and of the network "
                "are not told apart."
            )
        )
    return said


def settings(rules: WorldRules | None, earlier: str) -> dict[str, str]:
    """Say what a reader needs to run the study again."""
    if rules is None:
        return {say("ties"): say("no undated source of several countries is old enough")}
    return {
        say("ties"): say(
            "those that {sources} claims, between cities of two countries",
            sources=listed(rules.sources, "or"),
        ),
        say("compared"): say(
            "cities of {persons:,.0f} persons and more, and places "
            "that are region and city at once, in {n} countries that have a "
            "list",
            persons=rules.min_population,
            n=len(rules.listed),
        ),
        say("hubs"): say("the first {share:.0%} by a measure", share=HUB_SHARE),
        say("draws"): say(
            "{n_draws}, betweenness from {n_sources} cities in each",
            n_draws=N_DRAWS,
            n_sources=N_SOURCES,
        ),
        say("missing ties"): say("by the ties of {earlier}", earlier=earlier)
        if earlier
        else say("none added"),
        say("change"): say(
            "first {share:.0%} of places with a tie in both sources", share=TOP_SHARE
        ),
        say("dual places"): say("count as cities"),
        say("districts and counties"): say("kept apart"),
    }


def method(rule: HubsRule = RULE) -> Method:
    """Say how the study was made, for those who know statistics."""
    return Method(
        question=say(
            "Are more hubs of the world's network of sister cities in the home "
            "country than its share of cities, more than size would give, and "
            "has that grown?"
        ),
        outcome=say(
            "Cities in the top 1 % by ties, effective number of "
            "partner countries, betweenness and core, over draws that leave out "
            "doubtful ties and add missing ones."
        ),
        estimator=say(
            "Hubs observed over expected: by the share abroad, and by a "
            "fractional logit fitted abroad on log2 population with a bend at "
            "a million, log2 GDP per head, coast, capital; overdispersed count "
            "by home region, expectation clustered by country, variance "
            "between draws. Change of the share in the first tenth between two "
            "sources, less the random-effects mean of other countries, "
            "prediction interval."
        ),
        null=say(
            "Ratio 1; change as that of other countries. Regions, countries as drawn from more."
        ),
        assumptions=say(
            "Missing ties by country as another source saw them; the two "
            "sources changed for home no more unlike than countries differ, "
            "or dates show it."
        ),
        rule=rule.printed(),
        literature=(
            "Brandes (2001), doi:10.1080/0022250X.2001.9990249",
            "Brandes & Pich (2007), doi:10.1142/S0218127407018403",
            "Seidman (1983), doi:10.1016/0378-8733(83)90028-X",
            "Batagelj & Zaversnik (2003), arXiv:cs/0310049",
            "Papke & Wooldridge (1996), J. Appl. Econometrics 11(6), 619-632",
            "Higgins, Thompson & Spiegelhalter (2009), doi:10.1111/j.1467-985X.2008.00552.x",
        ),
    )
