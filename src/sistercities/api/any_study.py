"""Any study by its name: run it on a release."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict, Unpack, cast

from sistercities.api.arguments import checked_count, checked_country, checked_word, checked_words
from sistercities.api.data_choice import AnyData, open_data
from sistercities.api.executors import MOST_WORKERS, executor_for
from sistercities.api.scheduler_address import check_scheduler_address
from sistercities.api.study_names import NULLS, WORLD
from sistercities.dataset.release.store import Release
from sistercities.errors import InvalidArgument
from sistercities.sentences import listed
from sistercities.studies.claim_verdicts import judged_by_parts
from sistercities.studies.claims import CANNOT_TELL, DESCRIBED
from sistercities.studies.findings import Studied, StudyResult
from sistercities.studies.narrowing import WHOLE, Narrowing, narrowed, narrowing_of
from sistercities.studies.registry import STUDIES, WORLD_NAMES, Study
from sistercities.studies.study_tables import StudyTables
from sistercities.terms.progress import Progress, quiet
from twolevel.core.argument_checks import MOST_DRAWS

if TYPE_CHECKING:
    from sistercities.studies.nesting.result import NestingResult


class Asked(TypedDict, total=False):
    """What any study is asked; `study` says what each means.

    A study that draws null models takes `nulls` and `draws` too.
    """

    region: str
    source: str
    nulls: Sequence[str]
    draws: int
    seed: int
    workers: int
    executor: Executor | None
    scheduler: str | None
    on_progress: Progress | None
    data: AnyData | StudyTables


def checked_home(release: Release, country: str | None, chosen: Study) -> str:
    """Return the code of the home country of a study, or `WORLD` where it asks of all.

    Raises
    ------
    InvalidArgument
        If the release has no place there, or the study asks of one country.
    """
    if country is None:
        return WORLD if chosen.is_of_world else "CN"
    if not isinstance(country, str) or country.strip().upper() != WORLD:
        return checked_country(release, country)
    if chosen.is_of_world:
        return WORLD
    raise asks_of_one(chosen.name, country)


def asks_of_one(study: str, country: str) -> InvalidArgument:
    """Return what is raised where a study of one home country is asked of the world."""
    return InvalidArgument(
        "country",
        country,
        f"the study {study} asks of one home country, so give its code, as in CN; the "
        f"studies {' and '.join(WORLD_NAMES)} ask of all",
    )


def checked_narrowing(region: str, source: str, name: str, *, is_of_world: bool) -> Narrowing:
    """Return what a study is narrowed to.

    Raises
    ------
    InvalidArgument
        If a study of all countries is asked of one region.
    """
    if region and is_of_world:
        advice = (
            f"the study {name} asks of all countries, so leave the region out, or ask a study of "
            "one home country, such as nesting"
        )
        raise InvalidArgument("region", region, advice)
    return Narrowing(region, source)


def study(
    name: str,
    country: str | None = None,
    as_of: int | None = None,
    *,
    region: str = "",
    source: str = "",
    seed: int = 1,
    workers: int = 1,
    executor: Executor | None = None,
    scheduler: str | None = None,
    on_progress: Progress | None = None,
    data: AnyData | StudyTables = None,
) -> StudyResult:
    """Run one of the studies other than `nesting`, which `study_nesting` runs.

    The same arguments give the same numbers, on one worker or on many. Where the data cannot
    answer, the verdict says so and why; that is no failure.

    Parameters
    ----------
    name
        Name of a study, such as `connectivity`.
    country
        ISO 3166-1 alpha-2 code of the home country; of a study of all countries `WORLD`, or a
        country that shall be set beside the others. None takes CN, or `WORLD`.
    as_of
        Year whose living ties are studied; None takes the one that the study takes by itself.
    region
        ISO 3166-2 code of a first-level region of the home country, as in CN-JS; "" takes all.
    source
        Id of a source whose ties alone are studied; "" takes those of all.
    seed
        Seed of all randomness, at least 0.
    workers
        Threads that draw, from 1 to 256.
    executor
        Any `concurrent.futures.Executor` in place of `workers`.
    scheduler
        Address of a running Dask scheduler, such as `tcp://127.0.0.1:8786`, in place of `workers`.
    on_progress
        Called with what is being done, how much is done and how much there is.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.
        Several studies may share the tables of `open_tables`, so that each is read once.

    Returns
    -------
    StudyResult
        Verdicts, findings, sensitivity, tables and figures.

    Raises
    ------
    InvalidArgument
        If the name, the country, the year, the region, the source, the seed, the workers or the
        scheduler cannot be used.
    MissingExtra
        If a scheduler is given and Dask is not installed.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    named = tuple(one for one, held in STUDIES.items() if not held.draws_nulls)
    if isinstance(name, str) and name in STUDIES and name not in named:
        advice = f"call study_{name}, which takes the null models and the draws too"
        raise InvalidArgument("study", name, advice)
    found = run_study(
        checked_word("study", name, named),
        country,
        as_of,
        region=region,
        source=source,
        seed=seed,
        workers=workers,
        executor=executor,
        scheduler=scheduler,
        on_progress=on_progress,
        data=data,
    )
    return cast("StudyResult", found)


