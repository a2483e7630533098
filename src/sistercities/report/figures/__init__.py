"""One figure a file: each turns a result into a titled drawing, wide and narrow, with its words.

Belongs here: where marks stand and what the title says. Not here: a number that is not in the
result, a table (see `report.tables`), a file (see `report.exports`).
"""
