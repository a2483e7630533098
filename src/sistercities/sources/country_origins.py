"""Sources of the facts on countries and pairs of countries.

The source of what stands in the way of a tie.
"""

from __future__ import annotations

from sistercities.sources.source_record import Source

COUNTRY_FOLDERS: dict[str, str] = {
    "cepii-geodist": "country-pairs-cepii",
    "un-ideal-points-2025": "un-votes-ideal-points",
    "cow-trade-4.0": "trade-cow",
    "cow-states-2016": "rivalry-alliance-cow",
    "rivalries-td-2012": "rivalry-alliance-cow",
    "rivalries-tss": "rivalry-alliance-cow",
    "gml-disputes-2.2.1": "rivalry-alliance-cow",
    "atop-alliances": "rivalry-alliance-cow",
    "un-migrants-2019": "migrants-un-2019",
}
"""Folder of the snapshots of each."""

COUNTRY_PARTS: dict[str, tuple[str, str]] = {
    "world-bank-gdp": (
        "country-pairs-spoken-language",
        "GDP from World Bank, CC BY 4.0: facts",
    ),
}
"""Sources of which one part of the folder may be shipped: the folder, and the words that say so."""

COUNTRY_SOURCES: tuple[Source, ...] = (
    Source(
        "cepii-geodist",
        "GeoDist: distances and common traits of countries",
        "CEPII (Mayer and Zignago)",
        "working paper 2011-25; shows the countries of about 2005",
        2005,
        False,
        "facts",
        "Mayer, T. and Zignago, S. (2011), Notes on CEPII's distances measures: the GeoDist "
        "database, CEPII working paper 2011-25",
        "distances, contiguity, languages and colonial ties of 224 countries and territories",
        "no Montenegro, South Sudan, Kosovo, Liechtenstein or Monaco; Serbia with Montenegro, "
        "Sudan with South Sudan, so facts on their territory are left out; points of Samoa, New "
        "Zealand and Guinea are wrong",
    ),
    Source(
        "un-ideal-points-2025",
        "Ideal points of states in the UN General Assembly",
        "Bailey, Strezhnev and Voeten",
        "file of 2025",
        2025,
        False,
        "facts",
        "Bailey, M. A., Strezhnev, A. and Voeten, E. (2017), Estimating Dynamic State Preferences "
        "from United Nations Voting Data, Journal of Conflict Resolution 61(2)",
        "ideal points by year, 1946 to 2024, of the members of the United Nations",
        "no session of 1964; no point from all votes in 2024; no non-members, none of Taiwan "
        "after 1971",
    ),
    Source(
        "cow-trade-4.0",
        "Trade of pairs of states, version 4.0",
        "Correlates of War (Barbieri, Keshk and Pollins)",
        "4.0, 1970 to 2014",
        2014,
        False,
        "facts",
        "Barbieri, K., Keshk, O. M. G. and Pollins, B. (2009), Trading Data, Conflict Management "
        "and Peace Science 26(5); Correlates of War Trade 4.0",
        "imports in each direction in million current USD, 1970 to 2014",
        "whole millions; Germany only from 1990, Serbia only 1992, Cape Verde next to nothing, no "
        "Timor-Leste; China as large as with Hong Kong and Macao; no territories",
    ),
    Source(
        "cow-states-2016",
        "State system membership, version 2016",
        "Correlates of War, as packaged in peacesciencer",
        "2016",
        2016,
        False,
        "facts",
        "Correlates of War Project, State System Membership List, v2016; by way of peacesciencer",
        "the states and the years in which each was one, 1816 to 2016",
        "no territories; states of 2016 are taken as states to 2020",
    ),
    Source(
        "rivalries-td-2012",
        "Handbook of International Rivalries",
        "Thompson and Dreyer, as packaged in peacesciencer",
        "1494 to 2010",
        2010,
        False,
        "facts",
        "Thompson, W. R. and Dreyer, D. R. (2012), Handbook of International Rivalries, CQ Press; "
        "by way of peacesciencer",
        "strategic rivalries by span of years",
        "nothing after 2010; only 1946 and later is kept",
    ),
    Source(
        "rivalries-tss",
        "Strategic rivalries 1494 to 2020",
        "Thompson, Sakuwa and Suhas, as packaged in peacesciencer",
        "1494 to 2020",
        2020,
        False,
        "facts",
        "Thompson, W. R., Sakuwa, K. and Suhas, P. H. (2021), Analyzing Strategic Rivalries in "
        "World Politics, Springer; by way of peacesciencer",
        "strategic rivalries by span of years",
        "only 1946 and later is kept",
    ),
    Source(
        "gml-disputes-2.2.1",
        "Militarised disputes of pairs of states, version 2.2.1",
        "Gibler, Miller and Little, as packaged in peacesciencer",
        "2.2.1, 1970 to 2010",
        2010,
        False,
        "facts",
        "Gibler, D. M., Miller, S. V. and Little, E. K. (2016), An Analysis of the Militarized "
        "Interstate Dispute (MID) Dataset, International Studies Quarterly 60(4)",
        "disputes by pair and year with their highest level",
        "nothing before 1970 or after 2010",
    ),
    Source(
        "atop-alliances",
        "Alliance Treaty Obligations and Provisions",
        "Leeds, Ritter, Mitchell and Long, as packaged in peacesciencer",
        "1970 to 2018",
        2018,
        False,
        "facts",
        "Leeds, B. A., Ritter, J. M., Mitchell, S. McL. and Long, A. G. (2002), Alliance Treaty "
        "Obligations and Provisions, International Interactions 28(3)",
        "obligations of states to one another by year",
        "nothing before 1970 or after 2018",
    ),
    Source(
        "un-migrants-2019",
        "International migrant stock, revision of 2019",
        "United Nations, Department of Economic and Social Affairs",
        "revision of 2019",
        2019,
        False,
        "CC-BY-3.0-IGO",
        "United Nations, Department of Economic and Social Affairs, Population Division (2019), "
        "International Migrant Stock 2019, CC BY 3.0 IGO",
        "persons by origin and destination, 1990 to 2019 in seven waves",
        "a blank does not say whether there is nobody or nothing is known; no Kosovo or Taiwan; "
        "the Channel Islands as one",
    ),
    Source(
        "world-bank-gdp",
        "World Development Indicators: GDP and GDP per head, current USD",
        "World Bank",
        "1960 to 2023",
        2023,
        False,
        "CC-BY-4.0",
        "World Bank, World Development Indicators, CC BY 4.0",
        "GDP by country and year; population as GDP over GDP per head",
        "no North Korea, Taiwan or Kosovo; population only where GDP is known",
    ),
)