def study_nesting(
    country: str = "CN",
    as_of: int | None = None,
    *,
    region: str = "",
    source: str = "",
    nulls: Sequence[str] = NULLS,
    draws: int = 10_000,
    seed: int = 1,
    workers: int = 1,
    executor: Executor | None = None,
    scheduler: str | None = None,
    on_progress: Progress | None = None,
    data: AnyData | StudyTables = None,
) -> NestingResult:
    """Ask whether the city ties of a country follow the ties of its regions.

    The same arguments give the same numbers, on one worker or on many.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-2 code of the home country.
    as_of
        Year whose living ties are studied; None takes the year of the newest dated
        source that lists the own ties of the country's regions.
    region
        ISO 3166-2 code of a first-level region of the home country, as in CN-JS; "" takes all.
    source
        Id of a source whose ties alone are studied; "" takes those of all.
    nulls
        Null models to compare with: region-labels, upper-ties, degree, degree-country.
    draws
        Draws from each null model, from 1 to 10,000,000.
    seed
        Seed of all randomness, at least 0.
    workers
        Threads that draw, from 1 to 256; the draws run outside Python's lock.
    executor
        Any `concurrent.futures.Executor` in place of `workers`.
    scheduler
        Address of a running Dask scheduler, such as `tcp://127.0.0.1:8786`, in place of `workers`.
    on_progress
        Called with what is being done, how much is done and how much there is.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.
        Several studies may share the tables of `open_tables`, so that each is read once.

    Returns
    -------
    NestingResult
        Estimates, nulls, verdicts, sensitivity and the tables of the report.

    Raises
    ------
    InvalidArgument
        If the country, the year, the region, the source, a null, the number of draws, the seed, the
        workers or the scheduler cannot be used.
    MissingExtra
        If a scheduler is given and Dask is not installed.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    found = run_study(
        "nesting",
        country,
        as_of,
        region=region,
        source=source,
        nulls=nulls,
        draws=draws,
        seed=seed,
        workers=workers,
        executor=executor,
        scheduler=scheduler,
        on_progress=on_progress,
        data=data,
    )
    return cast("NestingResult", found)


def run_study(
    name: str, country: str | None = None, as_of: int | None = None, **asked: Unpack[Asked]
) -> Studied:
    """Run a study of the registry, whatever it returns.

    Parameters
    ----------
    name
        Its name in the registry.
    country, as_of
        As `study` takes them.
    **asked
        The rest of what `study` takes, and `nulls` and `draws` where the study draws null models.

    Raises
    ------
    InvalidArgument, MissingExtra, ReleaseError, OverlayError
        As `study` says.
    """
    chosen = STUDIES[name]
    seed, workers = asked.get("seed", 1), asked.get("workers", 1)
    own = _checked_null_settings(asked) if chosen.draws_nulls else {}
    checked_count("seed", seed, 0)
    checked_count("workers", workers, 1, MOST_WORKERS)
    check_scheduler_address(asked.get("scheduler"))
    with open_tables(asked.get("data")) as tables:
        code = checked_home(tables.release, country, chosen)
        region, source = asked.get("region", ""), asked.get("source", "")
        to = checked_narrowing(region, source, name, is_of_world=chosen.is_of_world)
        held = narrowed(tables, code, to)
        read = chosen.read()(held)
    with executor_for(workers, asked.get("executor"), asked.get("scheduler")) as pool:
        tell = asked.get("on_progress") or quiet
        result = chosen.run()(
            read, country=code, as_of=as_of, seed=seed, executor=pool, on_progress=tell, **own
        )
    return _narrowed_to(narrowing_of(held), judged_by_parts(result))


def _narrowed_to(to: Narrowing, result: Studied) -> Studied:
    """Set among the settings what a study was narrowed to; where it tells nothing, what does."""
    settings = {**result.settings, **to.words()}
    is_untold = all(part.verdict in (CANNOT_TELL, DESCRIBED) for part in result.parts)
    if to == WHOLE or not is_untold or _says_instead(result):
        return replace(result, settings=settings)
    return replace(
        result, settings=settings, headline=listed([result.headline, to.instead()], "space")
    )


def _says_instead(result: Studied) -> bool:
    """Whether the reason itself ends in what to leave out, as that of nesting without a list."""
    return "; leave " in result.headline


def _checked_null_settings(asked: Asked) -> dict[str, object]:
    draws = asked.get("draws", 10_000)
    checked_count("draws", draws, 1, MOST_DRAWS)
    return {"draws": draws, "nulls": checked_words("null", asked.get("nulls", NULLS), NULLS)}


@contextmanager
def open_tables(data: AnyData | StudyTables = None) -> Iterator[StudyTables]:
    """Open the tables of the release that is meant; those that are open already stay open.

    Raises
    ------
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    if isinstance(data, StudyTables):
        yield data
        return
    with open_data(data) as release:
        yield StudyTables(release)
