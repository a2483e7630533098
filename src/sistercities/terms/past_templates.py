"""Words of rows whose source is old, in the past; fields as in `obstacle_templates`."""

from __future__ import annotations

from sistercities.sentences import to_say

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
    ),
    "relations_downgraded": (
        to_say(
            "South Africa withdrew its diplomats from Israel in November 2023 and brought a case "
            "against Israel before the International Court of Justice on 29 December 2023, which "
            "Israel called baseless; on 30 January 2026 each expelled the senior diplomat of the "
            "other; ask your government first."
        ),
    ),
    "no_relations": (
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
    ),
}
