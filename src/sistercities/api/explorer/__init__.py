"""What the explorer reads: the release held open, and the rows of its pages as plain records.

Belongs here: queries by DuckDB for pages of places, regions, countries and ties. Not here: how
a page looks (`web`), any statistic (`studies`, `partners`).
"""
