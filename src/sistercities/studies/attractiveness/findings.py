"""From fits and counts to the findings of the study."""

from __future__ import annotations

from sistercities.sentences import say
from sistercities.studies.attractiveness.choices import TERMS
from sistercities.studies.attractiveness.dated import DATED_TERMS, TREND
from sistercities.studies.attractiveness.evidence import Evidence
from sistercities.studies.attractiveness.flows import Dating, Share
from sistercities.studies.attractiveness.limits import is_alike
from sistercities.studies.attractiveness.models import KINDS, ChoiceModel
from sistercities.studies.attractiveness.rule import RULE
from sistercities.studies.findings import Finding, unknown_finding
from sistercities.studies.phrases import noted

PER = {
    "home country": say("against a city abroad alike in all other terms"),
    "common official language": say("yes against no"),
    "coast": say("yes against no"),
    "both on a coast": say("yes against no"),
    "capital of a state": say("yes against no"),
    "chooser on a coast": say("yes against no"),
    "chooser with a common official language": say("yes against no"),
    "home country, per decade": say("ten years later"),
}
"""What a ratio compares; of all other terms, twice as much."""


def per(term: str) -> str:
    """Say what the ratio of a term compares."""
    return PER.get(term, say("twice as much"))


def ratio_finding(name: str, label: str, model: ChoiceModel | None, term: str) -> Finding:
    """Tell an odds ratio of the choice among cities."""
    method = say("conditional logit on sampled alternatives")
    if model is None:
        return unknown_finding(
            name,
            label,
            say("ratio"),
            0,
            say("choices"),
            method,
            note=say("no undated list of several countries holds such choices"),
        )
    ratio = model.ratios.get(term)
    if ratio is None:
        note = model.note or say("{term} is the same in every choice", term=term)
        return unknown_finding(
            name, label, say("ratio"), model.n_choices, say("choices"), method, note=note
        )
    return Finding(
        name,
        label,
        ratio.value,
        ratio.low,
        ratio.high,
        say("ratio"),
        model.n_choices,
        say("choices"),
        say(
            "{method}; errors clustered by {n_clusters} choosing countries and by "
            "regions of the alternatives, t with {freedom:.1f} degrees of freedom; H0: "
            "ratio 1",
            method=method,
            n_clusters=model.n_clusters,
            freedom=model.freedom,
        ),
        model.freedom + 1,
        ratio.p,
        noted(
            per(term),
            say("{n_home:,} choices of the home country", n_home=model.n_home),
            model.note,
        ),
    )


def trend_finding(evidence: Evidence) -> Finding:
    """Tell the ratio per decade of dated lists."""
    label = say("Dated lists of places abroad: odds of the home country, ten years later")
    method = say("conditional logit among all countries; errors clustered by choosing place; H0: 1")
    change = evidence.change
    if change is None:
        return unknown_finding(
            "ratio_per_decade",
            label,
            say("ratio"),
            0,
            say("choices"),
            method,
            note=say("no dated list of the other side"),
        )
    ratio = change.ratios.get(DATED_TERMS[TREND])
    if ratio is None:
        return unknown_finding(
            "ratio_per_decade",
            label,
            say("ratio"),
            change.n_choices,
            say("choices"),
            method,
            note=change.note,
        )
    few = evidence.trend is None
    note = (
        say(
            "{n_home} of the choices are of the home country; below {needs} it is not judged",
            n_home=change.n_home,
            needs=RULE.change.least_words(),
        )
        if few
        else say(
            "{n_home} of the choices are of the home country; beside population, "
            "distance, GDP per head and language of the countries",
            n_home=change.n_home,
        )
    )
    return Finding(
        "ratio_per_decade",
        label,
        ratio.value,
        ratio.low,
        ratio.high,
        say("ratio"),
        change.n_choices,
        say("choices"),
        say(
            "{method}; t with {freedom:.1f} degrees of freedom",
            method=method,
            freedom=change.freedom,
        ),
        change.effective_choosers,
        ratio.p,
        note,
    )


