"""Build the release from the snapshots and the decisions: `python -m release_build`.

snapshots -> claims -> resolved claims -> ties -> release. The same snapshots and decisions give
the same bytes under the locked versions, and the same content hash under any.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from release_build.beside import process_beside
from release_build.expectations import check_expectations, read_expectations
from release_build.gather import gather
from release_build.ids_left import ids_left
from release_build.resolving.known_ties import NOT_TOLD
from release_build.writing.encoding import TableEncoder
from release_build.writing.release_files import verify_release, write_release
from sistercities.dataset.assemble import assemble
from sistercities.dataset.contained import CONTAINED
from sistercities.dataset.cycle_search import no_cycle_search
from sistercities.dataset.ingredients import Row
from sistercities.dataset.release.manifest import Manifest, read_manifest
from sistercities.dataset.release.store import default_folder, open_release
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.errors import BuildError, OutputError, ReleaseError, SistercitiesError
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution

Progress = Callable[[str], None]
MAX_BYTES = 20_000_000
NOTES = (
    "Of places without a tie, only spellings in Latin, Han, Kana, Hangul, Cyrillic and Arabic "
    "script are kept, to hold the release small; places with a tie keep all.",
    "The gazetteer of small municipalities has keys of spellings in Latin, Han, kana and Hangul, "
    "and in the scripts of the country; it leaves out what machines transcribed, codes of "
    "airports, and villages of Indonesia whose population is not known. Its points are exact to "
    "10 metres.",
)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the manifest, what waits for review, and the facts that were checked."""

    manifest: Manifest
    review: tuple[ReviewRow, ...]
    facts: tuple[str, ...]


def build_release(
    shared_data: Path,
    project: Path,
    out: Path,
    progress: Progress = lambda _: None,
    workers: int = 1,
) -> Built:
    """Build the release.

    Parameters
    ----------
    shared_data
        Folder of the snapshots, with `ORIGINS.yml`.
    project
        Folder of the project: `data/decisions` and `data/expectations.yml` are read there.
    out
        Folder of the release; what is there is replaced, or stands as it was if anything fails.
    progress
        Called with a line at each step.
    workers
        Processes, one or two; the release is the same.

    Raises
    ------
    SistercitiesError
        If a snapshot, a decision or an expectation does not hold; nothing is written then.
    """
    with no_cycle_search():
        return _built(shared_data, project, out, progress, workers)


def _built(shared_data: Path, project: Path, out: Path, progress: Progress, workers: int) -> Built:
    decisions = project / "data" / "decisions"
    with process_beside(workers) as beside, TableEncoder() as encoder:
        ingredients, everywhere, of_cities = gather(
            shared_data, decisions, progress, beside, encoder.begin
        )
        review = needs_review(ingredients.resolved, everywhere)
        del everywhere  # in its memory, 0.3 GiB, the claims are weighed
        progress("weighing claims")
        tables = assemble(ingredients)
        progress("gathering facts on cities")
        facts_on_cities = of_cities()
        encoder.begin(facts_on_cities)
        manifest, facts = _written(tables | facts_on_cities, project, out, progress, encoder)
        return Built(manifest, tuple(review), tuple(facts))


def _written(
    tables: Mapping[str, Sequence[Row]],
    project: Path,
    out: Path,
    progress: Progress,
    encoder: TableEncoder,
) -> tuple[Manifest, list[str]]:
    """Check and write the tables; return also the facts that were checked."""
    facts = _check(tables, project, out)
    progress("writing and verifying the release")

    def accept(fresh: Path) -> None:
        _require_small(read_manifest(fresh))
        facts.extend(verify_release(fresh))

    manifest = write_release(tables, out, notes=NOTES, before_moving=accept, encoder=encoder)
    return manifest, facts


def _check(tables: Mapping[str, Sequence[Row]], project: Path, out: Path) -> list[str]:
    expectations = read_expectations(project / "data" / "expectations.yml")
    facts = check_expectations(expectations, tables, lambda table: _rows_before(out, table))
    return [*facts, ids_left(_rows_before(out, "ties"), tables)]


def _rows_before(folder: Path, table: str) -> list[Row]:
    """Rows of a table of the release that is to be replaced."""
    try:
        with open_release(folder) as release:
            return release.query(f"SELECT * FROM {table}")
    except ReleaseError:
        return []


def _require_small(manifest: Manifest) -> None:
    size = sum(entry.bytes for entry in manifest.files)
    if size > MAX_BYTES:
        raise BuildError(
            f"the release has {size:,} bytes, {MAX_BYTES:,} are allowed; keep fewer spellings in "
            "dataset/place_rows.py and say so in NOTES"
        )


