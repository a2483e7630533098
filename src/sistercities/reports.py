"""What is made of a result: the files of a report or a brief, an object for JSON, plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sistercities.api.lazy_names import load_lazily

if TYPE_CHECKING:
    from sistercities.api.briefs import write_brief
    from sistercities.api.study_reports import study_json, study_summary, write_report

_HOMES = {
    "sistercities.api.briefs": ("write_brief",),
    "sistercities.api.study_reports": ("study_json", "study_summary", "write_report"),
}

__all__ = [
    "study_json",
    "study_summary",
    "write_brief",
    "write_report",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = load_lazily(__name__, _HOMES)
