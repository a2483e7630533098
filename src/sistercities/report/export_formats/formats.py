"""The formats by name: what each takes, and the module that writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sistercities.report.export_formats.content import ExportContent, WrittenFile


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes
    ----------
    module
        Name of its module in this folder.
    is_network
        It takes the network of places and ties; else it takes tables.
    has_coordinates
        It holds where places lie, and those have a licence of their own.
    in_pieces
        Its files are written piece by piece, where there is a folder for files not finished.
    remark
        What must be known of it where it is named.
    """

    module: str
    is_network: bool
    has_coordinates: bool = False
    in_pieces: bool = False
    remark: str = ""

    def files(self, content: ExportContent, aside: Path | None = None) -> dict[str, WrittenFile]:
        """Write the content; large files into `aside`, a folder for files not finished."""
        written = cast("Callable[..., dict[str, WrittenFile]]", self._load().files)
        return written(content, aside) if self.in_pieces else written(content)

    def prepared(self, content: ExportContent) -> ExportContent:
        """Fit the columns to what the format can hold and name; the codebook says the outcome."""
        prepare = getattr(self._load(), "prepared", None)
        return content if prepare is None else cast("ExportContent", prepare(content))

    def reading(self) -> tuple[str, ...]:
        """Sentences on how to read the files."""
        return cast("tuple[str, ...]", self._load().READING)

    def _load(self) -> ModuleType:
        return import_module(f"sistercities.report.export_formats.{self.module}")


FORMATS: dict[str, Format] = {
    "csv": Format("csv_tables", is_network=False, in_pieces=True),
    "excel-csv": Format(
        "excel_csv", is_network=False, in_pieces=True, remark="with a byte-order mark"
    ),
    "parquet": Format("parquet_tables", is_network=False),
    "stata": Format("stata", is_network=False),
    "sqlite": Format("sqlite", is_network=False),
    "graphml": Format("graphml", is_network=True),
    "gexf": Format("gexf", is_network=True),
    "pajek": Format("pajek", is_network=True),
    "geojson": Format("geojson", is_network=True, has_coordinates=True),
    "geoparquet": Format("geoparquet", is_network=True, has_coordinates=True),
}


def named_formats(*, is_network: bool) -> str:
    """Name the formats that take tables, or the network, with what must be known of each."""
    return ", ".join(
        f"{name} ({one.remark})" if one.remark else name
        for name, one in FORMATS.items()
        if one.is_network == is_network
    )
