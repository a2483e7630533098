"""The index of a release: one read-only SQLite file from which single places are looked up.

It is made once of a release and the overlays that lie on it, kept in the user's cache under a name
that follows from their checksums, and shared by all processes. Nothing is told from it that is not
in the release: where the file is damaged or cannot be kept, it is made again, or in memory.
"""