def write_review(rows: Sequence[ReviewRow], path: Path) -> None:
    """Write `needs_review.csv`, aside first.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    aside = path.with_suffix(".csv.part")
    try:
        aside.write_text(review_text(rows), encoding="utf-8")
        aside.replace(path)
    except OSError as reason:
        aside.unlink(missing_ok=True)
        raise OutputError(
            str(path), reason.strerror or str(reason), "free space or mend the rights"
        ) from None


def compare_with(
    shared_data: Path, project: Path, committed: Path, progress: Progress, workers: int = 1
) -> str:
    """Build aside and compare with a release: say in one line whether they are the same.

    Raises
    ------
    BuildError
        If the content differs, naming the tables; or if only the bytes do.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "release"
        built = build_release(shared_data, project, out, progress, workers)
        review = review_text(built.review)
    there = read_manifest(committed)
    pairs = list(zip(built.manifest.files, there.files, strict=True))
    content = [ours.table for ours, theirs in pairs if ours.content_sha256 != theirs.content_sha256]
    if content:
        raise BuildError(
            f"the release differs from a new build in {', '.join(content)}; make build"
        )
    if (project / "data" / "needs_review.csv").read_text(encoding="utf-8") != review:
        raise BuildError("data/needs_review.csv differs from a new build; make build")
    other_bytes = [ours.table for ours, theirs in pairs if ours.sha256 != theirs.sha256]
    if other_bytes:
        raise BuildError(
            f"the content is the same, the bytes of {', '.join(other_bytes)} are not; build with "
            "the versions of constraints.txt"
        )
    return f"the release is the same, byte for byte, as a new build ({len(pairs)} tables)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the build from the command line; return the exit code."""
    options = _parser().parse_args(arguments)
    if not options.shared.is_dir():
        print(f"{options.shared} is not here, so the release was not checked or built: not checked")
        return 0 if options.check else BuildError.exit_code
    try:
        return _run(options)
    except SistercitiesError as problem:
        print(problem, file=sys.stderr)
        return 1 if options.check else problem.exit_code


def _run(options: argparse.Namespace) -> int:
    def progress(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    if options.check:
        of = options.shared, options.project, options.out
        print(compare_with(*of, progress, options.workers))
        return 0
    built = build_release(options.shared, options.project, options.out, progress, options.workers)
    write_review(built.review, options.project / "data" / "needs_review.csv")
    for fact in built.facts:
        print(fact)
    rows = ", ".join(f"{entry.table} {entry.rows}" for entry in built.manifest.files)
    size = sum(entry.bytes for entry in built.manifest.files)
    print(
        f"release {built.manifest.version}: {rows}; {size:,} bytes; {len(built.review)} to review"
    )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m release_build", description=__doc__)
    project = Path(__file__).resolve().parents[1]
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument("--project", type=Path, default=project)
    parser.add_argument("--out", type=Path, default=default_folder())
    parser.add_argument(
        "--workers", type=int, choices=(1, 2), default=min(2, os.cpu_count() or 1),
        help="processes; the release is the same",
    )  # fmt: skip
    parser.add_argument("--check", action="store_true", help="build aside and compare")
    return parser


ONE_NAME_ONE_PLACE = frozenset({"enwiki-2023", "wikidata-2017"})
"""Sources whose names that no place bears wait once, not in each row."""
ONE_PLACE = "both names were resolved to this one place, so there is no tie"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row of `data/needs_review.csv`: a name that waits for a decision, and why."""

    claim_id: str
    end: str
    name: str
    country: str
    reason: str
    candidates: str


def needs_review(resolved: Iterable[ResolvedClaim], places: Mapping[str, Place]) -> list[ReviewRow]:
    """List what a person has to look at, in the order of the claims.

    An item that a source gives an id waits once, at its first claim, not at each of them; so does a
    name in a source of which one name is one place. A name of which nothing in the source tells
    which namesake is meant is not listed, because no ruling can be made on it.

    Parameters
    ----------
    resolved
        All claims.
    places
        Places by id, to show candidates by name.
    """
    rows: list[ReviewRow] = []
    listed: set[tuple[str, str]] = set()
    for one in sorted(resolved, key=lambda one: one.claim.claim_id):
        rows.extend(_rows(one, places, listed))
    return sorted(rows, key=lambda row: (row.claim_id, row.end))


def _rows(
    one: ResolvedClaim, places: Mapping[str, Place], listed: set[tuple[str, str]]
) -> list[ReviewRow]:
    """Rows of one claim; items with an id that are `listed` are left out, the others noted."""
    waiting: list[ReviewRow] = []
    for end, named, resolution in (("a", one.claim.a, one.a), ("b", one.claim.b, one.b)):
        if resolution.reason == NOT_TOLD:
            continue
        item = (one.claim.source_id, _item(one.claim.source_id, named))
        if resolution.reason == CONTAINED:
            waiting.append(_row(one, "both", named, CONTAINED, _shown(resolution, places)))
            continue
        if not resolution.place_id and item not in listed:
            waiting.append(_row(one, end, named, resolution.reason, _shown(resolution, places)))
            listed |= {item} if item[1] else set()
    if one.a.place_id and one.a.place_id == one.b.place_id:
        waiting.append(_row(one, "both", one.claim.b, ONE_PLACE, one.a.place_id))
    return waiting


def _item(source_id: str, named: NamedEnd) -> str:
    """Return what stands for one place in a source; "" where each row is looked at alone."""
    if named.given_id or source_id not in ONE_NAME_ONE_PLACE:
        return named.given_id
    return f"{named.country} {named.name}"


def _row(one: ResolvedClaim, end: str, named: NamedEnd, reason: str, candidates: str) -> ReviewRow:
    return ReviewRow(one.claim.claim_id, end, named.name, named.country, reason, candidates)


def _shown(resolution: Resolution, places: Mapping[str, Place]) -> str:
    return "; ".join(
        f"{place_id} {places[place_id].name} ({places[place_id].level})"
        if place_id in places
        else place_id
        for place_id in resolution.candidates
    )


def review_text(rows: Iterable[ReviewRow]) -> str:
    """Return the review rows as CSV text."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(field.name for field in fields(ReviewRow))
    writer.writerows(astuple(row) for row in rows)
    return sink.getvalue()
