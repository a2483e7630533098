"""A user's own registers and updates, apart from the release, merged when data are opened."""
