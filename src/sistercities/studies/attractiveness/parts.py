"""The parts of C6 from choices and dated lists to what is said of them."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass, replace

import pandas as pd

from sistercities.sentences import say
from sistercities.studies.attractiveness.choices import ChoiceRows
from sistercities.studies.attractiveness.choosing import Scope, chosen_by
from sistercities.studies.attractiveness.cities import SIGNERS_TOLD, Cities
from sistercities.studies.attractiveness.country_effects import (
    CountryEffects,
    Standing,
    stand_among,
)
from sistercities.studies.attractiveness.country_trends import known_rows, trend_among
from sistercities.studies.attractiveness.data import AttractivenessData
from sistercities.studies.attractiveness.models import ChoiceModel
from sistercities.studies.attractiveness.part_rows import (
    NO_CHOICE,
    NOBODY,
    effects_of,
    rows_of_chosen,
    rows_of_growing,
    rows_of_signers,
    why_no_standing,
    why_no_trend,
)
from sistercities.studies.attractiveness.part_rules import PART_RULES
from sistercities.studies.attractiveness.part_words import (
    WOULD_CHANGE,
    effects_method,
    lists_note,
    part_sentence,
    power_note,
    spread_note,
    trend_method,
)
from sistercities.studies.part_rules import Interval, IntervalPart, find_rule
from sistercities.studies.parts import PartFinding, Told, Varied, interval_finding
from sistercities.studies.phrases import noted, one_after_another
from sistercities.studies.scope import alone_words, with_article
from sistercities.terms.progress import Progress, quiet

NO_LIST = say("no undated list of several countries holds choices of cities abroad")
NOT_TOLD = say("the data do not tell which places of the country may sign by themselves")


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What the parts rest on; without an undated list of several countries `scope` is None."""

    data: AttractivenessData
    cities: Cities
    country: str
    as_of: int
    scope: Scope | None
    model: ChoiceModel | None
    seed: int

    @property
    def of_whom(self) -> str:
        """The country in a sentence, after `of`."""
        return with_article(self.data.study.country_name(self.country))


def judge_parts(
    ground: Ground, executor: Executor | None = None, on_progress: Progress = quiet
) -> tuple[tuple[PartFinding, ...], Standing]:
    """Judge the parts of C6, and tell where the country stands among all."""
    known = known_rows(ground.data, ground.country, ground.as_of)
    growing = _growing(ground, known)
    scope, model = ground.scope, ground.model
    if scope is None or model is None or not model.coefficients.size:
        nothing = Standing(None, note=NO_LIST)
        chosen = _chosen(ground, "chosen", nothing, ())
        return (chosen, _chosen(ground, "may-sign", nothing, ()), growing), nothing
    rows, effects = _effects(ground, scope, model)
    main = stand_among(effects, ground.country)
    varied: tuple[Varied, ...] = ()
    if not isinstance(effects, str):
        varied = tuple(
            rows_of_chosen(
                ground.data, ground.cities, ground.country, ground.as_of, scope, model,
                (rows, effects), ground.seed, executor, on_progress,
            )
        )  # fmt: skip
    signers = _chosen(ground, "may-sign", *_signers(ground, scope, model))
    return (_chosen(ground, "chosen", main, varied), signers, growing), main


def _effects(
    ground: Ground, scope: Scope, model: ChoiceModel
) -> tuple[ChoiceRows, CountryEffects | str]:
    chosen = chosen_by(ground.data, ground.cities, NOBODY, ground.as_of, scope)
    return effects_of(ground.cities, chosen, model, ground.seed)


def _signers(
    ground: Ground, scope: Scope, model: ChoiceModel
) -> tuple[Standing, tuple[Varied, ...]]:
    """Tell where the country stands by cities that may sign, where that is told of it."""
    if ground.country not in SIGNERS_TOLD:
        return Standing(None, note=NOT_TOLD), ()
    signers = replace(scope, signers_only=True)
    chosen = chosen_by(ground.data, ground.cities, NOBODY, ground.as_of, signers)
    if not chosen.choices.chooser.size:
        return Standing(None, note=NO_CHOICE), ()
    rows, effects = effects_of(ground.cities, chosen, model, ground.seed)
    standing = stand_among(effects, ground.country)
    if isinstance(effects, str):
        return standing, ()
    varied = rows_of_signers(
        ground.data, ground.cities, ground.country, ground.as_of, signers, model,
        (rows, effects), ground.seed,
    )  # fmt: skip
    return standing, tuple(varied)


def _chosen(ground: Ground, part: str, standing: Standing, varied: Iterable[Varied]) -> PartFinding:
    reason = why_no_standing(standing)
    told = Told(
        "", WOULD_CHANGE[part], say("ratio"), standing.n_home, say("choices of the country"),
        effects_method(standing), noted(spread_note(standing), power_note(part, standing)),
    )  # fmt: skip
    found = _finding(part, standing, told, varied, reason, ground.of_whom)
    if ground.scope is None or part != "chosen":
        return found
    alone = alone_words(ground.data.study, ground.scope.sources[0])
    return replace(found, sentence=one_after_another([found.sentence, alone]))


def _growing(ground: Ground, known: pd.DataFrame) -> PartFinding:
    whole = known[known["is_whole"]]
    standing = trend_among(ground.data, ground.country, whole)
    codes = sorted(set(whole["chooser_country"]))
    names = [ground.data.study.country_name(code) for code in codes]
    told = Told(
        "", WOULD_CHANGE["growing"], say("ratio"), standing.n_home,
        say("dated choices of the country"), trend_method(standing),
        noted(lists_note(standing, names, spread_note(standing)), power_note("growing", standing)),
    )  # fmt: skip
    varied = tuple(rows_of_growing(ground.data, ground.country, known))
    return _finding("growing", standing, told, varied, why_no_trend(standing), ground.of_whom)


def _finding(
    part: str, standing: Standing, told: Told, varied: Iterable[Varied], why: str, of_whom: str
) -> PartFinding:
    rule = find_rule(PART_RULES, f"C6.{part}")
    assert isinstance(rule, IntervalPart)
    interval = standing.interval(rule.level.together)
    if why:
        interval = Interval(interval.value, None, None)
    sentence = part_sentence(part, rule.side(interval), standing, of_whom, why)
    return interval_finding(rule, interval, replace(told, sentence=sentence), varied, why)