OBSTACLE_SOURCE = "country-pairs-2026"
CONFLICT_SOURCE = "ucdp-prio-25.1"
OBSTACLE_FOLDERS: dict[str, str] = {
    OBSTACLE_SOURCE: "country-pairs-2026",
    CONFLICT_SOURCE: "conflict-ucdp-2024",
}
"""Folder of the snapshots of each."""

OBSTACLE_SOURCES: tuple[Source, ...] = (
    Source(
        OBSTACLE_SOURCE,
        "Pairs of states at war, without relations, under sanctions, of special status; laws that "
        "bind cities",
        "compiled from UCDP/PRIO and from news and government pages, the page of each row",
        "pairs and laws read until June 2026",
        2026,
        True,
        "facts",
        "UCDP/PRIO Armed Conflict Dataset 25.1 (Davies, Pettersson, Sollenberg and Oberg 2025; "
        "Gleditsch et al. 2002, Journal of Peace Research 39(5)), CC BY 4.0; news and government "
        "pages, the address of each row beside it",
        "wars, broken and missing diplomatic relations, sanctions, lists of unfriendly states, "
        "units of special status, and laws on sister ties",
        "nothing later than June 2026; no list is whole: lists of states that do not recognise "
        "Israel or Kosovo are of 2023 and 2024, many sanctions and laws of other US states were "
        "not read; what was not verified is left out",
    ),
    Source(
        CONFLICT_SOURCE,
        "Armed conflicts by year, version 25.1",
        "Uppsala Conflict Data Program and Peace Research Institute Oslo",
        "25.1, 1946 to 2024",
        2024,
        False,
        "facts",
        "Davies, S., Pettersson, T., Sollenberg, M. and Oberg, M. (2025), and Gleditsch, N. P. et "
        "al. (2002), Armed Conflict 1946-2001, Journal of Peace Research 39(5); UCDP/PRIO Armed "
        "Conflict Dataset 25.1, CC BY 4.0",
        "conflicts of a state with armed groups in 2024, with its level: war from 1,000 deaths in "
        "battle a year, below that from 25",
        "nothing later than 2024; only fighting in which a state takes part: none of groups among "
        "themselves, and no violence against people who do not fight; says in which state, not in "
        "which of its cities",
    ),
)
