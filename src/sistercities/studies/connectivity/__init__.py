"""Do cities with more flights abroad, foreign visitors and exports hold more ties? Claim C5.

Question
    Do the cities of a country that are better joined to the world (destinations abroad without a
    change, exports of goods, visits of foreigners) hold more sister ties; and do they still, among
    cities of like size and economy?
Outcome
    Ties of a city, alive in a year, with cities abroad and with places abroad that are region and
    city at once. A city without a known tie counts 0 only where a source lists the ties of the
    cities of its region; other regions take no part. Ties with regions and states are not counted.
    China: prefecture-level units. Elsewhere: cities of 15,000 and more, because the release holds
    smaller ones only if they have a tie. Visitors are known by region alone: the outcome beside
    them is the number of ties of all cities, counties and districts of the region, and of the
    region itself where it is a city too.
Estimator
    Spearman's rank correlation, interval by leaving out one region at a time, on Fisher's scale.
    NB2 and Poisson QMLE of the number of ties on log2(1 + destinations), log2 exports, log2 GDP,
    log2 population, seat of a region, capital of the state and coast (what the release has of
    these for the country), errors clustered by region; variance inflation; range of each
    coefficient over fits without one region. Also: destinations of 2014 with GDP, investment and
    population of 2012; all countries at once by PPML with an effect of each country, errors
    clustered by country. Of a value and a tie, which was first: ties begun after 2014 on
    destinations of 2014 and ties before; and the other way round, destinations ever listed on ties
    before 2015 and destinations of 2014, and destinations of 2014 on ties before 2010 and
    destinations of 2009.
Null
    Correlation 0, and a rate ratio of 1 for twice the destinations at equal size and economy.
    Regions are taken as drawn from more such; cities of one region may resemble each other.
Assumptions
    The listed ties are a fair picture of all, no fuller in cities with more flights at equal size;
    where exports and GDP move together (they correlate at about 0.8) their parts are hardly told
    apart. Neither correlation nor rate ratio says what brings about what: most ties are older than
    the flights beside which they stand, and wealth may stand behind both.
Parts (`part_rules`, each judged by itself)
    Each correlation; the ratio at equal size by two catchments of airports, without any one
    partner country and any one region; ties after flights, and flights after ties.
Verdict rule (`rule.RULE`, which holds its numbers; fixed before the numbers of the data were seen)
    Three facts: flights (destinations ever listed up to 2026), exports, visitors (by region). A
    fact is *found* if the interval of its correlation lies above 0, the level such that all facts
    known hold together (Bonferroni); *contrary* if it lies below 0, or within what is negligible;
    else *open*.
    Flights go *beyond size* if in the model with all that is known of size and economy (exports
    among it) the 95 % intervals of their rate ratio by NB2 and by QMLE both lie above 1, and
    leaving out no one region brings either ratio to 1 or less.
    Cannot be told: flights are unknown; too few cities, ties or effective regions; or only strong
    correlations of flights with ties would be found with 80 % power.
    Supported: all three facts are found, and flights go beyond size. Mixed: some fact is found, but
    not all, or flights do not go beyond size. A country without figures on exports or visitors so
    reaches mixed at most. Not supported: no fact is found and flights are contrary. Else it cannot
    be told.
Literature
    Spearman (1904), doi:10.2307/1412159. Cameron & Trivedi (2013),
    doi:10.1017/CBO9781139013567. MacKinnon, Nielsen & Webb (2023),
    doi:10.1016/j.jeconom.2022.04.001. Santos Silva & Tenreyro (2006),
    doi:10.1162/rest.88.4.641.
"""
