"""The nesting study where nothing can be judged: the result that says so, and why."""

from __future__ import annotations

from sistercities.network.two_level import TwoLevelNetwork
from sistercities.sentences import say
from sistercities.studies.claims import CANNOT_TELL, CLAIMS, ClaimVerdict
from sistercities.studies.narrowing import Narrowing
from sistercities.studies.nesting.parts import untold_parts
from sistercities.studies.nesting.result import ESTIMATES, JUDGED, Estimate, NestingResult, Power
from sistercities.studies.nesting.tables import (
    coverage_rows,
    home_ties,
    ties_by_year,
    undated_by_class,
)
from sistercities.studies.scope import (
    Scope,
    named,
    scope_of,
    scope_settings,
    with_article,
)
from sistercities.studies.study_data import StudyData
from sistercities.terms.json_records import RecordTuple
from twolevel.nulls.catalogue import MAIN_NULL


def unjudged(
    data: StudyData, network: TwoLevelNetwork, *, draws: int, seed: int, rules: dict[str, str]
) -> NestingResult:
    """Make the result of a country whose ties cannot be judged, with the reason in each place."""
    scope = scope_of(data, network)
    name = scope.country
    why = _reason(network, scope, name, data.narrowing)
    followed = say("provincial ties") if network.country == "CN" else say("the ties of its regions")
    ties = home_ties(data, network.country)
    return NestingResult(
        study="nesting",
        country=network.country,
        country_name=data.country_name(network.country),
        as_of=network.as_of,
        data_version=data.version,
        headline=say(
            "Whether the city ties of {name} follow {followed} cannot be told: {why}.",
            name=with_article(scope.country_name),
            followed=followed,
            why=why,
        ),
        first_line_warning="",
        estimates={n: _unknown(n, why) for n in ESTIMATES},
        nulls={},
        verdicts={claim: _verdict(claim, CLAIMS[claim], why) for claim in JUDGED},
        sensitivity=RecordTuple(),
        autonomy_units=RecordTuple(),
        autonomy_cities=RecordTuple(),
        partner_countries=RecordTuple(),
        years=RecordTuple(ties_by_year(ties, network.as_of)),
        n_undated=undated_by_class(ties, network.as_of),
        coverage=RecordTuple(coverage_rows(data, network.country)),
        power=Power(MAIN_NULL, None, None, 0.0, 0.0, None, why),
        left_out=network.left_out,
        uncovered_units=(),
        main_null=MAIN_NULL,
        draws=draws,
        seed=seed,
        settings={**rules, **scope_settings(scope)},
        unit=scope.unit,
        parts=RecordTuple(untold_parts(why)),
    )


def _reason(network: TwoLevelNetwork, scope: Scope, name: str, to: Narrowing) -> str:
    if not network.is_covered.any() and scope.dual_listed:
        return say(
            "of its regions only {places} has its own ties listed in full, which is region "
            "and city at once",
            places=named(scope.dual_listed),
        )
    if not network.is_covered.any():
        return _no_list(scope, name, to)
    if network.n_upper == 0:
        return say("no upper tie of {name} is alive in {as_of}", name=name, as_of=network.as_of)
    return say(
        "no city tie of {name} is alive in {as_of} in a region whose ties are listed",
        name=name,
        as_of=network.as_of,
    )


def _unknown(name: str, why: str) -> Estimate:
    return Estimate(name, None, None, None, 0, say("city ties"), "", say("none"), why)


def _no_list(scope: Scope, name: str, to: Narrowing) -> str:
    """Say of what there is no list, and what can be asked instead."""
    if to.source and to.region:
        return say(
            "the source {source} does not list in full the own ties of {region}; leave out the "
            "source, the region, or both",
            source=to.source, region=to.region,
        )  # fmt: skip
    if to.source:
        return say(
            "the source {source} lists in full the own ties of no {unit} of {name}; leave it out, "
            "and the lists of all sources are taken",
            source=to.source, unit=scope.unit, name=name,
        )  # fmt: skip
    if to.region:
        return say(
            "no source in this release lists in full the own ties of {region}; leave the region "
            "out, and those of {name} that are listed are taken",
            region=to.region, name=name,
        )  # fmt: skip
    return say(
        "no source in this release lists in full the own ties of a {unit} of {name}; the "
        "command `study homes` compares the countries of which one does",
        unit=scope.unit, name=name,
    )  # fmt: skip


def _verdict(claim: str, text: str, why: str) -> ClaimVerdict:
    return ClaimVerdict(
        claim,
        text,
        CANNOT_TELL,
        say("This cannot be told: {why}.", why=why),
        None,
        None,
        None,
        say("A list of the ties of the country's own regions, which a later release may hold."),
    )
