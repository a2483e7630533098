"""World maps: land, its projection, places and the great circles between them, as SVG.

The land is a public-domain outline of Natural Earth, held in a small file of our own and written by
`release_build.pages.world_outline`. It shows land and no borders, so that no map of ours takes a
side in a dispute. Belongs here: what is drawn on a world. Not here: figures with axes (`figures`).
"""
