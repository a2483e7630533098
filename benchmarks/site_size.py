"""The static site of the world, by a sample: files, bytes and processor time, by kind of page.

`python benchmarks/site_size.py [--sample 400] [--base ADDRESS] [--json]`. The world takes eight
minutes of one core; a sample of each kind of page takes one and says where bytes and time go. Kinds
with few pages are made whole. The first page of a kind is made twice: what it reads for all others
(templates, words) counts once and is not multiplied. What all pages share (scripts, reports,
search) is made whole too.
Exits with 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from sistercities.web.scripts import built_scripts
from sistercities.web.site import Site, StaticFiles, open_site
from sistercities.web.static.building import shared_files
from sistercities.web.static.files_of_path import files_of_path
from sistercities.web.static.plan import Plan, make_plan
from sistercities.web.static.site_file import SiteFile

MOST_FILES, MOST_MEGABYTES, MOST_SECONDS = 150_000, 900.0, 480.0
SEED = 22


@dataclass(frozen=True)
class Part:
    """One kind of page in the whole world, as its sample says."""

    kind: str
    paths: int
    made: int
    files: int
    megabytes: float
    data_megabytes: float
    seconds: float


def kind_of(path: str) -> str:
    """Kind of a path: its first part, and whether it is a part of a region or a country."""
    room, *parts = path.strip("/").split("/")
    return f"{room}/part" if room in ("region", "country", "studies") and len(parts) > 1 else room


def by_kind(plan: Plan) -> dict[str, list[str]]:
    """Lay the paths of a plan by their kind."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in plan.pages:
        found[kind_of(path)].append(path)
    return found


def measured(site: Site, plan: Plan, kind: str, paths: Sequence[str], least: int) -> Part:
    """Make a sample of the pages of a kind."""
    n = min(len(paths), least)
    some = random.Random(SEED).sample(list(paths), n)
    began = time.process_time()
    list(files_of_path(site, plan, some[0]))  # reads templates, which all pages share
    once = time.process_time() - began
    again = time.process_time()
    made = [one for path in some for one in files_of_path(site, plan, path)]
    told = part(kind, len(paths), n, made, time.process_time() - again)
    return replace(told, seconds=told.seconds + once)


def part(kind: str, paths: int, made: int, files: Sequence[SiteFile], seconds: float) -> Part:
    """Tell of all paths of a kind what some of them say."""
    scale = paths / made if made else 1.0
    size = sum(len(one.content) for one in files)
    data = sum(len(one.content) for one in files if one.name.startswith("data/"))
    return Part(
        kind, paths, made, round(scale * len(files)), scale * size / 1e6, scale * data / 1e6,
        scale * seconds,
    )  # fmt: skip


def main() -> int:
    """Measure, print, and compare with the limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=400, help="pages of each kind")
    parser.add_argument("--base", default="")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    began = time.process_time()
    site = open_site()
    base = f"{asked.base.rstrip('/')}/" if asked.base else ""  # as `site build` takes it
    site.static, site.scripts = StaticFiles(base=base), built_scripts()
    plan = make_plan(site)
    shared = list(shared_files(site, plan))
    parts = [part("shared", 1, 1, shared, time.process_time() - began)]
    gc.set_threshold(200_000)  # as the command does
    gc.collect()
    gc.freeze()  # as `build_site` does
    parts += [measured(site, plan, *each, asked.sample) for each in by_kind(plan).items()]
    files, size = sum(one.files for one in parts), sum(one.megabytes for one in parts)
    seconds = sum(one.seconds for one in parts)
    if asked.json:
        print(json.dumps([asdict(one) for one in parts], indent=2))
    else:
        for one in sorted(parts, key=lambda one: -one.megabytes):
            print(
                f"{one.kind:14} {one.paths:7,} paths {one.files:8,} files {one.megabytes:7.1f} MB "
                f"({one.data_megabytes:.1f} data) {one.seconds:6.1f} s"
            )
    print(f"the world: {files:,} files, {size:,.0f} MB, {seconds:,.0f} s of one core")
    return int(files > MOST_FILES or size > MOST_MEGABYTES or seconds > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
