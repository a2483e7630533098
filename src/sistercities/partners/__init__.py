"""Which places would be good partners for a place, and why: candidates, features, model, ranks.

Belongs here: what is known on a pair of places that bears on a tie (`features`, one subject each),
the additive model whose score is the sum of its reasons, which places are candidates, their order,
and how often that order was right on the past (`evaluation`). Not here: how a fact came into the
release (`dataset`), whether a claim about the world holds (`studies`), how an answer is printed
(`cli`) or set on paper (`report`).

`Ground` holds the facts on places, countries and ties as arrays; `Pairs` any number of pairs on it;
a feature is a function of `Pairs`. No feature of a pair knows the tie of that very pair, so ties
and candidates are seen alike.
"""
