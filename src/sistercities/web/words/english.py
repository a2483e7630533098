"""English words of the pages; a key with `.one` is the form for one."""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    "site.name": "Sister cities",
    "skip.content": "Skip to the content",
    "nav.label": "Parts of this site",
    "nav.languages": "Language",
    "nav.crumbs": "Where you are",
    "nav.search": "Search",
    "nav.countries": "Countries",
    "nav.recommend": "Find partners",
    "nav.assess": "Assess a request",
    "nav.benchmark": "Compare",
    "nav.path": "Find a path",
    "nav.studies": "Studies",
    "nav.data": "Data",
    "nav.methods": "Methods",
    "search.label": "Search for a city, a region or a country",
    "search.placeholder": "Ningbo, 宁波, Ning-po",
    "search.button": "Search",
    "search.try": "For example:",
    "search.again": "Search again",
    "search.heading": "Search for a place",
    "search.advice": (
        "Type a name in any script. A country or region after a comma tells places of one name "
        "apart: Valencia, ES."
    ),
    "search.several": "Several places are called “{text}”",
    "search.nearest": "No place is called “{text}”; these come near",
    "search.nothing": "No place is called “{text}”",
    "search.caption": "Places to choose from",
    "search_static.none": "No name begins so. Try fewer letters, or another spelling.",
    "search_static.single": "1 place",
    "search_static.some": "{n} places",
    "search_static.failed": (
        "The index cannot be read from here. Browsers read it from a web server alone; the letters "
        "and the countries below lead to every place."
    ),
    "search_static.without": "The search needs JavaScript. The letters lead to every place.",
    "search_static.countries": "All countries, with their regions and places",
    "letters.heading": "All places, by letter",
    "letters.lead": "Every place with a tie, by the first letter of its English name.",
    "letters.caption": "Places: {letter}",
    "letters.other": "other letters",
    "ask.why": (
        "These pages are files, and this answer has to be computed. The command line gives it, "
        "also as JSON; put in the names of your places:"
    ),
    "ask.serve": "The same as a page, on a machine of your own:",
    "ask.here": "Partners are computed by the command line:",
    "start.heading": "Who is tied with whom, since when, and who says so",
    "start.lead": (
        "The sister ties of cities and regions of the world, each with its year, its status and "
        "the sources that claim it."
    ),
    "start.countries": "Countries by number of ties",
    "start.gaps": "No list of the world's ties is whole.",
    "start.gaps_link": "What is covered, and what is not",
    "count.ties": "ties",
    "count.dated": "of them with a known year",
    "count.places": "places with a tie",
    "count.countries": "countries and territories",
    "count.claims": "claims of sources behind them",
    "count.inside": "ties inside sister regions",
    "list.comma": ", ",
    "list.and": " and ",
    "list.stop": ".",
    "list.back": "Back to {name}",
    "column.place": "Place",
    "column.partner": "Partner",
    "column.country": "Country",
    "column.region": "Region",
    "column.code": "ISO 3166-2",
    "column.where": "Where",
    "column.level": "Level",
    "column.population": "People",
    "column.ties": "Ties",
    "column.own_ties": "Its own ties",
    "column.ties_inside": "Ties of its places",
    "column.inside_both": "Ties of places inside both",
    "column.sister": "Sister region",
    "column.dated": "With a year",
    "column.first": "First year",
    "column.year": "Since",
    "column.start": "Start",
    "column.status": "Status",
    "column.kind": "Kind",
    "column.sources": "Sources",
    "column.source": "Source",
    "column.tie": "Details",
    "column.open_tie": "Evidence",
    "column.names_written": "Names as written",
    "column.method": "How the names were found",
    "column.licence": "Licence",
    "column.field": "About",
    "column.kept": "Kept",
    "column.other": "Also said",
    "column.rule": "Rule",
    "column.state": "State of",
    "column.covers": "Covers",
    "column.gaps": "Does not cover",
    "column.scope": "What",
    "column.ours": "Ours",
    "column.official": "Published",
    "column.published": "Published by",
    "column.criterion": "Criterion",
    "column.reason": "Reason",
    "column.adds": "Adds (log odds)",
    "column.of_partners": "Better than partners",
    "column.of_all": "Better than all candidates",
    "column.expected": "Expected",
    "column.interval": "80 of 100 alike",
    "column.claim": "Claim",
    "column.verdict": "Verdict",
    "column.finding": "What was found",
    "column.number": "Number (interval)",
    "unknown.population": "number of people not known",
    "places.none": "No place with a tie is known here.",
    "countries.none": "No tie is known here.",
    "place.answer": "{place} has {n} ties with places in {countries} countries",
    "place.answer.one": "{place} has one tie",
    "place.answer_where": ": {named}",
    "place.answer_most": ", most in {named}",
    "place.answer_first": " The first that is dated began in {year}.",
    "place.answer_none": (
        "No tie of {place} is known to these data. That is not the same as none: no list is whole."
    ),
    "place.inside": "{n} of the {total} ties lie inside sister regions.",
    "place.inside.one": "1 of the {total} ties lies inside sister regions.",
    "place.show_inside": "Show them",
    "place.ties": "Ties",
    "place.sits": "Where it sits",
    "sits.ties": "{n} ties of its own",
    "sits.ties.one": "1 tie of its own",
    "place.is_dual": "It is a first-level region and a city at once.",
    "place.as_region": "See it as a region",
    "place.names": "Names",
    "place.more_names": "{n} more spellings whose language is not stated",
    "place.more_names.one": "One more spelling whose language is not stated",
    "place.leads": "What next",
    "place.former": "This place ended in {year}; its ties are kept under its name.",
    "lead.benchmark": "Compare {place} with its peers",
    "lead.recommend": "Find partners for {place}",
    "lead.assess": "Assess a request to {place}",
    "lead.path": "Find the path from {place} to another place",
    "n_ties": "{n} ties",
    "n_ties.one": "1 tie",
    "fact.level": "Level",
    "fact.population": "People",
    "fact.at": "Latitude, longitude",
    "fact.iso": "ISO 3166-2",
    "fact.id": "Id",
    "fact.wikidata": "Wikidata",
    "fact.gbt2260": "GB/T 2260",
    "years.since": "since {first}",
    "years.span": "{first} to {last}",
    "year.unknown": "not known",
    "year.suspect": "the sources' date is in doubt",
    "ties.caption": "Ties of {place}",
    "ties.none": "No tie of {place} is known. Try the region that it lies in.",
    "ties.none_at_all": "No tie is known here.",
    "ties.none_fits": "No tie fits these filters. Take some of them out.",
    "tie.inside_short": "inside sister regions",
    "sources.alone": "one source alone",
    "table.rows": "Rows {first} to {last} of {total}.",
    "table.first": "The first {n} of {total}.",
    "table.all": "{n} rows.",
    "table.all.one": "1 row.",
    "table.before": "Page before",
    "table.after": "Next page",
    "table.whole": "Show all, to sort",
    "filter.heading": "Filter the ties",
    "filter.name": "Name contains",
    "filter.country": "Partner's country",
    "filter.any": "any",
    "filter.from": "From year",
    "filter.to": "To year",
    "filter.inside": "Inside sister regions",
    "filter.inside.yes": "yes",
    "filter.inside.no": "no",
    "filter.button": "Show",
    "filter.clear": "Take the filters out",
    "timeline.title": "Ties by the year they began",
    "timeline.step": "Number of ties in each {n} years. Those without a sound year stand apart.",
    "timeline.step.one": "Number of ties in each year. Those without a sound year stand apart.",
    "timeline.dated": "{n} ties began between {first} and {last}.",
    "timeline.dated.one": "1 tie began in {first}.",
    "timeline.suspect": "in doubt",
    "timeline.unknown": "not known",
    "timeline.suspect_n": "The year of {n} is in doubt.",
    "timeline.suspect_n.one": "The year of 1 is in doubt.",
    "timeline.unknown_n": "The year of {n} is not known.",
    "timeline.unknown_n.one": "The year of 1 is not known.",
    "timeline.cut": "The cut bar stands for more than its height.",
    "map.title": "Partners of {place}",
    "map.words": "A map of {n} ties of {place}, as great circles; the table lists the same ties.",
    "map.words.one": "A map of one tie of {place}; the table lists the same tie.",
    "map.none": "No tie that fits has a point on the map; take some filters out",
    "map.foot": (
        "Blue lines are ties that stand, grey ones those that ended, rest or are not signed."
    ),
    "map.no_borders": "Borders are not drawn.",
    "map.countries": "Ties by country",
    "map.of_country": "Where the partners of {country} are",
    "map.of_region": "Where the partners of the places in {place} are",
    "map.count_words": "A map of {n} countries; the area of a circle stands for its ties.",
    "map.count_foot": (
        "The area of a circle stands for the number of ties; it lies at the mean point of the "
        "country's places that have ties. The table gives the numbers."
    ),
    "map.since": "since {year}",
    "map.undated": "start not known",
    "script.search.list": "Places that begin so",
    "script.search.found": "{n} places; go through them with the arrow keys",
    "script.search.found.one": "1 place; go to it with the arrow keys",
    "script.search.nothing_begins": "No name begins so; Enter searches for what is near",
    "script.sorted.ascending": "Sorted by {column}, ascending",
    "script.sorted.descending": "Sorted by {column}, descending",
    "script.brush.label": "Choose years",
    "script.brush.first": "From",
    "script.brush.last": "to",
    "script.brush.years": "{first} to {last}",
    "script.brush.show": "Show the ties that began then",
    "script.brush.hint": "Or draw over the bars with the mouse.",
    "script.map.label": "Map: {title}. The table lists the same.",
    "script.map.zoom_in": "Closer",
    "script.map.zoom_out": "Farther",
    "script.map.close": "Close",
    "script.map.scroll": "Hold Ctrl and scroll to come closer",
    "script.map.scroll_mac": "Hold ⌘ and scroll to come closer",
    "script.map.touch": "Move the map with two fingers",
    "script.map.more": "and {n} more at this point",
    "script.map.more.one": "and 1 more at this point",
    "script.map.missing": "{n} ties have no point on the map.",
    "script.map.missing.one": "1 tie has no point on the map.",
    "script.map.borders": (
        "Touch a circle to read about it. Land and borders are those of Natural Earth; they say "
        "nothing on whose a disputed territory is."
    ),
    "region.inner": "The places in {place} have {n} ties of their own.",
    "region.inner.one": "The places in {place} have 1 tie of their own.",
    "region.inner_link": "List them",
    "region.places": "Places in {place}",
    "region.sisters": "Sister regions of {place}",
    "region.sisters_heading": "Which ties lie inside its sister regions",
    "region.sisters_words": (
        "For each tie of the region with a region: how many ties of places lie inside both."
    ),
    "region.no_sisters": "No tie with a region is known.",
    "region.ties_caption": "Ties of the places in {place}",
    "country.answer": (
        "The places of {country} have {n} ties, with partners in {partners} countries."
    ),
    "country.answer.one": "The places of {country} have 1 tie.",
    "country.all_ties": "List all ties, to filter and sort",
    "country.partners": "Partner countries of {country}",
    "country.regions": "Regions of {country}",
    "country.places": "Places of {country} with most ties",
    "country.ties_caption": "Ties of {country}",
    "pair.title": "{one} and {other}",
    "pair.answer": "{n} ties connect places of {one} with places of {other}.",
    "pair.answer.one": "One tie connects a place of {one} with a place of {other}.",
    "pair.answer_within": "{n} ties connect places within {one}.",
    "pair.answer_within.one": "One tie connects two places within {one}.",
    "pair.caption": "Ties: {title}",
    "pair.none": "No tie between the two is known. See each country for its partners.",
    "tie.since": "since {date}",
    "tie.since_unknown": "since a year that is not known",
    "tie.since_suspect": "since {year}, a date that is in doubt",
    "tie.answer": "{one} and {other} are tied {since}; status: {status}. {n} sources say so.",
    "tie.answer.one": "{one} and {other} are tied {since}; status: {status}. One source says so.",
    "tie.answer_past": (
        "{one} and {other} were tied {since}; status: {status}. {n} sources say so."
    ),
    "tie.answer_past.one": (
        "{one} and {other} were tied {since}; status: {status}. One source says so."
    ),
    "tie.answer_pending": (
        "{one} and {other} have not signed yet ({since}); status: {status}. {n} sources say so."
    ),
    "tie.answer_pending.one": (
        "{one} and {other} have not signed yet ({since}); status: {status}. One source says so."
    ),
    "tie.inside": "The tie lies inside sister regions:",
    "tie.life": "Its life",
    "tie.claims_heading": "What the sources say",
    "tie.claims": "Claims of the sources, as they say it",
    "tie.no_claims": "No claim is kept.",
    "tie.conflicts_heading": "Where they differ",
    "tie.conflicts": "Where the sources differ, and what was kept",
    "tie.no_conflicts": "The sources do not differ.",
    "life.signed": "Signed",
    "life.suspended": "Suspended",
    "life.ended": "Ended",
    "life.status": "Status",
    "life.kind": "Kind",
    "life.class": "Class",
    "life.known": "Sources speak of it",
    "claim.no_date": "the source gives no date",
    "field.place": "which place",
    "field.start": "start",
    "field.status": "status",
    "field.kind": "kind",
    "field.end": "end",
    "level.country": "country",
    "level.region1": "first-level region",
    "level.region2": "second-level region",
    "level.city": "city",
    "level.county": "county",
    "level.district": "district",
    "level.dual": "region and city",
    "class.upper": "between regions",
    "class.lower": "between cities or parts of regions",
    "class.cross": "between a region and a city",
    "class.dual": "with a place that is region and city",
    "status.active": "active",
    "status.suspended": "suspended",
    "status.ended": "ended",
    "status.pending": "pending",
    "status.unknown": "not stated",
    "kind.sister": "sister",
    "kind.friendship": "friendship",
    "kind.exchange": "exchange",
    "kind.contact": "contact",
    "kind.unknown": "not stated",
    "source.no_year": "shows no state of a year",
    "data.lead": "What these pages rest on: the sources, how whole they are, and how to take them.",
    "data.counted": "{ties} ties, {dated} of them with a known year, from {claims} claims.",
    "data.downloads": "Downloads",
    "data.every_table": (
        "Each table of this site as CSV or JSON: the links stand under it, and follow the filters."
    ),
    "data.api": "The same as an API over HTTP, described in",
    "data.export": "All tables at once, also for R, Stata and network programs:",
    "data.codebook": "What each column means stands in the codebook of the project:",
    "data.licence": "Licence",
    "data.content": "Hash of the content:",
    "data.coverage": "Coverage: ours beside what has been published",
    "data.coverage_words": (
        "Where a total has been published, it stands beside the number of ties that these data "
        "hold of the same places and time."
    ),
    "data.no_coverage": "No published total is known.",
    "data.sources": "Sources",
    "data.no_sources": "The data name no source.",
    "cite.how": "How to cite",
    "cite.heading": "Cite this page",
    "cite.text": "“{title}”, sistercities {program}, data {data}, {address}.",
    "embed.heading": "Set this page into yours",
    "embed.words": (
        "Copy this into the HTML of your page. Readers see the sentence, the map and the first "
        "rows."
    ),
    "embed.whole": "The whole page",
    "embed.source": "sistercities, data {version}",
    "cite.data": "The sistercities authors: sister ties of cities and regions, data {data}.",
    "cite.licence": (
        "The data are under CC BY-SA 4.0; single facts may be under freer terms, which stand with "
        "each claim."
    ),
    "correct.heading": "Something is wrong?",
    "correct.words": (
        "This site stores nothing. Copy the text, say what is right and where that can be read, "
        "and send it to whoever runs this site."
    ),
    "correct.label": "Text to copy",
    "correct.text": (
        "What: {what}\nPage: {address}\nData: {data}\n\nWhat is wrong:\n\nWhat is right:\n\n"
        "Where that can be read (address or document):\n"
    ),
    "methods.lead": "How a number on these pages comes about, in short.",
    "methods.tie.heading": "What a tie is",
    "methods.tie": (
        "A tie is a pair of places of which at least one source says that they are sister cities, "
        "twin towns or friends. Claims about the same two places are one tie. Where sources "
        "differ, the page of the tie says what was kept and by which rule."
    ),
    "methods.levels.heading": "Two levels",
    "methods.levels": (
        "Regions sign ties, and so do the cities in them. The level is part of a place: Osaka city "
        "is not Osaka prefecture. A few places, such as Beijing and Berlin, are both."
    ),
    "methods.dates.heading": "Years in doubt",
    "methods.dates": (
        "A year that is not known is a value of its own. A date that cannot be right is marked "
        "with a question mark and enters no test on time."
    ),
    "methods.inside.heading": "Inside sister regions",
    "methods.inside": (
        "A tie lies inside sister regions where the regions of its two places are tied too, as the "
        "regions were when the tie began. Ties of regions that have ended do not count."
    ),
    "methods.nesting.heading": "What that does not say",
    "methods.nesting": (
        "That most ties lie outside sister regions says nothing on whether they are more or less "
        "frequent inside than chance would have it. The study of nesting answers that."
    ),
    "methods.partners.heading": "Partners",
    "methods.partners": (
        "A recommendation is a sum of reasons, learned from the ties of the world. It says who "
        "looks like a partner, not who will sign."
    ),
    "methods.gaps.heading": "What the data cannot tell",
    "methods.gaps": (
        "A place without a tie here may have one that no source lists. Lists of some countries are "
        "nearly whole, those of others thin. The page of the data says which."
    ),
    "methods.more.heading": "More",
    "methods.more": "Each method has a page with its source in the project:",
    "recommend.lead": "Which places look like partners for a city or a region, and why.",
    "recommend.answer": "Of {n} places without a tie to {home}, {first} looks most like a partner.",
    "recommend.chance": "{n} of 1,000 pairs like this are tied.",
    "recommend.scorecard": "Scorecard",
    "recommend.pair": "Ties of the two countries",
    "recommend.caution": (
        "It says who looks like a partner, by the ties of the world, not who will sign."
    ),
    "reason.unknown": "{title}: not known.",
    "reason.one_country": "Both lie in {home_country}.",
    "reason.for": "For: ",
    "reason.before": "To know before: ",
    "reason.against": "Against: ",
    "assess.lead": "A place asks for a tie: how it stands by each criterion.",
    "assess.criteria": "Criteria, those that weigh most first",
    "assess.no_criteria": "No criterion is known of the pair.",
    "assess.conflicts": "What to know before an answer",
    "assess.no_conflicts": "Nothing is known to stand in the way.",
    "assess.unknown": "Not known:",
    "benchmark.lead": "How many ties a place has, beside what places like it have.",
    "path.lead": "The shortest chains of sister ties between two places.",
    "path.from": "From",
    "path.to": "To",
    "path.near": "Other places of the two regions may stand for the two",
    "path.past": "Count ties that have ended or are not signed",
    "path.button": "Find",
    "path.tie": "Tie since",
    "path.no_year": "year not known",
    "path.region_of": "the region of {place}",
    "path.sisters": "{one} and {other} are sisters: a tie joins them.",
    "path.cousins": "{one} and {other} are cousins: they share {n} sisters.",
    "path.cousins.one": "{one} and {other} are cousins: they share one sister.",
    "path.apart": "{one} and {other} are {n} ties apart; {chains}.",
    "path.apart.one": "{one} and {other} are one tie apart; {chains}.",
    "path.as_short": "{n} chains are that short",
    "path.as_short.one": "one chain is that short",
    "path.none": "No chain of at most {longest} ties joins {one} and {other}.",
    "path.without_ties": "No chain joins {one} and {other}: no tie of {names} counts here.",
    "path.more": "{n} more chains are as short.",
    "path.more.one": "One more chain is as short.",
    "path.turned": "The other way round",
    "path.try_near": "Let other places of the two regions stand for the two",
    "path.try_past": "Count ties that have ended or are not signed, too",
    "path.means.heading": "What this means",
    "path.means": (
        "Places that are tied are sisters. Places that share a sister are cousins: somebody in "
        "that sister city knows both. Each line between two names is a tie, with the year it "
        "began; it leads to the sources. Chains of up to six ties are looked for, all are counted "
        "and twenty are shown; those through places with few ties come first, because they say "
        "most."
    ),
    "benchmark.by_country": "Ties by country, beside the expected number",
    "benchmark.peers": "Most comparable places",
    "benchmark.hardly": "hardly any",
    "benchmark.far_fewer": (
        "{place} has {n} ties, fewer than nearly all places like it, which let expect {expected} "
        "({low} to {high} in 80 of 100)."
    ),
    "benchmark.far_fewer.one": (
        "{place} has one tie, fewer than nearly all places like it, which let expect {expected} "
        "({low} to {high} in 80 of 100)."
    ),
    "benchmark.fewer": (
        "{place} has {n} ties, fewer than most places like it, which let expect {expected} "
        "({low} to {high} in 80 of 100)."
    ),
    "benchmark.fewer.one": (
        "{place} has one tie, fewer than most places like it, which let expect {expected} "
        "({low} to {high} in 80 of 100)."
    ),
    "benchmark.as_many": (
        "{place} has {n} ties, about as many as places like it, which let expect {expected} "
        "({low} to {high} in 80 of 100)."
    ),
    "benchmark.as_many.one": (
        "{place} has one tie, about as many as places like it, which let expect {expected} "
        "({low} to {high} in 80 of 100)."
    ),
    "benchmark.more": (
        "{place} has {n} ties, more than most places like it, which let expect {expected} "
        "({low} to {high} in 80 of 100)."
    ),
    "benchmark.more.one": (
        "{place} has one tie, more than most places like it, which let expect {expected} "
        "({low} to {high} in 80 of 100)."
    ),
    "benchmark.far_more": (
        "{place} has {n} ties, more than nearly all places like it, which let expect {expected} "
        "({low} to {high} in 80 of 100)."
    ),
    "benchmark.far_more.one": (
        "{place} has one tie, more than nearly all places like it, which let expect {expected} "
        "({low} to {high} in 80 of 100)."
    ),
    "standing.title": "{place} among places like it",
    "standing.lead": (
        "How many ties places like {place} have, and the first places that it might approach: "
        "computed when you ask."
    ),
    "standing.link": "Compare, and suggest partners",
    "standing.span": (
        "Point: the ties on record, {actual}. Line: what places like it let expect, {expected}. "
        "Dark band: {low} to {high}, which holds 80 of 100 such places; pale band: {low95} to "
        "{high95}, 95 of 100."
    ),
    "standing.partners": "First partners to think of for {place}",
    "standing.benchmark": "The whole comparison: by country, by kind of partner, with its peers",
    "standing.recommend": "More partners, with wishes of your own",
    "purpose.trade": "trade",
    "purpose.culture": "culture",
    "purpose.education": "education",
    "purpose.tourism": "tourism",
    "purpose.technology": "technology",
    "form.place": "Your place",
    "form.partner": "The place that asks",
    "form.purpose": "What counts more",
    "form.any_purpose": "nothing in particular",
    "form.countries": "Only these countries (ISO codes)",
    "form.count": "How many",
    "form.button": "Answer",
    "busy": "Others are being answered just now. Try again in a few seconds.",
    "studies.lead": "What the data say on nine claims about sister ties, with a verdict on each.",
    "studies.none": "No report is here yet",
    "studies.how": "Make one and name its folder when the site is started:",
    "studies.of": "{country} ({name})",
    "studies.choose": "Home country",
    "studies.own_years": "the year that each study takes",
    "studies.made_from": "Made from data {data}, as of {year}.",
    "studies.other_data": "This report was made from other data than this site shows.",
    "studies.verdicts": "Verdicts",
    "studies.chapters": "Studies",
    "study.nesting": "Do city ties follow the ties of their regions?",
    "study.order": "Which came first, the region's tie or the city's?",
    "study.drivers": "What goes with a city tie?",
    "study.connectivity": "Do better connected cities have more ties?",
    "study.attractiveness": "Have the country's cities become sought partners?",
    "study.diplomacy": "Do cities tie in spite of high politics?",
    "study.hubs": "Are the country's cities hubs of the network?",
    "studies.whole": "The whole report, with figures and tables",
    "verdict.supported": "supported",
    "verdict.not supported": "not supported",
    "verdict.mixed": "mixed",
    "verdict.cannot be told from these data": "cannot be told from these data",
    "claim.C1": "Cities tie without a tie of their provinces",
    "claim.C2": "Ties between provinces that are not linked at all",
    "claim.C3": "Cities follow a logic of their own",
    "claim.C4": "Economy, culture and networks drive ties",
    "claim.C5": "Flights, visitors and trade go with more ties",
    "claim.C6": "Chinese cities have become attractive",
    "claim.C7": "Ties form despite difficult relations of states",
    "claim.C8": "Chinese cities have become hubs",
    "claim.C9": "A city can plan its partners",
    "notice.overlay": (
        "The overlay “{name}” is damaged and left out of these pages. Whoever runs this site: "
        "import the register again, and start the site anew."
    ),
    "foot.data": "Data {version}.",
    "foot.nothing_stored": "This site stores nothing about you and asks no other server.",
    "problem.404": "This page is not here",
    "problem.400": "This cannot be answered",
    "problem.500": "Something went wrong here",
    "problem.503": "Please wait a moment",
    "problem.home": "To the start",
    "problem.unknown_page": "no page has this address; search for a place, or go to the start",
    "problem.unexpected": (
        "something unexpected happened on this server; try again, and tell whoever runs it if it "
        "stays"
    ),
}
