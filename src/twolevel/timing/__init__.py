"""The order in time of upper and lower ties: a hazard of the upper tie, a study around its start.

Belongs here: pairs of groups over years, the once-only hazard, the event study, what they cannot
tell. Not here: the permutation of start years (`nulls.start_years`).
"""
