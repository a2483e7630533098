"""Statistics over arrays: null models, exact tests, intervals. Knows no place and no table.

Usable alone, on any network whose nodes are nested in groups: make the arrays with
`arrays.two_level_arrays` (a home side and the world) or `whole_arrays.whole_arrays` (all nodes),
then ask `null_table.nulls_side_by_side`, or the function that `docs/methods/README.md` names for
your question. Functions are imported from their modules, so that each costs only itself.

Belongs here: a statistical method. Not here: which question it answers (`studies`).
"""
