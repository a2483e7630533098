"""CSV: one file a table, in UTF-8, for R, a spreadsheet or any program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sistercities.report.export_formats.content import ExportContent, WrittenFile
from sistercities.report.exports import plain_text

if TYPE_CHECKING:
    import pandas as pd

READING = (
    "CSV files: UTF-8, commas, empty means not known and never 0, flags are true and false.",
    "A text that begins with = + - or @ has a single quote before it: no spreadsheet runs it.",
    "In R, keep the country NA (Namibia): read.csv(file, na.strings = '').",
    "In pandas: read_csv(file, keep_default_na=False, na_values='').",
)


def files(content: ExportContent) -> dict[str, WrittenFile]:
    """Write each table as a CSV file."""
    return {
        f"{table.name}.csv": WrittenFile(csv_frame(table.frame), "text/csv", (table.name,))
        for table in content.tables
    }


def csv_frame(frame: pd.DataFrame) -> bytes:
    """CSV of a frame; missing is empty, flags are true and false, no text is a formula."""
    flags = frame.select_dtypes(["bool", "boolean"]).columns
    words = {column: frame[column].map({True: "true", False: "false"}) for column in flags}
    texts = frame.select_dtypes(["object", "string"]).columns
    words |= {column: frame[column].map(plain_text, na_action="ignore") for column in texts}
    return frame.assign(**words).to_csv(index=False, lineterminator="\n").encode()
