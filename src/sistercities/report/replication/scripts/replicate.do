* Compute the headline numbers of the report again, from the tables beside this file.
*
* Not run by us, for want of Stata: what it prints may be wrong, or it may stop.
*
*   cd to this folder, then: do replicate.do
*
* Needs Stata 16 or newer, and ppmlhdfe with reghdfe and ftools:
*   ssc install ftools
*   ssc install reghdfe
*   ssc install ppmlhdfe
* Each block runs where its table is there. Compare with numbers.csv.

version 16
clear all
set more off

* City ties inside the ties of their regions ------------------------------------------------------
capture confirm file "city_ties.csv"
if !_rc {
    tempfile sisters countries cities cells pairs
    import delimited "region_ties.csv", varnames(1) stringcols(_all) clear
    local n_upper = _N
    preserve
    keep home_region foreign_region
    save `sisters'
    restore
    keep home_region foreign_country
    duplicates drop
    generate byte with_country = 1
    save `countries'

    import delimited "city_ties.csv", varnames(1) stringcols(_all) clear
    unab tiers : foreign_region_*
    foreach tier of local tiers {
        replace `tier' = "none" if `tier' == ""
    }
    egen group = group(foreign_country `tiers')
    merge m:1 home_region foreign_country using `countries', keep(master match) nogenerate
    replace with_country = 0 if missing(with_country)
    quietly summarize with_country
    display "share_no_upper " %12.8f 1 - r(mean)
    save `cities'

    * Pairs of a home region and a group of foreign places that share country and regions.
    preserve
    keep foreign_country `tiers' group
    duplicates drop
    tempfile groups
    save `groups'
    restore
    preserve
    contract home_region group, freq(ties)
    tempfile counts
    save `counts'
    restore
    keep home_region
    duplicates drop
    cross using `groups'
    generate byte upper = 0
    foreach tier of local tiers {
        rename `tier' foreign_region
        merge m:1 home_region foreign_region using `sisters', keep(master match)
        replace upper = 1 if _merge == 3
        drop _merge
        rename foreign_region `tier'
    }
    merge 1:1 home_region group using `counts', keep(master match) nogenerate
    replace ties = 0 if missing(ties)
    bysort home_region foreign_country: egen of_country = total(ties)
    save `cells'

    quietly summarize upper [fweight = ties]
    display "share_inside   " %12.8f r(mean)
    local inside = r(sum)

    * Expected inside when the ties of each country are dealt out anew.
    bysort foreign_country group: egen of_group = total(ties)
    bysort home_region foreign_country: egen ends = total(of_group)
    generate expected = of_country * upper * of_group / ends
    quietly summarize expected
    display "expected_inside        " %12.6f r(sum)
    display "observed_over_expected " %12.6f `inside' / r(sum)

    * Mantel-Haenszel odds ratio over groups.
    generate a = upper * ties
    generate b = upper * (of_country - ties)
    generate c = (1 - upper) * ties
    generate d = (1 - upper) * (of_country - ties)
    collapse (sum) a b c d, by(group)
    generate above = a * d / (a + b + c + d)
    generate below = b * c / (a + b + c + d)
    collapse (sum) above below
    display "odds_ratio     " %12.8f above[1] / below[1]

    * Rate ratio inside countries.
    use `cells', clear
    egen both = group(home_region foreign_country)
    ppmlhdfe ties upper, absorb(both group) tolerance(1e-10)
    display "rate_ratio     " %12.8f exp(_b[upper])

    * Rate ratio to the country.
    use `cities', clear
    contract home_region foreign_country, zero freq(ties)
    merge 1:1 home_region foreign_country using `countries', keep(master match) nogenerate
    replace with_country = 0 if missing(with_country)
    egen region = group(home_region)
    egen country = group(foreign_country)
    ppmlhdfe ties with_country, absorb(region country) tolerance(1e-10)
    display "country_rate_ratio " %12.8f exp(_b[with_country])

    * Share of the ties of regions that have a city tie inside.
    use `cities', clear
    keep home_region `tiers'
    generate long row = _n
    reshape long foreign_region_, i(row) j(tier)
    rename foreign_region_ foreign_region
    keep home_region foreign_region
    duplicates drop
    merge 1:1 home_region foreign_region using `sisters', keep(match) nogenerate
    display "upper_served   " %12.8f _N / `n_upper'
}

* Rank correlations ------------------------------------------------------------------------------
capture confirm file "city_links.csv"
if !_rc {
    import delimited "city_links.csv", varnames(1) clear
    spearman ties destinations
    display "flights        " %12.8f r(rho)
    spearman ties exports
    display "exports        " %12.8f r(rho)
    import delimited "region_visitors.csv", varnames(1) clear
    spearman ties visitors
    display "visitors       " %12.8f r(rho)
}

* Countries and periods ---------------------------------------------------------------------------
capture confirm file "country_periods.csv"
if !_rc {
    import delimited "country_periods.csv", varnames(1) stringcols(1 2) clear
    summarize un_range, detail
    local step = r(p75) - r(p50)
    egen when = group(period)
    ppmlhdfe city is_hostile un_range log_trade log_distance log_population log_income, ///
        absorb(when) tolerance(1e-10)
    display "rivals         " %12.8f exp(_b[is_hostile])
    display "far            " %12.8f exp(_b[un_range] * `step')
}

* Facts of all pairs of countries -----------------------------------------------------------------
capture confirm file "country_pairs.csv"
if !_rc {
    import delimited "country_pairs.csv", varnames(1) stringcols(1 2) clear
    generate near = -ln(distance) / ln(2)
    generate log_trade = ln(1 + trade) / ln(2)
    generate byte no_migrants = missing(migrants)
    replace migrants = 0 if no_migrants
    generate log_migrants = ln(1 + migrants) / ln(2)
    generate log_flights = ln(1 + routes) / ln(2)
    local facts near border log_trade language log_migrants no_migrants colony log_flights rivals ///
        un_distance
    foreach fact of local facts {
        drop if missing(`fact')
    }
    * A country has one effect, on whichever side it stands: each pair once in either order.
    expand 2, generate(turned)
    generate first = cond(turned, b, a)
    generate second = cond(turned, a, b)
    egen from = group(first)
    egen to = group(second)
    ppmlhdfe ties `facts', absorb(from to) tolerance(1e-10)
    foreach fact of local facts {
        display "`fact' " %12.8f exp(_b[`fact'])
    }
}

* Mean over countries -----------------------------------------------------------------------------
capture confirm file "country_ratios.csv"
if !_rc {
    import delimited "country_ratios.csv", varnames(1) clear
    keep if enters == "true"
    generate log_ratio = ln(ratio)
    generate error = ln(high / low) / (2 * invnormal(0.975))
    meta set log_ratio error, random(reml)
    meta summarize, se(khartung) predinterval eform
}
