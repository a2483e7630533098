"""Every word of the brief in one place, so that another language is another set of words.

Braces hold what is filled in. A count has two forms, for one and for more; a language without them
gives the same twice. Sentences of reasons and criteria come from `partners` as they are.
"""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.terms.doubts import Doubt

Counted = tuple[str, str]
"""A phrase for one and for more; `{n}` is the number."""


def counted(phrase: Counted, n: int, **fields: str) -> str:
    """Fill a phrase with a number."""
    return phrase[n != 1].format(n=f"{n:,}", **fields)


@dataclass(frozen=True, slots=True)
class BriefWords:
    """The words of one language; `language` is its code."""

    language: str = "en"
    kicker: str = "Brief for the council: partnerships"
    kicker_partner: str = "Brief for the council: a request for a partnership"
    population: str = "{n} people ({year})"
    population_undated: str = "{n} people (undated)"
    population_agglomeration: str = "{n} people in its urban area ({year})"
    population_of_parts: str = "its former municipalities together: about {n} people"
    population_unknown: str = "population not known"
    with_partner: str = "{place} and {partner}"

    # One sentence for the mayor.
    answer: Counted = (
        "{place} has {n} known partner{where}{compared}.",
        "{place} has {n} known partners{where}{compared}.",
    )
    opening_for: str = "What speaks for it: {reasons}"
    opening_none_for: str = "We know of little that speaks for it."
    opening_against: str = "What speaks against it: {reasons}"
    answer_none: str = "We know of no partner of {place}."
    answer_none_stands: str = "We know of no partnership of {place} that stands today."
    in_countries: Counted = (" in {n} country", " in {n} countries")
    by_partnerships: str = " by {n} partnerships"
    more_than_expected: str = ", more than places like it usually have"
    fewer_than_expected: str = ", fewer than places like it usually have"
    as_expected: str = ", about as many as places like it usually have"

    # The map.
    map_title: str = "Where the partners of {place} are"
    map_described: Counted = (
        "World map with {place} and {n} partner.",
        "World map with {place} and {n} partners.",
    )
    map_tie: str = "Blue lines: active, listed, or only on an old list."
    map_former: str = "Grey dashes: no longer listed, suspended, ended or not signed."
    map_asked: str = "Vermilion dashes: {partner}."
    map_suggested: str = "Numbered diamonds: whom to approach."
    map_missing: Counted = (
        "{n} partner without known coordinates is not drawn.",
        "{n} partners without known coordinates are not drawn.",
    )
    map_suggestions_missing: Counted = (
        "{n} place to approach without known coordinates is not drawn.",
        "{n} places to approach without known coordinates are not drawn.",
    )
    map_asked_missing: str = "{partner} is not drawn: its coordinates are not known."
    map_none: str = "No map: the coordinates of {place} are not known."

    # The table of ties.
    ties_heading: str = "The partnerships"
    ties_order: str = "By the year they began; those without a known year last."
    ties_chosen: str = (
        "Shown are those on today's lists first, then those that most sources name; then by year."
    )
    ties_more: Counted = (
        "And {n} more in the table (XLSX).",
        "And {n} more in the table (XLSX).",
    )
    ties_all: Counted = ("The one partnership", "All {n} partnerships")
    ties_none: str = (
        "No source that we know of lists a partner of this place. That does not mean that there "
        "is none."
    )
    partner: str = "Partner"
    country: str = "Country"
    since: str = "Began"
    standing: str = "Standing"
    how_sure: str = "How sure"
    sources_column: str = "Sources"
    year_unknown: str = "not known"
    named_until: str = "{name} (until {year})"
    named_of: str = "{name} (of {town})"
    suspect_note: str = "A year with a question mark is suspect."
    agreeing: Counted = ("one source", "{n} sources")
    less_sure: str = "{share} % sure of the two places"
    doubts: tuple[tuple[str, str], ...] = (
        ("namesake", "which place of the name is not stated"),
        ("spelling", "a source spells the name in another way"),
        ("knowledge", "place chosen from general knowledge"),
        ("readers", "place chosen by two readers, each alone"),
        ("reading", "a name as one person read it"),
    )

    # The benchmark.
    benchmark_heading: str = "Beside places like it"
    benchmark_peers: str = "Most comparable: {peers}."
    benchmark_peer: str = "{name} ({n})"
    benchmark_peer_none: str = "{name} (none known)"
    benchmark_actual: str = "known {n}"
    benchmark_expected: str = "expected {n} ({low} to {high})"
    benchmark_expected_none: str = "expected {n} (most have none)"
    benchmark_missing: str = "No comparison: {reason}"
    benchmark_described: str = (
        "Actual number of partnerships beside the expected one with its interval."
    )

    # Suggestions.
    suggestions_heading: str = "Whom to approach"
    suggestions_heading_for: str = "Whom to approach for {purpose}"
    suggestions_how: str = (
        "Behind each place stands how many pairs of places like these two are partners. The lists "
        "show which partnerships would be typical; they cannot say who would agree."
    )
    suggestions_cut: Counted = (
        "Two pages have no room for all {total}: {n} more is in the workbook (XLSX).",
        "Two pages have no room for all {total}: {n} more are in the workbook (XLSX).",
    )
    lists_without: str = "No place that was compared fits these lists: {lists}."
    suggestions_less_sure: Counted = (
        "Fewer reasons speak for {n} other place, which is not proposed here.",
        "Fewer reasons speak for {n} other places, which are not proposed here.",
    )
    suggestions_none: str = "No suggestions: {reason}"
    place_line: str = "{country}; {population}; {ties}"
    ties_none_held: str = "no partner known"
    ties_held: Counted = ("{n} partner", "{n} partners")
    warning: str = "To know before:"
    noted: str = "To note: {note}"
    untold: Counted = (
        "{n} more thing to know stands in the workbook (XLSX) or the scorecard.",
        "{n} more things to know stand in the workbook (XLSX) or the scorecard.",
    )

    # Scorecard.
    scorecard_heading: str = "The scorecard of {partner}"
    scorecard_for: str = "What speaks for it"
    scorecard_against: str = "What speaks against it"
    scorecard_nothing: str = "Nothing that we know adds much."
    ranked: str = "By its score it ranks {rank} of {n} places."
    ranked_at_home: str = "By its score it ranks {rank} of {n} places in {country}."
    scorecard_none: str = "No scorecard: {reason}"
    finding: str = "What is known"
    speaks: str = "Speaks"
    speaks_for: str = "for"
    speaks_against: str = "against"
    speaks_neither: str = "neither way"
    beside_partners: str = "Beside partners"
    beside_all: str = "Beside all"
    percentile: str = "{n} %"
    percentile_note: str = (
        "Beside partners, beside all: the share of the present partners, and of all {n} places "
        "compared, for which the criterion speaks less."
    )
    criteria_more: Counted = (
        "{n} more criterion stands in the table (XLSX).",
        "{n} more criteria stand in the table (XLSX).",
    )
    obstacles_heading: str = "What stands in the way"
    noted_heading: str = "To note"
    obstacles_more: Counted = (
        "And {n} more in the table (XLSX).",
        "And {n} more in the table (XLSX).",
    )
    comparable_heading: str = "Partnerships of others nearest to it in size, distance and the rest"
    comparable_pair: str = "{home} and {partner}{since}"
    comparable_since: str = " (since {year})"

    # What calls for care with partners.
    care_wars: str = "War or armed conflict. {told}"
    care_sanctions: str = "Sanctions. {told}"
    care_others: str = "Relations and status of states. {told}"
    care_told: str = "{partners}: {reason}"
    care_recorded: str = (
        "Recorded by the Uppsala Conflict Data Program, of which the edition that we hold ends "
        "with {year}: {told}."
    )
    care_untold: Counted = (
        "Also {partners}: the table (XLSX) says what calls for care.",
        "Also {partners}: for these {n} the table (XLSX) says what calls for care.",
    )

    # What is not known.
    unknown_heading: str = "What to note, and what we do not know"
    unknown_activity: str = (
        "What is done under a partnership, such as visits, projects or money, is in no source "
        "that we know of."
    )
    unknown_years: Counted = (
        "{n} of {all} partnerships has no known year{suspect}.",
        "{n} of {all} partnerships have no known year{suspect}.",
    )
    unknown_all_years: Counted = (
        "The one partnership has no known year.",
        "None of the {n} partnerships has a known year.",
    )
    unknown_suspect: Counted = (", {n} has a suspect one", ", {n} have a suspect one")
    only_suspect: Counted = (
        "{n} partnership has a suspect year.",
        "{n} partnerships have a suspect year.",
    )
    unknown_status: Counted = (
        "{n} partnership is named by a list that does not say whether it is active.",
        "{n} partnerships are named by lists that do not say whether they are active.",
    )
    unknown_single: Counted = (
        "{n} partnership rests on one source alone.",
        "{n} partnerships rest on one source alone.",
    )
    unknown_old: Counted = (
        "{n} partnership is confirmed only by a list of {years}: {names}. Ask before you rely on "
        "it.",
        "{n} partnerships are confirmed only by lists of {years}: {names}. Ask before you rely on "
        "them.",
    )
    unknown_outlived: Counted = (
        "In {n} partnership one side had ended before the list that names it: {names}. Ask who "
        "carries it on.",
        "In {n} partnerships one side had ended before the list that names them: {names}. Ask who "
        "carries them on.",
    )
    unknown_missed: Counted = (
        "{n} partnership is on an older list and no longer on a newer one: {names}. "
        "Ask whether it still stands.",
        "{n} partnerships are on older lists and no longer on newer ones: {names}. "
        "Ask whether they still stand.",
    )
    unknown_missed_care: Counted = (
        "{n} partnership is on an older list and no longer on a newer one: {names}. "
        "Before you ask whether it still stands: {reason}",
        "{n} partnerships are on older lists and no longer on newer ones: {names}. "
        "Before you ask whether they still stand: {reason}",
    )
    unknown_missed_many: str = (
        "{n} partnerships are on older lists and no longer on newer ones: {names}. Sanctions, a "
        "conflict or strained relations of the two states touch each of them: look up which in the "
        "table (XLSX) before you ask whether it still stands."
    )
    unknown_missed_barred: Counted = (
        "{n} partnership is on an older list and no longer on a newer one: {names}. "
        "A war, a law or broken relations bar such a partnership today.",
        "{n} partnerships are on older lists and no longer on newer ones: {names}. "
        "A war, a law or broken relations bar such partnerships today.",
    )
    unknown_levels: Counted = (
        "{n} partnership may stand here twice: {names}. Ask which of the two signed.",
        "{n} partnerships may stand here twice: {names}. Ask which of the two signed.",
    )
    same_as: str = "{partner} (perhaps the same as that of {other})"
    unknown_none_listed: str = (
        "That no source lists a partner of {place} does not mean that there is none."
    )
    unknown_lists: str = "{lists} A partnership that none of them names is missing here."
    unknown_population: str = "The population of {place} is not known."
    unknown_criteria: Counted = (
        "Not known, and so not weighed: {names}.",
        "Not known, and so not weighed: {names}.",
    )
    and_more: str = "{names} and {n} more"

    # Sources and how to cite.
    sources_heading: str = "Sources, date, how to cite"
    source_line: str = "{title}, {producer}, {version} ({licence})"
    reasons_line: str = "Facts behind the reasons: {origins}."
    data_line: str = (
        "Data {version}; the newest source shows {year}. Made by sistercities {program}."
    )
    citation: str = (
        "Cite as: sistercities {program} (software), brief on {about}, data {version}, with the "
        "sources above."
    )

    # The workbook.
    sheet_about: str = "About"
    sheet_ties: str = "Ties"
    sheet_events: str = "Events"
    sheet_suggestions: str = "Suggestions"
    sheet_purpose: str = "Purpose"
    sheet_reasons: str = "Reasons"
    sheet_scorecard: str = "Scorecard"
    sheet_obstacles: str = "In the way"
    sheet_comparable: str = "Comparable ties"
    sheet_benchmark: str = "Benchmark"
    sheet_kinds: str = "Kinds of partner"
    sheet_care: str = "With care"
    sheet_unknown: str = "Not known"
    sheet_sources: str = "Sources"

    def doubt_word(self, doubt: Doubt) -> str:
        """Say what is doubtful about the places of a tie."""
        return dict(self.doubts)[doubt]


ENGLISH = BriefWords()
