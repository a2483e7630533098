"""All studies of a home country: run, kept as they finish, one report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from sistercities.api import any_study
from sistercities.api.any_study import open_tables
from sistercities.api.arguments import checked_count, checked_country
from sistercities.api.data_choice import AnyData
from sistercities.api.executors import MOST_WORKERS
from sistercities.api.finished_studies import FinishedStudies, data_key, program_key
from sistercities.api.output_folder import named_folder
from sistercities.api.processors import usable_processors
from sistercities.api.scheduler_address import check_scheduler_address
from sistercities.api.second_process import SecondProcess, SideBySide, telling
from sistercities.api.study_names import WORLD
from sistercities.errors import (
    InvalidArgument,
    MissingExtra,
    OverlayError,
    ReleaseError,
    SistercitiesError,
)
from sistercities.network.measures.overview import TieOverview
from sistercities.report.chapters.fragment import Fragment, failed, fragment_of
from sistercities.report.chapters.whole_report import WholeReport
from sistercities.report.citation import program_version
from sistercities.sentences import Said, country_name, say
from sistercities.studies.connectivity.city_table import NO_CITY_OF_STUDY
from sistercities.studies.narrowing import WHOLE, Narrowing, narrowed
from sistercities.studies.overview import read_overview
from sistercities.studies.registry import NAMES, WORLD_NAMES, claims_led_by, title_of
from sistercities.studies.study_data import read_study_data
from sistercities.studies.study_tables import StudyTables
from sistercities.studies.tie_flow import FlowStep, StudyCount, count_ties, tie_flow
from sistercities.terms.progress import Progress, quiet
from twolevel.core.argument_checks import MOST_DRAWS

_ASKED = (
    "as_of",
    "country",
    "region",
    "source",
    "executor",
    "scheduler",
    "workers",
    "seed",
    "draws",
)
"""Arguments of the caller: where one cannot be used, no chapter can say more than that."""


COSTLY_FIRST = ("drivers", "attractiveness", "hubs", "nesting", "world")
"""Studies that take longest, which are taken first so that none is waited for at the end."""

PROCESSES = 2
"""Processes that make chapters side by side where so many processors are at hand."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What all chapters share.

    Attributes
    ----------
    country, as_of, draws, seed, workers, executor, scheduler
        As `study_all` takes them.
    to
        What the studies are narrowed to.
    """

    country: str
    as_of: int | None
    to: Narrowing
    draws: int
    seed: int
    workers: int
    executor: Executor | None
    scheduler: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """What a second process opens: data, and the key by which it is known that they are these."""

    data: AnyData
    key: object


def study_all(
    country: str = "CN",
    as_of: int | None = None,
    *,
    region: str = "",
    source: str = "",
    draws: int = 10_000,
    seed: int = 1,
    workers: int = 1,
    executor: Executor | None = None,
    scheduler: str | None = None,
    on_progress: Progress | None = None,
    resume: str | Path | None = None,
    data: AnyData = None,
) -> WholeReport:
    """Run all studies of a home country.

    A study that cannot be run on these data stands in the report with the reason; the others go on.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-2 code of the home country, or `WORLD` for the studies of all countries.
    as_of
        Year whose living ties are studied; None leaves each study the year that it takes by itself.
    region
        ISO 3166-2 code of a first-level region of the home country, as in CN-JS; "" takes all.
    source
        Id of a source whose ties alone are studied; "" takes those of all.
    draws
        Draws from each null model of a study that draws them, from 1 to 10,000,000.
    seed
        Seed of all randomness, at least 0.
    workers
        Threads that draw, from 1 to 256. From 2 on studies run side by side in two processes,
        where there are two processors; the numbers are the same.
    executor
        Any `concurrent.futures.Executor` in place of `workers`.
    scheduler
        Address of a running Dask scheduler in place of `workers`.
    on_progress
        Called with what is being done, how much is done and how much there is; the name of the
        study stands first, before a colon.
    resume
        Folder of the report to come: chapters are kept beside it as they finish, and one that is
        there from a run that was interrupted is not made again. None keeps nothing.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    WholeReport
        The chapters; `study_json`, `study_summary` and `write_report` take it.

    Raises
    ------
    InvalidArgument
        If an argument cannot be used.
    OutputError
        If a finished chapter cannot be kept.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    checked_count("draws", draws, 1, MOST_DRAWS)
    checked_count("seed", seed, 0)
    checked_count("workers", workers, 1, MOST_WORKERS)
    check_scheduler_address(scheduler)
    is_of_world = country.strip().upper() == WORLD
    if is_of_world and region:
        advice = (
            "the studies of the world ask of all countries, so leave the region out, or give its "
            "country, as in --country CN --region CN-JS"
        )
        raise InvalidArgument("region", region, advice)
    with open_tables(data) as tables:
        code = WORLD if is_of_world else checked_country(tables.release, country)
        version, content = tables.version, data_key(tables.release)
        to = Narrowing(region, source)
        shared = Asked(code, as_of, to, draws, seed, workers, executor, scheduler)
        held = _held(shared, tables)  # what cannot be used is refused before anything is done
        name = say("the world") if is_of_world else read_study_data(held).country_name(code)
        asked = {"country": code, "as_of": as_of, "draws": draws, "seed": seed} | to.words()
        key = {**asked, "data": content, "program": program_key()}
        kept = FinishedStudies(None if resume is None else named_folder(resume), key)
        names = WORLD_NAMES if is_of_world else NAMES
        side = Side(data, content) if _pays(shared) else None
        made = _chapters(names, kept, (shared, tables), side, on_progress or quiet)
        fragments = tuple(made[which] for which in names)
        first = next((each.as_of for each in fragments if each.as_of is not None), as_of)
        overview = read_overview(tables, code, as_of, to, seed=seed)
        settings = _settings(asked, name, version)
        return WholeReport(
            code, name, first, version, fragments, settings, overview, _names(tables, overview),
            _flow(tables, code, fragments, to), tables.release.manifest.content_sha256,
        )  # fmt: skip


