"""The gazetteer: every place known to the build, how it is made, and the lookup from a spelling."""
