"""Snapshots and readers: raw bytes with their origin, and one strict reader per kind of source.

Belongs here: what a publisher's file looks like. Not here: which place a name means (`dataset`).
"""
