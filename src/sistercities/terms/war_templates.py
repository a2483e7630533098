"""Words of the rows on wars and armed conflicts, by kind; fields as in `obstacle_templates`.

Words of rows whose source is old, in the past; fields as in `obstacle_templates`.
"""

from __future__ import annotations

from sistercities.sentences import to_say

WAR_TEMPLATES: dict[str, tuple[str, ...]] = {
    "war": (
        to_say(
            "{a} and {b} have been at war since {date}; the newest source tells of fighting in "
            "{last}."
        ),
        to_say(
            "{a} and {b} have been in open armed conflict since {date}; a ceasefire between the "
            "United States and Iran followed; what holds after {last} is not known."
        ),
        to_say(
            "{a} and {b} have been in armed conflict since {date}; in {last} an extension of the "
            "ceasefire was announced."
        ),
        to_say(
            "Iranian missiles or drones struck {a} from {date} on, as the United States and Arab "
            "states say; ask your government first."
        ),
        to_say(
            "{a} and {b} were in armed conflict in {date}; Pakistan spoke of open war on {last}."
        ),
        to_say(
            "The Uppsala Conflict Data Program recorded armed conflict of {a} with the "
            "authorities in Sanaa (the Houthi movement) over the Red Sea in {date}; what came "
            "after was not checked."
        ),
        to_say(
            "Israel and the authorities in Sanaa (the Houthi movement) struck each other in "
            "{first} and {last}; the newest source tells of Israeli strikes on Sanaa on {date}; "
            "ask your government first."
        ),
        to_say(
            "The Uppsala Conflict Data Program recorded border fighting between {a} and {b} in "
            "{first} and {last}; it ended on {date}."
        ),
        to_say(
            "{a} and {b} fought on their border until the ceasefire of {date}; each blames the "
            "other."
        ),
        to_say(
            "US forces struck {b} on {date}; {a} and {b} agreed in {last} to restore relations."
        ),
    ),
    "belligerent_support": (
        to_say(
            "EU states hold that {a} supports the war against {b} from its territory, as in "
            "{date}; {a} denies that it takes part."
        ),
        to_say(
            "The Uppsala Conflict Data Program lists {a} as a party on the Russian side of the "
            "war against {b} in {date}."
        ),
    ),
    "war_within": (
        to_say(
            "The Uppsala Conflict Data Program recorded war of the government of {a} with armed "
            "groups in {date}; the edition that we hold ends with {date}."
        ),
        to_say(
            "The Uppsala Conflict Data Program recorded war of the government of {a} with "
            "{groups} in {date} and {last}; the edition that we hold ends with {last}."
        ),
        to_say(
            "The Uppsala Conflict Data Program recorded war of the government of {a} with "
            "{groups} in {date}; the edition that we hold ends with {date}."
        ),
        to_say(
            "The Uppsala Conflict Data Program recorded war of the government of {a} with "
            "{groups} in {date} and {last}; that government fell on {fell}, and the edition "
            "that we hold ends with {last}."
        ),
        to_say(
            "The Uppsala Conflict Data Program recorded war of Israel with Hamas and other "
            "Palestinian groups, the war in Gaza, in {date} and {last}, and with Hezbollah in "
            "{last}; the edition that we hold ends with {last}."
        ),
        to_say(
            "The Uppsala Conflict Data Program recorded war of Israel with Hamas and other "
            "Palestinian groups, the war in Gaza, in {date} and {last}; the edition that we hold "
            "ends with {last}."
        ),
        to_say(
            "The Uppsala Conflict Data Program recorded war of Israel with Hezbollah, over "
            "Southern Lebanon, in {date}; the edition that we hold ends with {date}."
        ),
        to_say(
            "The Uppsala Conflict Data Program recorded war of Israel with Hamas and other "
            "Palestinian groups, the war in Gaza, in {date} and {last}; a ceasefire came into "
            "effect on {since}, and what holds since is not in our sources."
        ),
        to_say(
            "The Uppsala Conflict Data Program recorded war of Israel with Hezbollah, over "
            "Southern Lebanon, in {date}; the two fought again from {again} on, and a ceasefire "
            "of {truce} was extended by 45 days on {longer}."
        ),
        to_say(
            "The Uppsala Conflict Data Program recorded war of Israel with Hamas and other "
            "Palestinian groups, the war in Gaza, in {date} and {last}, and with Hezbollah in "
            "{last}; a ceasefire in Gaza came into effect on {since}, fighting with Hezbollah "
            "began again on {again}, and a ceasefire with Lebanon of {truce} was extended by 45 "
            "days on {longer}."
        ),
    ),
    "conflict_within": (
        to_say(
            "Two governments that did not recognise each other governed Libya in {date}, one in "
            "Tripoli and one in Benghazi; what holds since is not in our sources; ask first which "
            "of them a city answers to."
        ),
        to_say(
            "The Uppsala Conflict Data Program recorded fighting of the government of {a} with "
            "armed groups in {date}, below the level of war; the PKK announced on {last} that it "
            "dissolves and ends its armed struggle."
        ),
        to_say(
            "The Uppsala Conflict Data Program recorded fighting with armed groups over {unit} in "
            "{date}, below the level of war; the edition that we hold ends with {date}."
        ),
        to_say(
            "The Uppsala Conflict Data Program recorded fighting of the government of {a} with "
            "armed groups in {date}, below the level of war; the movement M23 took Goma on "
            "{first} and Bukavu on {last}, and held both in {later}."
        ),
        to_say(
            "The Uppsala Conflict Data Program recorded fighting of the government of {a} with "
            "armed groups in {date}, below the level of war; from {first} on {groups} blocked "
            "fuel for Bamako, and on {last} armed groups attacked Bamako and other cities."
        ),
        to_say(
            "The army of {a} and the opposition SPLA-IO fought in Jonglei in {date}, and the "
            "opposition called on its forces to march on Juba; the newest source tells of "
            "fighting in {last}."
        ),
        to_say(
            "The Uppsala Conflict Data Program recorded fighting of the government of {a} with "
            "armed groups in {date}, below the level of war; the edition that we hold ends with "
            "{date}."
        ),
        to_say(
            "The Uppsala Conflict Data Program recorded fighting of the authorities in Kabul with "
            "armed groups in {date}, below the level of war; the edition that we hold ends with "
            "{date}."
        ),
        to_say(
            "The Uppsala Conflict Data Program recorded fighting of the authorities in Sanaa (the "
            "Houthi movement) with forces of the Presidential Leadership Council in {date}, below "
            "the level of war; the edition that we hold ends with {date}."
        ),
    ),
}


