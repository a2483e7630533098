"""The JSON Schema of what commands print, made from the records that they print.

Belongs here: which record a command prints, and how its fields become a schema. Not here: how a
record is written as JSON (`sistercities.terms.json_records`).
"""
