"""A small report by hand, as `study all` writes one: two claims, three parts, one study."""

from __future__ import annotations

import json
from pathlib import Path

from release_build.reports import pack
from sistercities.api.explorer.reports import MADE_FROM, PACKED
from sistercities.dataset.release.manifest import read_manifest
from sistercities.report.said_html import SaidHtml, as_record, mark
from sistercities.sentence_records import records_of
from sistercities.sentences import country_name, say

HEADLINE = say(
    "{country}: what the data say of city diplomacy", country=country_name("Jinghai", "CN")
)
OUTSIDE = say("Where another country would lie is not known.")
OFTEN = say(
    "On average over {n} countries, sister regions hold about {ratio:.1f} times the city "
    "partnerships that chance would put there ({low:.1f} to {high:.1f}).",
    n=7, ratio=2.5, low=1.5, high=4.25,
)  # fmt: skip
UNTOLD = "Nobody has words for this one in Chinese."
WHOM = say("migrants")
TOO_FEW = say("too few countries enter")
TITLE = say("Do city ties follow the ties of their regions?")

_IN_FULL = mark(say("In full:"))

_ROW = {"name": "later", "description": "later ties", "value": 1.0, "low": 0.5, "high": 2.0,
        "n": 40, "verdict": "mixed", "is_turned": True, "note": ""}  # fmt: skip


def _part(claim: str, part: str, sentence: str, **changes: object) -> dict[str, object]:
    usual: dict[str, object] = {
        "id": f"{claim}.{part}", "claim": claim, "part": part, "question": "Is it so?",
        "side": "above", "verdict": "supported", "answer": "yes", "sentence": sentence,
        "value": 2.5, "low": 1.5, "high": 4.25, "unit": "ratio", "line": 1.0, "n": 50,
        "n_of": "city ties", "method": "m", "would_change": "w", "rule": "r", "note": "",
        "carried_by": "", "rows": [],
    }  # fmt: skip
    return usual | changes


def parts() -> list[dict[str, object]]:
    """Return the parts: one with other rules, one without a number, one that counts."""
    return [
        _part("C1", "count", UNTOLD, value=12.0, low=None, high=None, line=None, n=30),
        _part("C3", "often", OFTEN, rows=[_ROW, {**_ROW, "is_turned": False}]),
        _part("C3", "first", OUTSIDE, verdict="cannot be told from these data", value=None,
              low=None, high=None, carried_by=str(WHOM), note=str(TOO_FEW)),
    ]  # fmt: skip


def files(country: str = "CN", version: str = "0.0.0-world") -> dict[str, bytes]:
    """Write the files of the report, by name."""
    record = {
        "country": country, "as_of": 2020, "data_version": version, "headline": str(HEADLINE),
        "verdicts": {
            "C3": {"verdict": "mixed", "study": "nesting", "sentence": "So it is.", "number": 2.5,
                   "low": 1.5, "high": 4.25},
        },
        "parts": parts(), "studies": {"nesting": {"study": "nesting", "parts": parts()}},
        "settings": {},
    }  # fmt: skip
    page, appendix = SaidHtml.read(_page()), SaidHtml.read(_appendix())
    sentences = {
        "sentences": records_of([HEADLINE, OUTSIDE, OFTEN, WHOM, TOO_FEW]),
        "pages": {"report.html": as_record(page), "appendix.html": as_record(appendix)},
    }
    return {
        "study.json": json.dumps(record).encode(),
        "sentences.json": json.dumps(sentences).encode(),
        "report.html": page.text.encode(),
        "appendix.html": appendix.text.encode(),
        "parts.csv": b"id,value\nC1.count,12\n",
        "cite.bib": b"@misc{made-up}\n",
    }


def _page() -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{mark(HEADLINE)}</title>\n<style>\np {{ color: red }}\n</style>\n</head>\n<body>\n"
        f"<main><h1>{mark(HEADLINE)}</h1>\n<h2>{mark(say('Findings'))}</h2>\n<p>{mark(OFTEN)}</p>\n<p>{UNTOLD}</p>\n"
        f'<p>{_IN_FULL} <a href="appendix.html#study-nesting">{mark(TITLE)}</a></p>\n'
        '<p><a href="parts.csv" download>parts.csv</a> '
        '<a href="cite.bib" download>cite.bib</a> '
        '<a href="appendix.html#study-sources">sources</a></p>\n</main>\n</body>\n</html>\n'
    )


def _appendix() -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>all</title>\n'
        "<style>\np { color: red }\n</style>\n</head>\n<body>\n"
        f'<p><a href="report.html">{mark(HEADLINE)}</a></p>\n'
        '<section aria-labelledby="study-nesting">\n'
        f'<h2 id="study-nesting">{mark(TITLE)}</h2>\n<p class="finding">{mark(OFTEN)}</p>\n'
        '<p><a href="parts.csv" download>parts.csv</a></p>\n</section>\n</body>\n</html>\n'
    )


def packed(release: Path, country: str = "CN", content: str = "") -> Path:
    """Pack the report beside the tables of a release, made from its data or from other content."""
    manifest = read_manifest(release)
    made_from = {
        "data_version": manifest.version, "content_sha256": content or manifest.content_sha256,
    }  # fmt: skip
    held = files(country, manifest.version) | {MADE_FROM: json.dumps(made_from).encode()}
    path = release / PACKED / f"{country}.zip"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(pack(held))
    return path
