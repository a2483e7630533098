"""How the gazetteer is made: every place known to the build, from the packages that list them."""
