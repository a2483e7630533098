"""Do foreign cities choose the country's cities more often than comparable ones? Claim C6.

Question
    Of all comparable cities abroad that a foreign city could have chosen as a partner, how much
    more often does it choose one of the home country, given size, distance, income, language and
    coast; has that grown from decade to decade; which cities of the home country are chosen more
    than others like them, and which kinds of foreign city choose them?
Outcome
    A choice: a city outside the home country and a city abroad with which it has a tie. A tie
    between two cities outside the home country is a choice of either. Only an undated source that
    lists the ties of many countries alike counts, and in it the countries that have a list, as
    choosers and as alternatives, so that each tie could stand in two lists whoever its partner is.
    Lists of the home country's side alone (such as the dated ones of Chinese provinces) hold no tie
    between two other countries: they would put the home country's share where the source looks.
    Main: English Wikipedia's lists of 2026. (The first version of this text took the first place of
    a row for the one whose list it is. The source stores each pair once, so it is not; this was
    mended before any number was computed, and the rule below was left as it was.) Comparable:
    cities of 15,000 and more with known size, point, coast and income of their country.
    Dates: a share of the home country among dated ties says nothing, since outside lists of the
    home side hardly a tie is dated. The only fair dates are those of lists of the choosers' side
    that date all their ties alike; for China these are lists of regions, not of cities. So change
    is judged on these, and said to be of regions. Ties that a source of 2016 lacks and one of 2026
    holds are no flow unless dates confirm it: the share of them that began before is told.
Estimator
    Conditional logit on sampled alternatives with strata (McFadden's correction): home country,
    log2 population and its difference to the chooser's, log2 distance with bends at 1,000 and
    4,000 km, log2 GDP per head of the country and its difference to that of the chooser's, common
    official language, coast, both on a coast, capital of a state. The odds ratio of the home
    country is that of one of its cities against a city abroad alike in all of these. Errors
    clustered two ways: choosing countries, and first-level regions of the alternatives; t with the
    smaller number of effective clusters less one. The same on choices beyond 3,000 km alone, which
    rests on no decay of distance near by. Change: choice among countries in the dated lists of the
    choosers' side (log2 population, distance, income, language, home country, home country times
    decade), errors clustered by choosing place. Cities: times chosen over times expected at the
    home country's own level, shrunk by empirical Bayes. Kinds: products of the home country with
    traits of the chooser.
Null or counterfactual
    Odds ratio 1: at equal traits a home city is chosen as often as another. Ratio per decade 1.
    Choosing countries and regions are taken as drawn from more such. Any single country lies
    somewhat above or below the others; the same ratio of other countries stands beside.
Assumptions
    The list of a chooser is as full of its ties with the home country as of others. Alternatives
    stand in for each other alike given traits (independence of irrelevant alternatives); the model
    of far choices lifts this between near and far. Population as GeoNames has it measures size
    alike in all countries. What is not measured (politics, language teaching, who asked first)
    stands in the ratio: a tie takes two, and the data do not say who chose whom.
Verdict rule (`rule.RULE`, which holds its numbers; fixed before the numbers of the data were seen)
    Two facts, each by an interval such that both hold together (Bonferroni).
    *Level*: found if the intervals of the odds ratio lie above 1 in all choices and in far ones;
    contrary if in all choices it lies below 1, or within what is negligible; else open. *Change*:
    found if the ratio per decade lies above 1; contrary if below; else open; unknown with too few
    dated choices of the home country, or too few effective choosers of these.
    Cannot be told: no list of the choosers' side; too few choices in all, or of the home country;
    too few effective choosing countries, or effective regions of home; no estimate; or only large
    odds ratios would be found with 80 % power.
    Supported: level and change are found. Mixed: one of them is found. Not supported: the level is
    contrary and change is not found. Else it cannot be told.
Parts (`part_rules`)
    The verdict counts chance alone. The parts set the home country beside how much countries
    differ: one choice model in which every country has an effect of its own, in which cities of all
    countries choose (`country_effects`), and one of dated choices in which each has a level and a
    trend (`country_trends`); random effects by REML, intervals of one more country.
Literature
    McFadden (1978), Modelling the choice of residential location. Guimaraes, Figueiredo & Woodward
    (2003), doi:10.1162/003465303762687811. Cameron, Gelbach & Miller (2011),
    doi:10.1198/jbes.2010.07136. Clayton & Kaldor (1987), doi:10.2307/2532003.
"""
