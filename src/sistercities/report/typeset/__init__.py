"""The report on paper, set by Typst.

The same templates and the same tables and figures as on the page become a list of blocks, plain
JSON that can be kept between runs (`flow`, `blocks`); `report.typ` among the templates sets them.
No text of the report is ever part of a program of Typst: it is data that the program reads, so
that no name can be taken for markup. Belongs here: paper. Not here: what is said.
"""
