"""How much of the register of German municipal partnerships of 2015 (RGRE) the release holds.

`python benchmarks/coverage_rgre.py` (nothing is measured where the snapshots are not). The register
may not be shipped, so what is written are figures: `data/register_shares.csv`, which the build sets
on the coverage card, and the page docs/data-quality/coverage-rgre.md. Run it after a build; then
build again.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from release_build.pages.register_coverage import OTHERS, SIZES, UNKNOWN_SIZE, partnerships, shares
from release_build.pages.source_agreement import country_names
from sistercities.dataset.register_shares import FILE, RegisterShare, shares_text
from sistercities.dataset.release.store import Release, open_release
from sistercities.sources.register import read_register
from sistercities.sources.register_mapping import RegisterMapping
from sistercities.sources.register_words import folded

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared" / "data"
TABLE = Path("ties-rgre-2015") / "TwinTowns_clean.csv"
PAGE = Path("docs") / "data-quality" / "coverage-rgre.md"
CARD, NAME, AS_OF, YEAR = "DE", "RGRE 2015", "2015-06", 2015
FORMS = {"p": "partnership", "f": "friendship", "k": "contact", "": ""}
FORMAL = FORMS["p"]
MAPPING = RegisterMapping(
    columns={
        "home": "municipality", "home_region": "bundesland", "partner": "partnergemeinde",
        "partner_country": "country", "start": "seit",
    },
    country=CARD,
)  # fmt: skip


def measured(table: Path, release: Release) -> list[RegisterShare]:
    """Compare the register with a release."""
    register = read_register(table, "rgre-2015", YEAR, MAPPING)
    found = partnerships(register.lines, release, *_columns(table, release))
    return shares(
        found, FORMAL, card=CARD, register=NAME, as_of=AS_OF, version=release.version
    )  # fmt: skip


def _columns(table: Path, release: Release) -> tuple[Callable[[int], str], Callable[[int], str]]:
    """Tell by the number of a line its form, and the code of its Land."""
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = {reader.line_num: row for reader in [csv.DictReader(file)] for row in reader}
    laender: dict[str, str] = {
        folded(row["name"]): row["region_iso"]
        for row in release.query(
            "SELECT n.name, p.region_iso FROM names n JOIN places p USING (place_id) "
            "WHERE p.country = ? AND p.level = 'region1'",
            [CARD],
        )
    }

    def form(line: int) -> str:
        return FORMS[rows[line]["form"]]

    def region(line: int) -> str:
        return laender.get(folded(rows[line]["bundesland"]), "")

    return form, region


def page_text(found: Sequence[RegisterShare], names: Mapping[str, str]) -> str:
    """Return the page."""
    by_group = {one.group: one for one in found}
    countries = _of(found, f"{FORMAL}, country: ")
    countries.sort(key=lambda each: each[0] == OTHERS)
    sizes = dict(_of(found, f"{FORMAL}, persons: "))
    order = [name for _, name in SIZES] + [UNKNOWN_SIZE]
    return _PAGE.format(
        version=found[0].data_version,
        all=_said(by_group["all"]),
        formal=_said(by_group[f"form: {FORMAL}"]),
        forms="\n".join(_line(label, share) for label, share in _of(found, "form: ")),
        countries="\n".join(_line(names.get(code, code), share) for code, share in countries),
        sizes="\n".join(_line(name, sizes[name]) for name in order if name in sizes),
    )


def _of(found: Iterable[RegisterShare], head: str) -> list[tuple[str, RegisterShare]]:
    told = [(one.group.removeprefix(head), one) for one in found if one.group.startswith(head)]
    return sorted(told, key=lambda each: (-each[1].listed, each[0]))


def _said(one: RegisterShare) -> str:
    return f"{one.held:,} of {one.listed:,} ({_percent(one)})"


def _line(label: str, one: RegisterShare) -> str:
    return f"| {label} | {one.listed:,} | {one.held:,} | {_percent(one)} |"


def _percent(one: RegisterShare) -> str:
    return f"{100 * one.held / one.listed:.0f} %"


_PAGE = """# How much of a register is held: German partnerships of 2015

The German section of the Council of European Municipalities and Regions (RGRE) lists the
partnerships of German municipalities and districts; the state of June 2015 was compared with
release {version}. The register may not be shipped, so here are figures and no row.
This page and `data/register_shares.csv` are written by `python benchmarks/coverage_rgre.py`.

**Held: {all} of all its partnerships, {formal} of the formal ones.**

| form | in the register | held too | share |
|---|---|---|---|
{forms}

## Formal partnerships by country of the partner

| country | in the register | held too | share |
|---|---|---|---|
{countries}

## Formal partnerships by persons of the German place

| persons | in the register | held too | share |
|---|---|---|---|
{sizes}

Not known are those of places that the gazetteer does not hold or cannot tell from namesakes, most
of them small. It holds a small place only where we hold a tie of it, so among the small the shares
by persons are too high, and that of the not known too low.

## What is counted

* Like with like: of the partnerships that the register lists, those that we hold too. Ours that it
  does not list are left aside, so no share goes above 100 %.
* Held means: a tie of ours, of whatever standing, joins a place of that name in that Land with a
  place of the partner's name in that country, by any spelling that we know; or the two names of the
  line are resolved as those of an import are, and a tie joins the two places.
* A partnership under a name that no source of ours spells so counts as not held: the shares are
  rather too low than too high. One that the register states twice counts once.
* The register is of 2015. What ended since may be held as ended; what began since is not in it.
* Published totals are another matter. They name no ties, so ours stand beside them on the coverage
  card as counts of different things, without a share.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the figures and the page; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--data", type=Path, help="folder of another release")
    parser.add_argument("--project", type=Path, default=PROJECT)
    options = parser.parse_args(arguments)
    table = options.shared / TABLE
    if not table.is_file():
        print(f"{table} is not here: nothing measured")
        return 0
    with open_release(options.data) as release:
        found, names = measured(table, release), country_names(release)
    (options.project / "data" / FILE).write_text(shares_text(found), encoding="utf-8")
    page = page_text(found, names)
    (options.project / PAGE).write_text(page, encoding="utf-8")
    print("\n".join(f"{one.group}: {_said(one)}" for one in found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
