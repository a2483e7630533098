"""Do city ties follow provincial ties? Claims C1, C2 and C3.

Question
    Do a country's cities form sister ties inside the pairs of regions that are sisters themselves,
    more often than chance has it, less often, or just as often; and how many lie outside?
Outcome
    Lower ties A_ij (both ends below the upper tier) alive in a year, and whether an upper tie
    B_p(i)r(j) joins the units of their ends.
Estimands
    `share_inside`, `share_no_upper`, `observed_over_expected`, `odds_ratio`, `rate_ratio`,
    `country_rate_ratio`, `upper_served`, `predictive_gain`, and `autonomy` by home unit and city.
    A share below one says that ties outside exist. It says nothing about chance; the ratio does.
    `rate_ratio` is strength inside a country; `country_rate_ratio` is the country channel, which
    the main null holds fixed. None stands for another; no verdict rests on the rate ratios.
Nulls
    `degree-country` (main), `degree`, `upper-ties`, `region-labels`, side by side: each keeps and
    breaks something else, and the answer depends on it.
Assumptions
    What is missing of a unit's ties is missing at random; bounds say what else it could be. A unit
    whose own ties no source lists takes no part. Dual places are dropped. Intervals take home units
    and partner countries as drawn from more such.
Verdict rule (`rule.RULE`, which holds its numbers; fixed before the full data were seen,
    pilot figures on parts of them had been seen)
    C1 and C2 are existence claims, which no country with ties at both levels could miss: they are
    counted and described, with no verdict. A tie can be relied on that is told by two sources that
    do not copy each other, or by an official page. C1 counts ties
    of home units without any upper tie with the country (`share_no_upper`), C2 ties outside
    (1 - `share_inside`).
    C3: not fully predicted if the upper bound of `share_inside`, as counted and as weighted, is
    below one half. Independent only if the interval of `observed_over_expected` under the main null
    lies near 1. Both: supported. Not fully predicted, but not shown independent: mixed. Not
    supported if the lower bound of `share_inside` is one half or more. Else, and where too few ties
    are expected inside, the ties come from too few effective home units (added for countries of
    which a few regions are listed) or no ratio could be detected: cannot be told.
Literature
    Besag & Clifford (1989), doi:10.1093/biomet/76.4.633. Cameron, Gelbach & Miller (2011),
    doi:10.1198/jbes.2010.07136. Mantel & Haenszel (1959), doi:10.1093/jnci/22.4.719.
"""
