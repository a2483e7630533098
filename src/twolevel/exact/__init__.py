"""What needs no draw, or no approximation: moments in closed form, p-values that are exact.

Belongs here: a result that holds for any number of ties. Not here: the draws themselves (`nulls`).
"""
