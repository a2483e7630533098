"""Items of Wikidata and the places that they may be."""
