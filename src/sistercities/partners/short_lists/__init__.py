"""Three short lists of places to approach: near the network, like the place, new ground.

Belongs here: what each list and each purpose weighs, wishes and themes, who is taken, and the
reasons that set a place apart. Not here: the model and its features, which rank all candidates
(`partners.recommending`), and what bars a place (`partners.gate`).
"""
