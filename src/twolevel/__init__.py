"""Statistics of networks on two levels: null models, exact tests, intervals, models.

Usable alone, on any network whose nodes are nested in groups: make the arrays with
`core.arrays.two_level_arrays` (a home side and the world) or `core.whole_arrays.whole_arrays` (all
nodes), then ask `nulls.table.nulls_side_by_side`, or the function that `docs/twolevel/README.md`
names for your question. Functions are imported from their modules, so that each costs only itself.

Belongs here: a statistical method, from arrays to a frozen result. Not here: which question it
answers, a place, a file, a table (`sistercities`).
"""
