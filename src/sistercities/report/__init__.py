"""How results are shown: tables, figures, the study's page, exports.

Belongs here: presentation. Not here: any number that is not already in a result.
"""
