"""What stands in the way of a tie: pairs of states and units, laws, and how strong each is.

Here what a source says meets our rulings: what a unit covers, how strongly a row stands in the
way, and the sentence that may be printed. Who asks and what is then said
belongs to `sistercities.partners`.
"""
