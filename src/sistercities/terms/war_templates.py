"""Words of the rows on wars and armed conflicts, by kind; fields as in `obstacle_templates`."""

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
