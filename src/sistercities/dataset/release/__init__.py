"""The release in the package: its files, written whole, read and verified."""
