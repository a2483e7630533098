"""Which came first: the tie of the regions, or that of their cities? Claim C3, in time.

Question
    Where two regions are sisters and cities of theirs are too, do the city ties come after the tie
    of the regions more often than chance has it, or before it? Is "province first" a rule, or a
    tendency, or neither?
Outcome
    Start years of lower ties and of the upper ties around them, both alive in a year. Only starts
    known to the day, month or year; suspect ones never; a date that many ties share counts as its
    year. A tie, or a pair, whose start is not known takes no part, and is counted.
Estimator
    *Order in a city* (`start-years`): ties inside a sister pair that are older, of the same year,
    or younger than the upper tie, and those begun in years -5 to -1 and +1 to +5, against the same
    counts when the start years of each home city are dealt anew among its ties; then those of each
    partner country. `odds_younger`: younger to older ties, over younger to older by chance; above 1
    regions come first. Interval clustered two ways by home unit and country.
    *Forward*: rate of new city ties in a pair around the start of its upper tie, Poisson with
    effects of each pair and year (of country and five years beside it); bins -10 to -6, -5 to -1
    (reference), 0, 1 to 5, 6 to 10, outer ones with all that is beyond; joint test before the
    start, with its power; single years only where 200 ties in 50 pairs allow them.
    *Reverse*: once-only hazard of the upper tie of all admissible pairs from the first known start
    on (China: 1973), on log(1 + city ties before), with effects of home unit, foreign unit and
    year, none of the pair; Firth's penalty with its profile interval.
Null
    Given all ties of both levels, when the upper ties began, and the set of start years of each
    home city (country), it does not matter which tie of it began when. Raw counts of older and
    younger ties are never the evidence: upper ties are older than most city ties, whatever the
    cities do. But a raw count of exceptions can refute a rule.
Assumptions
    Which starts are known does not hang on which level was first. Within a home city, and within a
    partner country, nothing else sorts the ties by year in and out of sister pairs: so both sets
    must say the same. None of this says what brings about what.
Verdict rule (`rule.RULE`, which holds its numbers; fixed before the numbers of the data were seen,
    counts of dated ties had been seen)
    *Regions first* is found if younger ties are more than by chance (two-sided) both within home
    cities and within countries, unless the interval of the forward ratio of years 1 to 5 lies
    below 1. *Cities first* is found if older ties are, likewise, unless the interval of the
    reverse ratio lies below 1. *Neither first*: neither is found, and both intervals of
    `odds_younger` lie near 1. Forward and reverse results can withdraw a finding and never make
    one: a taste of pairs for both levels misleads the hazard.
    "Regions first" is *a rule* if it is found and the upper bound of the share of older ties is
    small; else, if found, a tendency.
    Cannot be told: too few dated ties inside, or effective home units among them; the statistic
    does not vary; or only strong odds, on either side, would be found with 80 % power.
    C3: not supported if regions first is a rule; mixed if it is a tendency; supported if cities
    are first, or neither is; else it cannot be told.
Literature
    Hoeffding (1951), doi:10.1214/aoms/1177729545. Allison & Christakis (2006),
    doi:10.1111/j.1467-9531.2006.00177.x. Wooldridge (1999), doi:10.1016/S0304-4076(98)00033-5.
    Roth (2022), doi:10.1257/aeri.20210236. Firth (1993), doi:10.1093/biomet/80.1.27.
"""