def _flow(
    tables: StudyTables, country: str, fragments: Sequence[Fragment], to: Narrowing
) -> tuple[FlowStep, ...]:
    """Set in a row which partnerships entered which study; nothing of the world, or narrowed."""
    year = next((one.as_of for one in fragments if one.study == "nesting"), None)
    if country == WORLD or to != WHOLE or year is None:
        return ()
    counts = {
        one.study: StudyCount(_counted(one), dict(_left_out(one)))
        for one in fragments
        if not one.problem and one.as_of == year
    }
    counted = count_ties(read_study_data(tables), country, year)
    if "connectivity" in counts:
        left_out = counts["connectivity"].left_out
        n = counted.alive - left_out.get(str(NO_CITY_OF_STUDY), 0)
        counts["connectivity"] = StudyCount(n, left_out)
    return tie_flow(counted, counts, year)


COUNTED_BY = {"nesting": "C3.predicted", "drivers": "C4.benefit", "diplomacy": "C7.rivals"}
"""Parts that tell how many partnerships a study took."""


def _counted(fragment: Fragment) -> int | None:
    part = COUNTED_BY.get(fragment.study)
    return next((one.n for one in fragment.parts if one.id == part and one.n), None)


def _left_out(fragment: Fragment) -> Iterator[tuple[str, int]]:
    held = fragment.record.get("left_out")
    if isinstance(held, Mapping):
        yield from ((str(reason), int(n)) for reason, n in held.items())


def _names(tables: StudyTables, overview: TieOverview | None) -> dict[str, str]:
    """Name the countries that an overview holds."""
    study = read_study_data(tables)
    held = overview.countries if overview is not None else ()
    return {one.country: study.country_name(one.country) for one in held}


def _held(asked: Asked, tables: StudyTables) -> StudyTables:
    """Return what all studies read, which is narrowed once for all."""
    return tables.once(f"narrowed {asked.to}", lambda: narrowed(tables, asked.country, asked.to))


