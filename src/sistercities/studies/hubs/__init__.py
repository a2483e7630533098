"""Have cities of the country become hubs of the world's city-to-city network? Claim C8.

Question
    Are more of the best placed cities of the world's network of sister ties in the home country
    than its share of the world's cities; more than its cities' size, income, coast and rank of
    capital would give; and has that grown in ten years?
Outcome
    The graph of the world's cities and the ties between cities of two countries, by the newest
    undated source that lists several countries alike (English Wikipedia's lists of 2026; lists of
    the home side alone hold no tie of others and would put hubs where the source looks). Four
    measures of a city: ties; effective number of partner countries (exponential of the entropy of
    its ties over countries); betweenness; core (the largest k such that it lies in a part of the
    graph where each has k ties). A hub is a city among the first hundredth (`HUB_SHARE`) of the
    comparable cities by a measure: cities of 15,000 and more, and places that are region and city
    at once, of countries that have a list, with known size, coast and income. Equal values share
    the places at the edge. Whether a city is a hub is a share of draws, see below.
    Change: places of which both the earlier source of 2016 and the one of 2026 hold a tie, and the
    ties among them. A source lists more or less, so it has hubs of its own: change is that of the
    share of a country's common places in the first tenth (`TOP_SHARE`) of all common places.
Estimator
    Draws: each keeps a tie with its probability of existence (the confidence with which its two
    names were resolved) and adds missing ties. A tie is taken to be listed if the list of either
    country has it; the chances of the countries' lists are estimated from the ties of the other
    world-wide source, by which of them the main one holds too. The missing ties between two
    countries are negative binomial, and join cities there as often as these have ties, a city
    without a known one as if it had half a tie. Ranks are told with the interval of the draws.
    Betweenness is that from sources drawn at random (Brandes & Pich); on the known graph it is
    exact too, and the error is told.
    Hubs observed over expected. *Presence*: expected by the share of hubs among comparable cities
    abroad. *Beyond size*: expected by a fractional logit fitted abroad on log2 population with a
    bend at a million, log2 GDP per head, coast, capital of a state. (Where a trait parts hubs
    abroad from others there is no fit with it, and it is left out, the bend first, then capital,
    then coast, and said so. This was added after the first run on China, where it takes none
    away.) Interval: that of an
    overdispersed count (home cities clustered by first-level region), with the error of the
    expectation (clustered by country abroad) and the variance between draws.
    Change: difference of the country's change to the mean of other countries' changes; prediction
    interval of a random-effects mean, so that what coverage did to other countries is allowed to
    have happened to this one (negative control). Dates: of the home country's ties among common
    places that only the later source has and whose start is known, the share begun since the
    earlier source.
Null or counterfactual
    Ratio 1: hubs as cities abroad have them, or as cities abroad of the same traits have them.
    Change 0: as other countries changed between the two sources.
Assumptions
    Listed ties are a fair picture of all once missing ones are added by country; the other source
    sees ties independently of the main one. (Both know large places best: so too few are added.)
    Cities without a list are left out as comparable cities, not from the graph. Population measures
    size alike everywhere. The two sources did not change more unlike for home than countries
    differ among each other, or dates show it. The main list is in English, the earlier source in no
    language: places that one language alone knows are in neither half of the change.
Verdict rule (`rule.RULE`, which holds its numbers; fixed before the numbers of the data were seen)
    Seen before: degrees as the sources have them, of which China has 15 of the first 100 in 2026
    and 5 of 100 in 2016, and that most dated ties which the later source adds for China are older
    (study of attractiveness); no expectation, no other measure.
    Three facts, each by intervals such that all hold together (Bonferroni).
    *Presence* and *beyond size* are found if the intervals of the ratio lie above 1 by each of the
    four measures; contrary if by each they lie below 1, or within what is negligible; else open.
    *Change* is found if the prediction intervals lie above 0 by each of the four measures, and the
    exact interval of the share of dated added ties begun since the earlier source lies above what
    the rule asks; it is *coverage* if the former but not the latter; contrary if the former lie
    below 0 by each; unknown with too few common home places or other countries, or without a second
    source; else open.
    Cannot be told: no list of several countries; too few comparable home cities or ties of them,
    effective regions of home or countries abroad, or hubs expected at equal size; no estimate; or
    only large ratios would be found beyond size with 80 % power.
    Supported: all three are found. Mixed: some are. Not supported: none is found, and presence or
    beyond size is contrary. Else it cannot be told.
Parts (`part_rules`)
    The verdict counts chance and the error of the expectation. The parts set the ratio of the home
    country beside those of other countries (`among_countries`), whose counts are negative binomial,
    each of four measures by itself; the change as above, by ties.
Literature
    Brandes (2001), doi:10.1080/0022250X.2001.9990249. Brandes & Pich (2007),
    doi:10.1142/S0218127407018403. Seidman (1983), doi:10.1016/0378-8733(83)90028-X. Batagelj &
    Zaversnik (2003), arXiv:cs/0310049. Papke & Wooldridge (1996), Econometric methods for
    fractional response variables. J. Appl. Econometrics 11(6), 619-632. DerSimonian & Laird (1986),
    doi:10.1016/0197-2456(86)90046-2. Higgins, Thompson & Spiegelhalter (2009),
    doi:10.1111/j.1467-985X.2008.00552.x.
"""
