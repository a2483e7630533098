"""The files of a release, written whole: the same content gives the same bytes."""
