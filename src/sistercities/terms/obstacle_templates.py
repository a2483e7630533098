"""Words of the rows on what stands in the way, by kind, so that each language has its own.

The release keeps each row's sentence in English. Where it is word for word one of these, with
states and dates filled in, it can be said in other languages (`terms.obstacle_sentences`). `{a}`,
`{b}` and `{unit}` are states or units of the row, `{groups}` are parties of a war as the row names
them; every other field is a date. What fits one row alone stands here as it is.
"""

from __future__ import annotations

from sistercities.sentences import to_say
from sistercities.terms.territory_templates import TERRITORY_TEMPLATES
from sistercities.terms.war_templates import PAST_TEMPLATES, WAR_TEMPLATES

SOURCE_OF = to_say("{sentence} (source of {date}).")
SOURCE_WITHOUT_DATE = to_say("{sentence} (source without a date).")

GROUP_NAMES = (
    to_say("Jama'at Nusrat al-Islam wal-Muslimin"), to_say("Fano groups, over Amhara,"),
    to_say("the National Unity Government and armed groups of the Palaung and the Pa-O"),
    to_say("the group Islamic State"),
    to_say("Tehrik-i-Taliban Pakistan and the group of Hafiz Gul Bahadur"),
    to_say("the Rapid Support Forces"), to_say("Al-Shabaab"), to_say("insurgents"),
)  # fmt: skip
"""Parties of wars within a state, as the rows name them."""

