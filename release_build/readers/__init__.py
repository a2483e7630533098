"""One strict reader for each kind of snapshot: what is not understood stops the build.

Belongs here: what a publisher's file looks like. Not here: which place a name means (`resolving`),
which facts become rows (`covariates`, `obstacles`), files that a user brings
(`sistercities.sources`).
"""
