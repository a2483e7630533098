"""What an evaluation says in words."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.partners.evaluation.result import LeakResult, TaskResult

NOTES = (
    "Candidates of the forecasts are the places abroad that the gazetteer lists for their size "
    "(15,000 people) or that have a tie on record by then; a smaller place without one is no "
    "candidate, since later ties alone brought it into the data.",
    "Ties are forecast where their year is known. The lists that date them were made later: a tie "
    "that ended and was forgotten is in no list.",
    "The ties that are known of a year are those with a date, nearly all with the home country; "
    "places' regions are those of today.",
    "The gate of today (wars, broken relations, status of places, laws) is laid on the past in "
    "model-gated alone: what it bars now was mostly no bar then, so the difference is what the "
    "gate costs in rank, and no error of either.",
    "The short lists name at most fifteen places, of like size and spread over countries; they "
    "stand in turn before all others, which follow in the order of the model. Purposes and themes "
    "are wishes and are not evaluated.",
    "A list leaves out what has a tie on record by then; of equal scores each counts half; other "
    "ties of the same year do not count against a tie.",
)


def sentence_of(
    forecasting: TaskResult | None, completion: TaskResult | None, leaks: Sequence[LeakResult]
) -> str:
    """Say the finding in one sentence; a leak comes first, since nothing else counts then."""
    leaking = sorted({name for check in leaks for name in check.changed})
    if leaking:
        return f"The numbers do not count: {', '.join(leaking)} knew what came later."
    result = forecasting or completion
    if result is None:
        return "The data hold no ties to find again."
    return _sentence(result)


def _sentence(result: TaskResult) -> str:
    found = result.methods[0].measures["country_hit_50"].value or 0.0
    n_ties = result.n_ties
    if result.name == "forecasting":
        tried = "1 later partnership" if n_ties == 1 else f"{n_ties:,} later partnerships"
    else:
        tried = f"{n_ties:,} partnerships of the world that a newer list adds"
    return (
        f"We tried the list on {tried}: {100 * found:.0f} % of the partners were among the first "
        f"50 places that it named in their country. {_against_the_best(result)}"
    )


def _against_the_best(result: TaskResult) -> str:
    """Say whether the list ranks partners better than the best simple rule, if that can be told."""
    rival = result.best_simple["mean_log_rank"]
    rule = next(each.title for each in result.methods if each.name == rival)
    ratio = next(each for each in result.comparisons if each.name == rival)
    rank = ratio.ratios["mean_log_rank"]
    if rank.low is not None and rank.low > 1:
        return f"The best simple rule ({rule}) ranked them better."
    if rank.high is not None and rank.high < 1:
        return f"It ranked them better than the best simple rule did ({rule})."
    return (
        f"Whether that is better than the best simple rule ({rule}) cannot be told from these "
        "partnerships."
    )
