"""From claims to ties: names resolved to places, claims weighed, the release built, stored, read.

Belongs here: our rules for "same place" and "a tie". Not here: what a file looks like (`sources`)
or what is computed from ties (`network`, `twolevel`, `studies`).
"""
