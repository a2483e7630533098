"""Do cities tie with countries with which their government is at odds? Claim C7.

Question
    Do the cities of a country hold ties with countries with which relations are complex; are they
    more or fewer than with other countries of like trade, distance, population and income; and do
    city ties react less to politics than the ties of regions (in China provinces)?
Outcome
    Ties begun in a period of five years with a country, of cities and of regions apart, alive in
    the year of the study. Undated ties stand in a period of their own. City ties: of a city with a
    city, or with a place abroad that is region and city at once; region ties likewise. Home places
    count only where a source lists the ties of their region (of its cities; its own). A country
    without a listed tie counts 0. Ties between a city and a region are left out.
Relations
    Of each country and period, on its eve: the five years before the period; where a record ends
    earlier, its last five years; of undated ties, the five years before the year of the study.
    Complex are relations with a rivalry on either list, a dispute with at least a display of force
    (level 3), or a distance of ideal points in the UN in the farthest quarter of all countries.
Estimator
    R, the ratio of city ties: PPML of the number of city ties on complex relations, log(1 + trade),
    log distance, log population and log income (GDP per person), with an effect of each period.
    D, cities over regions: the same ratio of cities divided by that of regions: PPML over country x
    period x level with an effect of each country and period and of each level and period, all terms
    times level. The effects take up all that acts on both levels alike; PPML is then a logit of the
    share of city ties. Facts on a country are the same for every home unit, so an effect of each
    home unit changes no slope, and none of the foreign country could stand beside R. Errors are
    clustered by country by the jackknife (CV3, to first order), t with the countries that have ties
    less one. Beside them: UN distance, rivalry, disputes, alliance one by one, for each level; the
    countries with complex relations that hold more city ties than countries of like trade,
    distance, population and income, fitted without them, shrunk by empirical Bayes; and ties begun
    in the years of a dispute and after, with an effect of each country and year. None of these is
    judged. After the first run on real data their intervals were made wider, no verdict changed:
    those of the list hold the error of the expectation, and a yes that holds of few countries
    (rivalry) has t with these less one.
Null
    R = 1: complex relations go with neither more nor fewer city ties. D = 1: city ties react to
    them as region ties do. Partner countries are taken as drawn from more such.
Assumptions
    Sources list ties no more fully of countries at odds with the home country, at either level;
    what is left out of the terms does not go with politics and ties at once (for D: not differently
    for cities and regions). Trade may itself follow politics: a row without it stands beside.
Verdict rule (`rule.RULE`, which holds its numbers; fixed before the numbers of the data were seen)
    Each of R and D at a level such that both hold together (Bonferroni). R is *more* if its
    interval lies above 1 and stays above 1 without any one country, *fewer* if below 1 likewise,
    else *open*. D is *less* (cities react less) if above 1, *stronger* if below, likewise, else
    *open*. Either is open, whatever its interval, where only large ratios would be found with 80 %
    power at that level.
    Cannot be told: no source lists the ties of the cities, or those of the regions; too few city
    ties, region ties, partner countries with a tie, or countries with complex relations and a tie;
    R or D has no interval; or both are open. The sentence then still says with how many of the
    countries with complex relations cities hold ties: that such ties exist is a count, not an
    estimate.
    Supported: R is more or D is less, and neither is contrary. Mixed: one of them, and the other
    contrary. Not supported: one is contrary and neither is found.
Literature
    Santos Silva & Tenreyro (2006), doi:10.1162/rest.88.4.641. Bailey, Strezhnev & Voeten (2017),
    doi:10.1177/0022002715595700. MacKinnon, Nielsen & Webb (2023),
    doi:10.1016/j.jeconom.2022.04.001. Clayton & Kaldor (1987), doi:10.2307/2532003.
"""