def _pays(asked: Asked) -> bool:
    """Tell whether a second process helps: who gives an executor or a scheduler says where."""
    is_here = asked.executor is None and asked.scheduler is None
    return is_here and asked.workers >= PROCESSES and usable_processors() >= PROCESSES


def _chapters(
    names: Sequence[str],
    kept: FinishedStudies,
    given: tuple[Asked, StudyTables],
    side: Side | None,
    on_progress: Progress,
) -> dict[str, Fragment]:
    """Take the chapters that are done, make the others and keep each, here or here and beside."""
    made: dict[str, Fragment] = {}
    for which in names:
        found = kept.get(which)
        if found is not None:
            on_progress(f"{which}: done before", 1, 1)
            made[which] = found
    left = [which for which in names if which not in made]

    def put(fragment: Fragment) -> None:
        made[fragment.study] = fragment
        kept.put(fragment)
        on_progress(f"{fragment.study}: done", 1, 1)

    if side is None or len(left) < PROCESSES:
        for which in left:
            put(made_chapter(*given, which, telling(which, on_progress)))
    else:
        _side_by_side(left, given, side, put, on_progress)
    return made


MAKER = __name__, "made_chapter"
"""Where the second process finds what makes a chapter."""


def _side_by_side(
    left: Sequence[str],
    given: tuple[Asked, StudyTables],
    side: Side,
    put: Callable[[Fragment], None],
    on_progress: Progress,
) -> None:
    asked, tables = given
    # The threads that draw are shared out.
    beside = replace(asked, workers=asked.workers // PROCESSES)
    mine = replace(asked, workers=asked.workers - beside.workers)
    order = {which: at for at, which in enumerate(COSTLY_FIRST)}
    SideBySide(lambda which, tell: made_chapter(mine, tables, which, tell), put, on_progress).run(
        sorted(left, key=lambda which: order.get(which, len(order))),
        lambda todo: SecondProcess(MAKER, beside, side.data, side.key, todo),
    )


def made_chapter(asked: Asked, tables: StudyTables, which: str, tell: Progress) -> Fragment:
    """Make the chapter of a study; one that cannot be run on these data says why.

    Parameters
    ----------
    asked
        What all chapters share.
    tables
        Of the release; they are narrowed where they are not yet.
    which
        Name of the study.
    tell
        Called with progress.

    Raises
    ------
    InvalidArgument
        If an argument of the caller cannot be used.
    ReleaseError, OverlayError, MissingExtra
        If no study could be run.
    """
    try:
        return _run(asked, tables, which, tell)
    except (ReleaseError, OverlayError, MissingExtra):
        raise
    except SistercitiesError as error:
        if isinstance(error, InvalidArgument) and error.argument in _ASKED:
            raise
        return _failed(which, error)


def _run(asked: Asked, tables: StudyTables, which: str, tell: Progress) -> Fragment:
    result = any_study.run_study(
        which,
        asked.country,
        asked.as_of,
        draws=asked.draws,
        seed=asked.seed,
        workers=asked.workers,
        executor=asked.executor,
        scheduler=asked.scheduler,
        on_progress=tell,
        data=_held(asked, tables),
    )
    return fragment_of(result)


def _failed(which: str, error: SistercitiesError) -> Fragment:
    return failed(which, title_of(which), claims_led_by(which), str(error))


def _settings(asked: Mapping[str, object], name: str, version: str) -> dict[str, str]:
    code = str(asked["country"])
    year = asked["as_of"]
    narrowed_to = {"region": say("region"), "source": say("source")}
    whose = name if isinstance(name, Said) else country_name(name, code)
    return {
        say("home country"): say("{country} ({code})", country=whose, code=code),
        say("ties alive in"): str(year)
        if year
        else say("the year that each study takes, as it says"),
        say("draws of each null model"): f"{asked['draws']:,}",
        say("seed"): str(asked["seed"]),
        **{words: str(asked[key]) for key, words in narrowed_to.items() if key in asked},
        say("program"): f"sistercities {program_version()}",
        say("data"): version,
    }
