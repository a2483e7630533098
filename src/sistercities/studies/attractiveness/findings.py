"""From fits and counts to the findings of the study."""

from __future__ import annotations

from sistercities.studies.attractiveness.choices import TERMS
from sistercities.studies.attractiveness.dated import DATED_TERMS, TREND
from sistercities.studies.attractiveness.evidence import MIN_CHOOSERS, MIN_DATED, Evidence
from sistercities.studies.attractiveness.flows import Dating, Share
from sistercities.studies.attractiveness.limits import is_alike
from sistercities.studies.attractiveness.models import KINDS, ChoiceModel
from sistercities.studies.findings import Finding

PER = {
    "home country": "against a city abroad alike in all other terms",
    "common official language": "yes against no",
    "coast": "yes against no",
    "both on a coast": "yes against no",
    "capital of a state": "yes against no",
    "chooser on a coast": "yes against no",
    "chooser with a common official language": "yes against no",
    "home country, per decade": "ten years later",
}
"""What a ratio compares; of all other terms, twice as much."""


def per(term: str) -> str:
    """Say what the ratio of a term compares."""
    return PER.get(term, "twice as much")


def ratio_finding(name: str, label: str, model: ChoiceModel | None, term: str) -> Finding:
    """Tell an odds ratio of the choice among cities."""
    method = "conditional logit on sampled alternatives"
    if model is None:
        return Finding(name, label, None, None, None, "ratio", 0, "choices", method,
                       note="no undated list of several countries holds such choices")  # fmt: skip
    ratio = model.ratios.get(term)
    if ratio is None:
        note = model.note or f"{term} is the same in every choice"
        return Finding(name, label, None, None, None, "ratio", model.n_choices, "choices",
                       method, note=note)  # fmt: skip
    return Finding(
        name, label, ratio.value, ratio.low, ratio.high, "ratio", model.n_choices, "choices",
        f"{method}; errors clustered by {model.n_clusters} choosing countries and by regions of "
        f"the alternatives, t with {model.freedom:.1f} degrees of freedom; H0: ratio 1",
        model.freedom + 1, ratio.p,
        "; ".join(filter(None, (per(term), f"{model.n_home:,} choices of the home country",
                                model.note))),
    )  # fmt: skip


def trend_finding(evidence: Evidence) -> Finding:
    """Tell the ratio per decade of dated lists."""
    label = "Dated lists of places abroad: odds of the home country, ten years later"
    method = "conditional logit among all countries; errors clustered by choosing place; H0: 1"
    change = evidence.change
    if change is None:
        return Finding("ratio_per_decade", label, None, None, None, "ratio", 0, "choices", method,
                       note="no dated list of the other side")  # fmt: skip
    ratio = change.ratios.get(DATED_TERMS[TREND])
    if ratio is None:
        return Finding("ratio_per_decade", label, None, None, None, "ratio", change.n_choices,
                       "choices", method, note=change.note)  # fmt: skip
    few = evidence.trend is None
    note = (
        f"{change.n_home} of the choices are of the home country; with fewer than {MIN_DATED}, or "
        f"fewer than {MIN_CHOOSERS:g} effective choosers, it is not judged" if few
        else f"{change.n_home} of the choices are of the home country; beside population, "
        "distance, GDP per head and language of the countries"
    )  # fmt: skip
    return Finding(
        "ratio_per_decade", label, ratio.value, ratio.low, ratio.high, "ratio", change.n_choices,
        "choices", f"{method}; t with {change.freedom:.1f} degrees of freedom",
        change.effective_choosers, ratio.p, note,
    )  # fmt: skip


def share_finding(name: str, label: str, share: Share, n_of: str, note: str) -> Finding:
    """Tell a share of counts."""
    return Finding(
        name, label, share.value, share.low, share.high, "share", share.n, n_of,
        "count; exact binomial interval (Clopper & Pearson), as if each were drawn apart",
        note=note or ("none is known" if share.value is None else ""),
    )  # fmt: skip


def dating_findings(dating: Dating, of_whom: str) -> list[Finding]:
    """Tell what is dated, and what the newer of two undated sources adds."""
    is_even = is_alike(dating.home, dating.other)
    found = [
        share_finding("dated_home", f"Dated, of the ties of {of_whom} with places abroad",
                      dating.home, "ties", "start known to the year, not suspect"),
        share_finding("dated_other", "Dated, of the ties between two other countries",
                      dating.other, "ties", "" if is_even else
                      "unlike in the two, so a share among dated ties says nothing"),
        share_finding("dated_list_home", f"Dated, in dated lists abroad: rows with {of_whom}",
                      dating.list_home, "rows", ""),
        share_finding("dated_list_other", "Dated, in dated lists abroad: rows with others",
                      dating.list_other, "rows", "not shown to differ, so decades can be compared"
                      if is_alike(dating.list_home, dating.list_other) else
                      "dates may depend on the partner"),
    ]  # fmt: skip
    pairs = (
        ("share_in_both", f"Share of {of_whom} in choices that {dating.earlier} has too",
         dating.in_both, "choices", ""),
        ("share_added", f"Share of {of_whom} in choices that only {dating.later} has",
         dating.added, "choices", "no flow: see how many of these ties began before"),
        ("added_begun_before",
         f"Begun by {dating.earlier_year}, of the dated ties of {of_whom} that only "
         f"{dating.later} has", dating.begun_before, "ties",
         "what the later source adds is mostly old where this is high"),
    )  # fmt: skip
    for name, label, share, n_of, note in pairs:
        if share is not None:
            found.append(share_finding(name, label, share, n_of, note))
    return found


def all_findings(
    evidence: Evidence,
    kinds: ChoiceModel | None,
    shares: tuple[Share, float | None] | None,
    dating: Dating,
    of_whom: str,
) -> tuple[Finding, ...]:
    """List the key numbers, the most important first; `shares` are observed and expected."""
    found = [
        ratio_finding("odds_ratio", f"Odds of a city of {of_whom} against one alike abroad",
                      evidence.main, TERMS[0]),
        ratio_finding("odds_ratio_far", "The same among cities beyond 3,000 km of the chooser",
                      evidence.far, TERMS[0]),
        trend_finding(evidence),
    ]  # fmt: skip
    if shares is not None:
        share, expected = shares
        label = f"Share of {of_whom} in the choices of foreign cities"
        text = "" if expected is None else (
            f"{100 * expected:.1f} % are expected by size, distance, income, language and coast"
        )  # fmt: skip
        found.append(share_finding("share", label, share, "choices", text))
    found += [
        ratio_finding(f"kind_{k + 1}", f"Odds of {of_whom}: {term}", kinds, term)
        for k, term in enumerate(KINDS)
    ]
    return (*found, *dating_findings(dating, of_whom))
