"""One module per question, each with its estimands, nulls, assumptions and verdict rule.

Belongs here: what is asked and how the answer is judged. Not here: methods (`twolevel`) or looks
(`report`).
"""
