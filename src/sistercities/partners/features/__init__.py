"""What bears on a tie of two places, one subject a module; all of it in `catalogue`.

Belongs here: a value of a pair with its sentence, pure, also where it is unknown. Not here: how
much it counts (`partners.additive_model`).
"""