PAST_TEMPLATES: dict[str, tuple[str, ...]] = {
    "relations_severed": (
        to_say(
            "{a} and {b} had no diplomatic relations in {date}, and had had none since {first}; "
            "what holds since is not in our sources."
        ),
        to_say(
            "{a} and {b} had no diplomatic relations in {date}, and had had none since {first}; "
            "Switzerland represented each in the other; what holds since is not in our sources."
        ),
        to_say(
            "{a} broke off diplomatic relations with {b} on {date}; what holds since is not in our "
            "sources."
        ),
        to_say(
            "{a} suspended diplomatic relations with {b} on {date}; {b} criticised the decision; "
            "what holds since is not in our sources."
        ),
        to_say(
            "Georgia and Russia have had no diplomatic relations since Georgia broke them off in "
            "2008; Georgia's prime minister said in February 2026 that there had been no talks to "
            "restore them."
        ),
        to_say(
            "The United States and Iran broke off diplomatic relations in April 1980; in March "
            "2026 Switzerland represented the United States in Iran."
        ),
    ),
    "relations_downgraded": (
        to_say(
            "South Africa withdrew its diplomats from Israel in November 2023 and brought a case "
            "against Israel before the International Court of Justice on 29 December 2023, which "
            "Israel called baseless; on 30 January 2026 each expelled the senior diplomat of the "
            "other; ask your government first."
        ),
    ),
    "territory_claim": (
        to_say(
            "In {date} {b} claimed sovereignty over {a}, which {holder} governed; what holds since "
            "is not in our sources; ask your government first."
        ),
        to_say(
            "In {date} {b} claimed {a}, which {holder} governed, before the International Court of "
            "Justice; what holds since is not in our sources; ask your government first."
        ),
        to_say(
            "In {date} {b} claimed about half of {a} before the International Court of Justice; "
            "what holds since is not in our sources; ask your government first."
        ),
        to_say(
            "In {date} {b} claimed sovereignty over {a}, whose status was disputed; what holds "
            "since is not in our sources; ask your government first."
        ),
    ),
    "no_relations": (
        to_say(
            "Turkey did not recognise the Republic of Cyprus in January 2026; the president of the "
            "Republic of Cyprus spoke then of a country under occupation, which Turkey rejected."
        ),
        to_say(
            "{a} and {b} had no diplomatic relations in {date}; what holds since is not in our "
            "sources."
        ),
        to_say(
            "{a} and {b} had no formal diplomatic relations in {date}, without hostility; what "
            "holds since is not in our sources."
        ),
        to_say(
            "{a} and {b} had no formal diplomatic relations in {date}, which Chinese rules of 2002 "
            "required for a sister city; what holds since is not in our sources."
        ),
        to_say(
            "{a} did not recognise {b} as a state in {date}; what holds since is not in our "
            "sources."
        ),
        to_say(
            "{a} did not recognise the Republic of Cyprus in {date}, and the Republic of Cyprus "
            "did not accept the administration in the north of the island; what holds since is not "
            "in our sources."
        ),
        to_say(
            "North and South Korea had no diplomatic relations in 2016; the North's leader said on "
            "15 January 2024 that unification was no longer possible, its state media said in "
            "October 2024 that its constitution called the South a hostile state, and a text of it "
            "seen in May 2026 no longer spoke of unification."
        ),
    ),
    "sanctions": (
        to_say(
            "Rules of {a} forbade nearly all dealings with {b} without a licence in {date}; what "
            "holds since is not in our sources."
        ),
    ),
    "listed_unfriendly": (
        to_say(
            "The Russian government listed {b} among states it called unfriendly (order of "
            "{date}); what holds since is not in our sources."
        ),
        to_say(
            "The Russian government listed {b} among states and territories it called unfriendly "
            "(order of {date}); what holds since is not in our sources."
        ),
        to_say(
            "The Belarusian government listed {b} among states it called unfriendly (resolution of "
            "{date}); what holds since is not in our sources."
        ),
    ),
    "special_status": (
        to_say(
            "An Armenian administration governed Khankendi (Stepanakert) and places around it "
            "until Azerbaijan took control of them in September 2023, and decreed its own end by 1 "
            "January 2024; what became of agreements that it made is not in our sources; ask your "
            "government first."
        ),
        to_say(
            "{unit} was recognised by no UN member in {date}, and counted internationally as part "
            "of Moldova; what holds since is not in our sources."
        ),
        to_say(
            "{unit} was recognised by Turkey alone in {date}; UN resolution 541 of 1983 called on "
            "states to recognise no other Cypriot state than the Republic of Cyprus."
        ),
        to_say(
            "{a} became a special administrative region of China in {first}, and had external "
            "relations of its own in {date}; ask which authority must agree."
        ),
        to_say(
            "By a law of Taiwan, as read in {date}, its local governments needed leave of its "
            "Mainland Affairs Council for an agreement with the mainland of China; the government "
            "of China counted Taiwan as part of China."
        ),
        to_say(
            "Shanghai ended its tie with Prague in January 2020 over Prague's dealings with "
            "Taiwan; ask your partners in mainland China first."
        ),
    ),
    "law": (
        to_say(
            "Australian councils had to notify the Foreign Minister before a sister-city "
            "arrangement and within 14 days after it, and the minister could stop it, says a "
            "source of June 2021; what holds since is not in our sources."
        ),
        to_say(
            "Chinese rules of 2002 allowed sister ties only with local governments of states that "
            "had diplomatic relations with China; what holds since is not in our sources."
        ),
        to_say(
            "A sister tie of a Chinese city went through the foreign affairs office of its "
            "province and needed approval by the Chinese People's Association for Friendship with "
            "Foreign Countries, as a procedure of 2022 says; what holds since is not in our "
            "sources."
        ),
        to_say(
            "Local governments in Taiwan needed leave of the Mainland Affairs Council to sign "
            "agreements with bodies on the mainland of China, says a source of 2019; what holds "
            "since is not in our sources."
        ),
        to_say(
            "South Dakota restricted state and local contracts with six governments in March 2023; "
            "the text read did not name sister ties; what holds since is not in our sources."
        ),
        to_say(
            "Russian municipalities could conclude agreements with foreign partners only on local "
            "matters, and regional governments had to agree first, says a source of November 2023; "
            "what holds since is not in our sources."
        ),
    ),
}
