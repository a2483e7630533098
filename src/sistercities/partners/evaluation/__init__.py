"""How often recommendations were right on the past, against simpler ways to recommend.

Belongs here: tasks (what was known, which ties came), methods that rank candidates, exact ranks,
measures with intervals, the check for leaks, fairness. Not here: the model itself (`recommend`),
how the result is printed (`cli`) or read from JSON (`api`).

A `Task` says what a method may see and which ties it must find; a `Method` is fitted on a task and
gives each candidate of a home place a score; `TieRanks` say where the ties stand.
"""
