"""Do cities follow their regions in every country? Claims C1 and C3, country by country.

Question
    The study of nesting asks it of one country. What is found in each country whose regions' lists
    are known, what is found in countries on the whole, and is one of them unlike the others?
Outcome
    City ties inside pairs of sister regions, in each country with whole lists of its regions.
Estimands
    Observed over expected under the main null model of each country; the mean of its logarithm over
    countries, how much countries differ, and where one more country would lie.
Estimator
    Random effects: the spread of countries by restricted likelihood, the interval of the mean by
    Hartung and Knapp, the interval of one more country by t.
Assumptions
    Countries with whole lists are no random draw of countries. What one region's list tells is told
    of that region and not of its country.
Verdict rule (`part_rules.PART_RULES`)
    The mean, and each country by itself.
Literature
    Viechtbauer (2005), doi:10.3102/10769986030003261. IntHout, Ioannidis & Borm (2014),
    doi:10.1186/1471-2288-14-25. Higgins, Thompson & Spiegelhalter (2009),
    doi:10.1111/j.1467-985X.2008.00552.x.
"""
