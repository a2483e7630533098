"""What explains ties: facts on places, countries and pairs, laid out as tables.

Belongs here: which place or country a source's name means, and which facts become rows. Not here:
how a file is read (`readers`), or how a fact enters a model (`sistercities`).
"""
