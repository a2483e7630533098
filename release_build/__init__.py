"""What makes the release: snapshots and decisions go in, checked tables come out.

It is not in the wheel. `python -m release_build --shared FOLDER` builds it, `--check` builds it
aside and compares.

Belongs here: readers of snapshots, resolving of their names, covariates, what stands in the way,
and the pages that are written from a release. Not here: what a user runs, the rule of what a tie
is and how claims are weighed (`sistercities.dataset`), which build and overlays share.
"""
