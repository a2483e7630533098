"""Words of the rows on whose a place is: units, their status, and claims to territory.

They are put into other languages as all rows are (`terms.obstacle_templates`, where the fields are
explained).
"""

from __future__ import annotations

from sistercities.sentences import to_say

UNIT_NAMES = (
    to_say("Crimea"), to_say("Sevastopol"), to_say("Donetsk region"), to_say("Luhansk region"),
    to_say("Zaporizhzhia region"), to_say("Kherson region"), to_say("Northern Cyprus"),
    to_say("Abkhazia"), to_say("South Ossetia"), to_say("Transnistria"),
    to_say("Israeli settlements in territory occupied since 1967"), to_say("Kashmir"),
    to_say("Jerusalem"), to_say("the southern Kuril Islands"), to_say("Somaliland"),
    to_say("Cabinda"), to_say("the North-West and South-West regions of Cameroon"),
    to_say("Pattani, Yala and Narathiwat"), to_say("the Indonesian provinces of Papua"),
    to_say("Garissa, Wajir and Mandera"),
    to_say("Ceuta and Melilla"), to_say("the land west of the Essequibo"), to_say("Sabah"),
    to_say("Arunachal Pradesh"), to_say("municipalities displaced from the north of Cyprus"),
    to_say("Khankendi (Stepanakert) and places around it"),
    to_say("Akrotiri and Dhekelia"), to_say("the British Antarctic Territory"),
    to_say("the European Union"), to_say("the United Nations"),
)  # fmt: skip
"""Units that are no plain country, as `data/decisions/obstacle_units.csv` calls them."""

ALL_BUT_VILLAGES = to_say(
    "Ukraine and the EU reject that Russia counts {unit} as its own; Russia holds over 95 % of it, "
    "as of {date}, all but villages at the front, and EU restrictions on what it holds run to "
    "{last}."
)
"""Of a region held in part of which a page says on which side of the line its towns lie."""

DISPLACED_COUNCIL = to_say(
    "The council of this municipality of the Republic of Cyprus was displaced in 1974 and went on, "
    "elected by those who had lived there; in {date} a Turkish Cypriot municipality governed the "
    "town of the name; ask which of the two signed."
)
"""Of a council without ground: there is no line on a side of which it would lie."""

CLAIMED_AREAS: dict[str, str] = {
    "sovereignty": to_say(
        "{b} claims sovereignty over {a}, which {holder} governs; ask your government first."
    ),
    "court": to_say(
        "{b} claims {a}, which {holder} governs, and the case is before the International Court of "
        "Justice; ask your government first."
    ),
    "half": to_say(
        "{b} claims about half of {a}, and the case is before the International Court of Justice; "
        "ask your government first."
    ),
    "disputed": to_say(
        "{b} claims sovereignty over {a}, whose status is disputed; ask your government first."
    ),
}
"""By what is claimed (`data/decisions/territorial_claims.csv`): of an area, a claimant and a state
that governs there."""

ASK_WHO_RECOGNISES = to_say(
    "{a} is recognised by many states but not by Serbia and others; ask whether your state "
    "recognises it."
)
"""What nobody asks whose state is known not to recognise it."""

DECLARED_INDEPENDENCE = to_say(
    "{unit} declared its independence from Somalia in {first}, which Somalia has never "
    "accepted; Israel was the first member of the United Nations to recognise it, on "
    "{date}, and whether others did since is not in our sources; ask your government "
    "first."
)
"""Of a unit that governs itself: rows on the state that it left say nothing of it."""

TERRITORY_TEMPLATES: dict[str, tuple[str, ...]] = {
    "special_status": (
        to_say(
            "Ukraine and the EU do not recognise that Russia counts {unit} as its own; Russia has "
            "held it since {date}."
        ),
        to_say(
            "Ukraine and the EU reject that Russia counts {unit} as its own; Russia holds parts of "
            "it, and EU restrictions on these run to {last}."
        ),
        ALL_BUT_VILLAGES,
        DECLARED_INDEPENDENCE,
        DISPLACED_COUNCIL,
        to_say(
            "{unit} is seen by most states as part of Georgia; Russia and four other UN members "
            "recognise it."
        ),
        to_say(
            "{unit} is recognised by no UN member and counts internationally as part of Moldova."
        ),
        to_say(
            "{unit} is recognised by Turkey alone; UN resolution 541 of 1983 calls on states to "
            "recognise no other Cypriot state than the Republic of Cyprus."
        ),
        to_say(
            "{unit} is claimed in full by India and by Pakistan, and each governs a part; ask your "
            "government first."
        ),
        ASK_WHO_RECOGNISES,
        to_say(
            "{a} has been a special administrative region of China since {date}, with external "
            "relations of its own; ask which authority must agree."
        ),
        to_say(
            "{a} is disputed between Morocco and the Polisario Front; the UN Security Council "
            "called for talks in {date}, which the two read differently."
        ),
        to_say(
            "The UN Security Council called the West Bank and Gaza in 2016 Palestinian territory "
            "occupied since 1967; ask your government first."
        ),
        to_say(
            "The UN Security Council counted East Jerusalem in 2016 as Palestinian territory "
            "occupied since 1967; the government of Israel rejected the resolution; ask your "
            "government first."
        ),
        to_say(
            "Russia governs Kunashir, Iturup, Shikotan and the Habomai islands and counts them as "
            "its own, and Japan claims them; ask your government first."
        ),
        to_say(
            "The UN Security Council held in 2016 that Israeli settlements in territory occupied "
            "since 1967 have no legal validity; the government of Israel rejected the resolution."
        ),
        to_say(
            "The government of China counts Taiwan as part of China, as its foreign ministry said "
            "in {last}, and Shanghai ended its tie with Prague in {date} over Prague's dealings "
            "with Taiwan: whoever has partners in mainland China should ask them first."
        ),
        to_say(
            "The government of China counts Taiwan as part of China and what concerns it as an "
            "internal affair, as its foreign ministry said in {date}; by a law of Taiwan its local "
            "governments may sign no agreement with the mainland without leave of its central "
            "government, as the Mainland Affairs Council said in {last}."
        ),
        to_say(
            "A tie with a city in Taiwan can cost ties with cities in mainland China: Shanghai "
            "ended its tie with Prague in {date}."
        ),
        to_say(
            "By a law of Taiwan its local governments need leave of its Mainland Affairs Council "
            "for an agreement with the mainland of China; the government of China counts Taiwan as "
            "part of China."
        ),
    ),
    "territory_claim": (
        *CLAIMED_AREAS.values(),
        to_say(
            "China and the Philippines both claim Scarborough Shoal in the South China Sea; on "
            "{date} China's coast guard used water cannons there against Philippine ships, one of "
            "which it accused of ramming."
        ),
        to_say(
            "In {date} China set up two districts for the Paracel and Spratly islands, which both "
            "China and Vietnam counted as their own."
        ),
        to_say(
            "{a} controls islets that it calls Dokdo and {b} calls Takeshima, and both count them "
            "as their own; on {date} {a} protested against a yearly day for them in Shimane."
        ),
    ),
}
"""By kind of obstacle."""