_TEMPLATES: dict[str, tuple[str, ...]] = {
    **WAR_TEMPLATES,
    **TERRITORY_TEMPLATES,
    "relations_severed": (
        to_say("{a} broke off diplomatic relations with {b} on {date}."),
        to_say("{a} broke off diplomatic relations with {b} in {date}."),
        to_say("{a} and {b} have had no diplomatic relations since {date}."),
        to_say(
            "{a} broke off diplomatic relations with {b} on {date}; {b} called this "
            "disproportionate."
        ),
        to_say(
            "{a} broke off diplomatic relations with {b} on {date}, and what became of them since "
            "is not in our sources; ask your government first."
        ),
        to_say(
            "{a} broke off diplomatic relations with {b} on {date}; a list of {last} does not have "
            "the two in such relations; ask your government first."
        ),
        to_say(
            "{a} broke off diplomatic relations with {b} in {date}; a list of {last} does not have "
            "the two in such relations; ask your government first."
        ),
        to_say(
            "{a} broke off diplomatic relations with {b} on {date}; a later restoration was not "
            "verified."
        ),
        to_say(
            "{a} broke off diplomatic relations with {b} on {date}; {b} rejects the accusations "
            "made."
        ),
        to_say(
            "{a} broke off diplomatic relations with {b} on {date}; consular service continues; "
            "{b} calls it excessive."
        ),
        to_say(
            "{a} broke off diplomatic relations with {b} in {date}; consular sections stayed open."
        ),
        to_say(
            "{a} broke off diplomatic relations with {b} in {date}; they were still broken in "
            "{last}."
        ),
        to_say(
            "{a} broke off diplomatic relations with {b} on {date} and closed its airspace to it; "
            "they were still broken in {last}."
        ),
        to_say(
            "{a} broke off diplomatic relations with {b} in {date} over its recognition of "
            "territories held by Russia."
        ),
        to_say("{a} broke off relations with {b} in {date}; both restored them in {last}."),
        to_say("{a} and {b} broke off relations in {date} and resumed them in {last}."),
        to_say("{a} and {b} agreed on {date} to restore relations broken since {first}."),
        to_say(
            "{a} suspended diplomatic relations with {b} on {date}; {b} criticised the decision."
        ),
        to_say(
            "{a} suspended diplomatic relations with {b} on {date}; neither keeps an embassy in "
            "the other."
        ),
        to_say(
            "{a} withdrew its diplomats from {b} in {date}; a peace accord was signed on {last}."
        ),
        to_say(
            "Sudan's government broke off relations with {b} on {date}; the Emirates deny what it "
            "accuses them of."
        ),
        to_say(
            "Ecuador expelled all Cuban diplomats on {date} and Cuba closed its embassy in Quito."
        ),
        to_say(
            "Diplomatic relations between {a} and {b} were broken in {date}, according to a "
            "Mexican newspaper."
        ),
        to_say(
            "{a} and {b} have had no diplomatic relations since {date}; Switzerland represents "
            "each in the other."
        ),
    ),
    "relations_downgraded": (
        to_say(
            "{a} advised its citizens against travel to {b} on {date}, to which {b} objected, and "
            "again on {last}; a yearly meeting of friendship associations was called off in "
            "{first}; what became of this since is not in our sources; ask your government first."
        ),
        to_say(
            "{a} announced on {date} that it closes its embassy in Dublin, and what became of "
            "this since is not in our sources; ask your government first."
        ),
        to_say(
            "{a} withdrew its ambassador from {b} by a decision published on {date}; each embassy "
            "was then headed by a chargé d'affaires; ask your government first."
        ),
        to_say(
            "{a} called its ambassador to {b} back on {date}, and on {last} {b} did the same and "
            "each closed its airspace to flights of the other; what became of this since is not "
            "in our sources; ask your government first."
        ),
        to_say(
            "{a} and {b} downgraded relations, closed the border and stopped trade in {date}, and "
            "fought each other from {first} until a ceasefire on {last}; each blames the other; "
            "the airspace of either was still closed to the other in {later}."
        ),
        to_say(
            "{a} called its ambassador to {b} back on {date} and stopped all trade with {b} on "
            "{last}, and what became of this since is not in our sources; ask your government "
            "first."
        ),
        to_say(
            "{a} announced on {date} that it withdraws its diplomats from {b}, and what became of "
            "this since is not in our sources; ask your government first."
        ),
        to_say(
            "{a} downgraded its relations with {b} to the level of a chargé d'affaires on {date}; "
            "in {later} both spoke of mending them; ask your government first."
        ),
        to_say(
            "{a} called its ambassador to {b} back on {date} and told {b} not to send its own, and "
            "what became of this since is not in our sources; ask your government first."
        ),
        to_say(
            "{a} called its ambassador to {b} back on {date}, and {b} did the same; the prime "
            "minister of {a} said that no official would visit {b}, and what became of this since "
            "is not in our sources; ask your government first."
        ),
        to_say(
            "{a} and {b} each expelled six diplomats of the other on {date}; both named new high "
            "commissioners on {last}."
        ),
        to_say("{a} closed their embassy in Tehran on {date} after Iranian strikes."),
        to_say(
            "{a} expelled Iran's ambassador in {date} and suspended its embassy in Tehran; {b} "
            "denies the accusations."
        ),
        to_say(
            "{a} and {b} downgraded relations, closed the border and stopped trade in {date}; each "
            "blames the other."
        ),
        to_say("{a} expelled Iranian diplomats in {date} after a strike on Ras Laffan."),
        to_say("{a} expelled five members of Iran's embassy staff on {date}."),
        to_say("{a} expelled Cambodia's ambassador and recalled its own in {date}."),
        to_say(
            "{a} called its ambassador to {b} back on {date}, and each expelled diplomats of the "
            "other; in {later} a minister of {a} went there to take up talks; ask your government "
            "first."
        ),
        to_say(
            "{a} expelled 45 diplomats and staff of the embassy of {b} on {date}, and in {later} "
            "said that it had begun to end agreements of the Commonwealth of Independent States; "
            "ask your government first."
        ),
        to_say(
            "{a} and {b} each said, as a page of {date} has it, that it prepares for the "
            "possibility of war; ask your government first."
        ),
        to_say(
            "{a} told three diplomats of {b} on {date} to leave within two days, and what became "
            "of this since is not in our sources; ask your government first."
        ),
    ),
    "no_relations": (
        to_say(
            "{a} and {b} have no diplomatic relations; a rule of the Indonesian foreign ministry "
            "of 2019 allows no level of government there official relations with {b}, nor to "
            "receive its delegations."
        ),
        to_say("{a} and {b} have no diplomatic relations."),
        to_say(
            "{a} and {b} have no diplomatic relations, according to lists of {first} and {last}."
        ),
        to_say("{a} and {b} have no diplomatic relations, according to older lists."),
        to_say("{a} and {b} have no diplomatic relations, according to a source of {date}."),
        to_say("{a} and {b} have no formal diplomatic relations, without hostility."),
        to_say(
            "{a} and {b} have no formal diplomatic relations; Chinese rules of 2002 require them "
            "for a sister city."
        ),
        to_say(
            "{a} and {b} had no diplomatic relations in {date}; Chinese rules of 2002 require them "
            "for a sister city."
        ),
        to_say(
            "{a} and {b} have no diplomatic relations, according to lists of {first} and {last}; a "
            "law that {a}'s parliament passed on {date} makes relations and contacts of any kind, "
            "cultural ones too, a crime (Shafaq News, 30 May 2022)."
        ),
        to_say("{a} has not recognised {b} as a state."),
        to_say("{a} does not recognise {b} as a state."),
        to_say(
            "{a} does not recognise {b} as a state; {b} has considered itself independent since "
            "{date}; the two talk under the EU."
        ),
        to_say("{a} and {b} established diplomatic relations on {date}."),
        to_say("{a} and {b} have had no relations since {date}."),
        to_say(
            "{a} and {b} had no diplomatic relations in {date}; a peace treaty was initialled in "
            "{first}, and its signature was expected in {last}."
        ),
        to_say(
            "{a} and {b} have had no diplomatic relations and a closed border since {date}; in "
            "{last} talks on normal relations went on."
        ),
        to_say(
            "{a} does not recognise the Republic of Cyprus; the Republic of Cyprus does not accept "
            "the administration in the north of the island."
        ),
        to_say(
            "{a} and {b} have no diplomatic relations and have formally been at war since {date}; "
            "talks began in {last}."
        ),
        to_say(
            "{a} and {b} have no diplomatic relations and have formally been at war since {date}; "
            "Israeli troops have been on Syrian ground since {first}, and in {last} the two "
            "agreed on a channel for talks."
        ),
        to_say(
            "{a} and {b} have no diplomatic relations; as of {date} {a} bans all trade with {b} "
            "until {last}."
        ),
        to_say(
            "North and South Korea have no diplomatic relations; each claims to be the only "
            "legitimate government of Korea."
        ),
    ),
    "sanctions": (
        to_say(
            "{a}'s regulations of {date} on {b} forbid exports, imports and financial services, "
            "with exceptions for aid, and others carry out the sanctions of the United Nations; "
            "ask your government first."
        ),
        to_say(
            "{a}'s regulations of {date} on {b} impose sanctions on finance, trade, aircraft, "
            "shipping and immigration; ask your government first."
        ),
        to_say(
            "{a}'s ordinance of {date} on {b}, as it stood on {last}, carried out the resolutions "
            "of the United Nations on trade, finance, transport and work permits; ask your "
            "government first."
        ),
        to_say("{a} listed Belarusian leaders in {date}; check names before any payment."),
        to_say("{a} has sanctions against {b} and added new ones in {date}."),
        to_say("{a} has had economic sanctions against {b} since {date}."),
        to_say("{a} has sanctions against {b} under its Special Economic Measures regulations."),
        to_say("{a} applies sanctions against {b} in line with the EU, as of {date}."),
        to_say("EU sanctions on {b} are in force until {last}, as of {date}."),
        to_say("The EU put its sanctions against {b} back in force on {date}."),
        to_say(
            "EU measures against {b} forbid most trade, finance and many services, as of {date}."
        ),
        to_say(
            "EU measures against {b} concern listed persons, firms and arms; check names before "
            "any payment."
        ),
        to_say(
            "EU economic sanctions against {b} were last seen prolonged to {last}; what holds "
            "since is not known here: check the current text before any payment or goods."
        ),
        to_say(
            "The EU lifted its economic sanctions on {b} on {date}; listings tied to the former "
            "government remain."
        ),
        to_say("{a} put sanctions against {b} back in force in autumn 2025."),
        to_say("{a} has wide sanctions against {b} and added almost 300 listings on {date}."),
        to_say("As of {date} {a} bans all trade and port calls with {b} until {last}."),
        to_say("{a} has sanctions against Russian persons, banks and exports."),
        to_say("{a} has sanctions against {b} under its Russia Sanctions Act 2022."),
        to_say("UN sanctions against {b} have applied again since {date}; {b} calls this illegal."),
        to_say("The United Nations have had sanctions against {b} in force since {date}."),
        to_say("{a} eased several sanctions on {b} in 2025 and 2026; others remain."),
        to_say("The US embargo on {b} is in force; a national emergency was declared on {date}."),
        to_say(
            "{a} keeps wide sanctions against {b}, as of {date}; in {last} relief was under "
            "discussion."
        ),
        to_say("Rules of {a} forbid nearly all dealings with {b} without a licence, as of {date}."),
        to_say("{a} has wide sanctions against {b}; check the current state."),
        to_say("{a} repealed the Caesar Act sanctions on {b} on {date}."),
    ),
    "entry_limits": (
        to_say(
            "{a} suspended the entry of nationals of {b} on {last}, by a proclamation of {date}, "
            "with exceptions, and what became of this since is not in our sources; ask your "
            "government first."
        ),
        to_say(
            "{a} suspended the entry of nationals of {b} on visas for visits, studies and "
            "exchanges on {last}, by a proclamation of {date}, with exceptions, and what became of "
            "this since is not in our sources; ask your government first."
        ),
        to_say(
            "{a} suspended the entry of holders of travel documents of the Palestinian Authority "
            "on {last}, by a proclamation of {date}, with exceptions, and what became of this "
            "since is not in our sources; ask your government first."
        ),
    ),
    "listed_unfriendly": (
        to_say(
            "The Russian government lists {b} among states it calls unfriendly (order of {date})."
        ),
        to_say(
            "The Russian government lists {b} among states and territories it calls unfriendly "
            "(order of {date})."
        ),
        to_say("The Russian government added {b} to its list of unfriendly territories in {date}."),
        to_say(
            "The Russian government added {b} to its list of unfriendly states and territories in "
            "{date}."
        ),
        to_say(
            "The Belarusian government lists {b} among states it calls unfriendly (resolution of "
            "{date})."
        ),
    ),
    "law": (
        to_say(
            "An Arkansas law of {date} bars sister cities in China; what was read does not say "
            "whether that covers Hong Kong and Macao, so ask the city's lawyers first."
        ),
        to_say(
            "A Florida law, in its text of {date}, limits what local bodies may agree with China; "
            "what was read does not say whether that covers Hong Kong and Macao, so ask the city's "
            "lawyers first."
        ),
        to_say(
            "An Indiana law of {date} bars local cooperative agreements with places in China; what "
            "was read does not say whether that covers Hong Kong and Macao, so ask the city's "
            "lawyers first."
        ),
        to_say(
            "A Texas law of {date} bars sister-city agreements with China; what was read does not "
            "say whether that covers Hong Kong and Macao, so ask the city's lawyers first."
        ),
        to_say(
            "Australian councils must notify the Foreign Minister before a sister-city arrangement "
            "and within 14 days after it; the minister may stop it."
        ),
        to_say(
            "A sister tie of a Chinese city goes through the foreign affairs office of its "
            "province and needs approval by the Chinese People's Association for Friendship with "
            "Foreign Countries, as a procedure of 2022 says."
        ),
        to_say(
            "Chinese rules of 2002 allow sister ties only with local governments of states that "
            "have diplomatic relations with China."
        ),
        to_say(
            "Georgian law of 2008 restricts entry into Abkhazia and South Ossetia and economic "
            "activity there."
        ),
        to_say(
            "Lithuanian cities ended their ties with Russian and Belarusian cities in February and "
            "March 2022."
        ),
        to_say(
            "Lithuania's government decided to end the agreement on principles of cross-border "
            "cooperation with Belarus."
        ),
        to_say(
            "Latvia's government ended the agreement on cross-border cooperation of municipalities "
            "with Belarus in 2022."
        ),
        to_say(
            "Latvian municipalities ended or suspended about 20 twinnings with Russia and Belarus "
            "in 2022; a ban by law was discussed in 2024."
        ),
        to_say(
            "Russian municipalities may conclude agreements with foreign partners only on local "
            "matters; regional governments must agree first."
        ),
        to_say(
            "Local governments in Taiwan may not sign agreements with bodies on the mainland of "
            "China without leave of the Mainland Affairs Council."
        ),
        to_say(
            "Kyiv's city council ended its ties with Moscow and five other places in Russia in "
            "2016 and with Minsk in 2022."
        ),
        to_say(
            "Ukraine's foreign ministry counted over 150 cities in more than 20 countries that "
            "ended ties with Russian cities."
        ),
        to_say(
            "Municipalities in Arkansas may not have sister cities in countries under the federal "
            "list of arms embargoes of 1 January 2025; older ones must end."
        ),
        to_say(
            "A bill of 2025 would bar Washington, D.C., from sister ties with four countries; it "
            "was not law when it was read."
        ),
        to_say(
            "Florida officers may not travel to or do business with Western Hemisphere countries "
            "lacking US diplomatic relations."
        ),
        to_say(
            "A Florida law bars local bodies from agreements with seven countries that limit their "
            "freedom or direct a programme; changes after 2024 were not checked."
        ),
        to_say(
            "An Indiana law of 2024 bars local cooperative agreements with places in six countries "
            "that it calls foreign adversaries; whether older ties end is disputed."
        ),
        to_say(
            "South Dakota restricts state and local contracts with six governments; sister ties "
            "are not named in the text read."
        ),
        to_say(
            "Bodies in Texas may not establish, keep or renew sister-city agreements with China, "
            "Iran, North Korea, Russia or countries that the state designates; the law has been in "
            "force since 1 September 2025."
        ),
        to_say(
            "Texas encourages sister-city agreements with allies of the United States and with "
            "Taiwan."
        ),
    ),
}
TEMPLATES = {kind: (*said, *PAST_TEMPLATES.get(kind, ())) for kind, said in _TEMPLATES.items()}
"""By kind of obstacle."""
