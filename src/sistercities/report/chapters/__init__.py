"""A study as a chapter of the report, whatever its question: figures, tables, files, page."""
