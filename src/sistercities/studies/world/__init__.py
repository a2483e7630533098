"""What goes with a city tie, over all pairs of countries? Claims C3, C4, C5, C7.

Question
    Between which countries are there many city ties, given how many each has in all: near ones,
    those that trade, that speak alike, that have migrants, flights, a colonial tie in the past; and
    are there fewer between rivals and between states that vote apart? Between regions: are there
    more where these are sister regions?
Outcome
    City ties of each pair of countries that both have lists, alive in a year.
Estimands
    Rate ratios of each fact, all in one model; ties of each pair over what the model expects.
Estimator
    Poisson pseudo-maximum likelihood with an effect of each country (the model of gravity), errors
    robust to pairs that share a country (dyadic).
Assumptions
    Facts are of the newest year known at the time of the ties, so ties may go before them; it is a
    description of where ties are, not of what made them.
Verdict rule (`part_rules.PART_RULES`)
    One part for each fact, and one for sister regions.
Literature
    Santos Silva & Tenreyro (2006), doi:10.1162/rest.88.4.641. Cameron & Miller (2014), Robust
    inference for dyadic data. Aronow, Samii & Assenova (2015), doi:10.1093/pan/mpv018. Graham
    (2020), doi:10.1016/bs.hoe.2020.05.001.
"""