def share_finding(name: str, label: str, share: Share, n_of: str, note: str) -> Finding:
    """Tell a share of counts."""
    return Finding(
        name, label, share.value, share.low, share.high, say("share"), share.n, n_of,
        say("count; exact binomial interval (Clopper & Pearson), as if each were drawn apart"),
        note=note or (say("none is known") if share.value is None else ""),
    )  # fmt: skip


def dating_findings(dating: Dating, of_whom: str) -> list[Finding]:
    """Tell what is dated, and what the newer of two undated sources adds."""
    return [*_dated_shares(dating, of_whom), *_added_shares(dating, of_whom)]


def _dated_shares(dating: Dating, of_whom: str) -> list[Finding]:
    is_even = is_alike(dating.home, dating.other)
    return [
        share_finding(
            "dated_home",
            say("Dated, of the ties of {of_whom} with places abroad", of_whom=of_whom),
            dating.home,
            say("ties"),
            say("start known to the year, not suspect"),
        ),
        share_finding(
            "dated_other",
            say("Dated, of the ties between two other countries"),
            dating.other,
            say("ties"),
            "" if is_even else say("unlike in the two, so a share among dated ties says nothing"),
        ),
        share_finding(
            "dated_list_home",
            say("Dated, in dated lists abroad: rows with {of_whom}", of_whom=of_whom),
            dating.list_home,
            say("rows"),
            "",
        ),
        share_finding(
            "dated_list_other",
            say("Dated, in dated lists abroad: rows with others"),
            dating.list_other,
            say("rows"),
            say("not shown to differ, so decades can be compared")
            if is_alike(dating.list_home, dating.list_other)
            else say("dates may depend on the partner"),
        ),
    ]


def _added_shares(dating: Dating, of_whom: str) -> list[Finding]:
    """Tell what the newer source adds, as far as there are two."""
    shares = (
        (
            "share_in_both",
            say(
                "Share of {of_whom} in choices that {earlier} has too",
                of_whom=of_whom,
                earlier=dating.earlier,
            ),
            dating.in_both,
            say("choices"),
            "",
        ),
        (
            "share_added",
            say(
                "Share of {of_whom} in choices that only {later} has",
                of_whom=of_whom,
                later=dating.later,
            ),
            dating.added,
            say("choices"),
            say("no flow: see how many of these ties began before"),
        ),
        (
            "added_begun_before",
            say(
                "Begun by {earlier_year}, of the dated ties of {of_whom} that only {later} has",
                earlier_year=dating.earlier_year,
                of_whom=of_whom,
                later=dating.later,
            ),
            dating.begun_before,
            say("ties"),
            say("what the later source adds is mostly old where this is high"),
        ),
    )
    return [
        share_finding(name, label, share, n_of, note)
        for name, label, share, n_of, note in shares
        if share is not None
    ]


def all_findings(
    evidence: Evidence,
    kinds: ChoiceModel | None,
    shares: tuple[Share, float | None] | None,
    dating: Dating,
    of_whom: str,
) -> tuple[Finding, ...]:
    """List the key numbers, the most important first; `shares` are observed and expected."""
    found = [
        ratio_finding(
            "odds_ratio",
            say("Odds of a city of {of_whom} against one alike abroad", of_whom=of_whom),
            evidence.main,
            TERMS[0],
        ),
        ratio_finding(
            "odds_ratio_far",
            say("The same among cities beyond 3,000 km of the chooser"),
            evidence.far,
            TERMS[0],
        ),
        trend_finding(evidence),
    ]
    if shares is not None:
        share, expected = shares
        label = say("Share of {of_whom} in the choices of foreign cities", of_whom=of_whom)
        text = (
            ""
            if expected is None
            else (
                say(
                    "{expected:.1f} % are expected by size, distance, income, language and coast",
                    expected=100 * expected,
                )
            )
        )
        found.append(share_finding("share", label, share, say("choices"), text))
    found += [
        ratio_finding(
            f"kind_{k + 1}",
            say("Odds of {of_whom}: {term}", of_whom=of_whom, term=term),
            kinds,
            term,
        )
        for k, term in enumerate(KINDS)
    ]
    return (*found, *dating_findings(dating, of_whom))
