"""Months, years and renewals as the languages of registers write them in a date.

Written in a date are cases of months (`12 травня 1998`), words for day, month and year (`ngày 5
tháng 9 năm 2001`, 1990년 11월 8일), letters behind a year (`2001 р.`), and the years of the
Buddhist count in Thai (พ.ศ. 2541 is 1998). They are brought to forms that need no language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sistercities.sources.register_words import folded
from sistercities.terms.late_methods import late_expression

_OF_MONTHS = (
    "january جانفي كانونالثاني jan januar jän jänner janvier janv enero ene gennaio gen janeiro "
    "styczeń stycznia sty styczniu ocak leden ledna lednu led január januari ianuarie ian "
    "tammikuu tammikuuta tammikuun tammikuussa январь января январе янв січень січня січні січ "
    "ιανουάριος ιανουαρίου ιαν يناير ינואר ژانویه มกราคม มค jaanuar jaanuaris janvāris janvārī "
    "sausis sausio sausį januára januári januarja januarju јануар јануара јануару januara "
    "januaru януари siječanj siječnja siječnju",
    "february فيفري شباط feb februar février févr fevrier fév febrero febbraio fevereiro fev "
    "luty lutego lut lutym şubat şub únor února únoru úno február februari februarie helmikuu "
    "helmikuuta helmikuun helmikuussa февраль февраля феврале фев лютий лютого лютому лют "
    "φεβρουάριος φεβρουαρίου φεβ فبراير פברואר فوریه กุมภาพันธ์ กพ pebruari veebruar veebruaris "
    "februāris februārī vasaris vasario vasarį februára februári februarja februarju фебруар "
    "фебруара фебруару februara februaru февруари veljača veljače veljači",
    "march آذار mar märz mrz maerz mars marzo março marec marzec marca marcu mart březen března "
    "březnu bře március márc maart martie marts maret maaliskuu maaliskuuta maaliskuun "
    "maaliskuussa март марта марте мар березень березня березні бер μάρτιος μαρτίου μαρ مارس מרץ "
    "מרס มีนาคม มีค märts märtsis martā kovas kovo kovą marci марту marta martu ožujak ožujka "
    "ožujku",
    "april أفريل افريل نيسان apr avril avr abril aprile abr kwiecień kwietnia kwietniu kwi nisan "
    "nis duben dubna dubnu dub április ápr aprilie huhtikuu huhtikuuta huhtikuun huhtikuussa "
    "апрель апреля апреле апр квітень квітня квітні квіт кві απρίλιος απριλίου απρ أبريل ابريل "
    "إبريل אפריל آوریل เมษายน เมย aprill aprillis aprīlis aprīlī balandis balandžio balandį "
    "apríl apríla apríli aprila aprilu априлу април априла travanj travnja travnju",
    "may أيار mai mayo maggio mag maio maj maja maju mayıs mayis květen května květnu kvě május "
    "máj mei toukokuu toukokuuta toukokuun toukokuussa май мая мае травень травня травні трав "
    "тра μάιος μαΐου μάι مايو ماي מאי مه พฤษภาคม พค mais maijs maijā gegužė gegužės gegužę mája "
    "máji мај маја мају svibanj svibnja svibnju",
    "june جوان حزيران jun juni juin junio giugno giu junho czerwiec czerwca czerwcu cze haziran "
    "haz červen června červnu čvn június jún iunie iun kesäkuu kesäkuuta kesäkuun kesäkuussa "
    "июнь июня июне июн червень червня червні черв чер ιούνιος ιουνίου ιουν يونيو יוני ژوئن "
    "มิถุนายน มิย juuni juunis jūnijs jūnijā birželis birželio birželį júna júni junij junija "
    "juniju јун јуна јуни јуну juna junu юни lipanj lipnja lipnju",
    "july جويلية تموز jul juli juillet juil julio luglio lug julho lipiec lipca lipcu lip temmuz "
    "tem červenec července červenci čvc július júl iulie iul heinäkuu heinäkuuta heinäkuun "
    "heinäkuussa июль июля июле июл липень липня липні лип ιούλιος ιουλίου ιουλ يوليو יולי ژوئیه "
    "กรกฎาคม กค juuli juulis jūlijs jūlijā liepa liepos liepą júla júli julij julija juliju јул "
    "јула јули јулу jula julu юли srpanj srpnja srpnju",
    "august أوت آب aug août aout agosto ago sierpień sierpnia sierpniu sie ağustos ağu srpen "
    "srpna srpnu srp augusztus augustus augusti agustus elokuu elokuuta elokuun elokuussa август "
    "августа августе авг серпень серпня серпні серп сер αύγουστος αυγούστου αυγ أغسطس اغسطس "
    "אוגוסט اوت สิงหาคม สค augustis augusts augustā rugpjūtis rugpjūčio rugpjūtį augusta auguste "
    "avgust avgusta avgustu августу kolovoz kolovoza kolovozu",
    "september أيلول sep sept septembre septiembre settembre set setembro wrzesień września "
    "wrześniu wrz eylül eyl září zář szeptember szept septembrie syyskuu syyskuuta syyskuun "
    "syyskuussa сентябрь сентября сентябре сент сен вересень вересня вересні вер σεπτέμβριος "
    "σεπτεμβρίου σεπτ سبتمبر ספטמבר سپتامبر กันยายน กย septembris septembrī septembril rugsėjis "
    "rugsėjo rugsėjį septembra septembri septembru септембар септембра септембру septembar "
    "септември rujan rujna rujnu",
    "october تشرينالأول oct oktober okt octobre octubre ottobre ott outubro out październik "
    "października październiku paź ekim eki říjen října říjnu říj október octombrie lokakuu "
    "lokakuuta lokakuun lokakuussa октябрь октября октябре окт жовтень жовтня жовтні жовт жов "
    "οκτώβριος οκτωβρίου οκτ أكتوبر اكتوبر אוקטובר اکتبر ตุลาคม ตค oktoober oktoobris oktoobril "
    "oktobris oktobrī spalis spalio spalį októbra októbri oktobra oktobru октобар октобра "
    "октобру oktobar октомври",
    "november تشرينالثاني nov novembre noviembre novembro listopad listopada listopadu "
    "listopadzie lis kasım kasim kas noiembrie marraskuu marraskuuta marraskuun marraskuussa "
    "ноябрь ноября ноябре ноя листопад листопада листопаді лист νοέμβριος νοεμβρίου νοε نوفمبر "
    "נובמבר نوامبر พฤศจิกายน พย novembris novembrī novembril lapkritis lapkričio lapkritį "
    "novembra novembri novembru новембар новембра новембру novembar ноември studeni studenoga "
    "studenog studenome",
    "december كانونالأول dec dezember dez décembre déc decembre diciembre dicembre dic dezembro "
    "grudzień grudnia grudniu gru aralık aralik ara prosinec prosince prosinci pro desember des "
    "decembrie joulukuu joulukuuta joulukuun joulukuussa декабрь декабря декабре дек грудень "
    "грудня грудні груд гру δεκέμβριος δεκεμβρίου δεκ ديسمبر דצמבר دسامبر ธันวาคม ธค detsember "
    "detsembris detsembril decembris decembrī gruodis gruodžio gruodį decembra decembri decembru "
    "децембар децембра децембру decembar декември prosinac prosinca prosincu",
)
_WRITTEN = {
    name: number for number, names in enumerate(_OF_MONTHS, start=1) for name in names.split()
}
"""Names with their marks, which in Thai alone tell January (ม.ค.) from March (มี.ค.)."""
_MONTHS = {folded(name): number for name, number in _WRITTEN.items()}
_HEBREW_IN = "ב"
_CROATIAN = ("BA", "HR")
_OF_CROATIAN_ALONE = late_expression(
    r"\b(siječ|velja[čc]|ožuj|travnj|travanj|svib|lipanj|lipnj|srpanj|srpnj|kolovoz|rujan|rujn|studen)",
    re.IGNORECASE,
)
_OF_POLISH_OR_CZECH = late_expression(
    r"\b(stycz|lut(y|ego)|kwie[cć]|czerw|lipiec|lipca|sierp|wrze[sś]|pa[zź]dz|grud[zn]|"
    r"led(en|na)|[uú]nor|b[rř]ez|dub(en|na)\b|kv[eě]t|[cč]erv|srpen|srpna|z[aá][rř][ií]|[rř][ií]j)",
    re.IGNORECASE,
)
_OCTOBER = late_expression(r"\blistopad[au]?\b", re.IGNORECASE)
_LAST_OF_OCTOBER = late_expression(r"\b31\.?\s+listopad[au]?\b", re.IGNORECASE)
"""A day that November does not have."""
_LEVANTINE = late_expression(r"(كانون|تشرين)\s+(الأول|الثاني)")
"""Months of two words: they are read as one."""
_VIETNAMESE = late_expression(
    r"(?:ngày\s*)?(?P<d>\d{1,2})\s*tháng\s*(?P<m>\d{1,2})\s*(?:năm|,)?\s*(?P<y>\d{4})"
    r"|tháng\s*(?P<m2>\d{1,2})\s*(?:[/-]|năm|,)?\s*(?P<y2>\d{4})"
    r"|ngày\s*(?P<d3>\d{1,2})\s*[/.-]\s*(?P<m3>\d{1,2})\s*[/.-]\s*(?P<y3>\d{4})"
    r"|năm\s*(?P<y4>\d{4})"
)
_KOREAN = late_expression(
    r"(?P<y>\d{4})\s*년도?(?:\s*(?P<m>\d{1,2})\s*월(?:\s*(?P<d>\d{1,2})\s*일)?)?(?:\s*\([월화수목금토일]\))?"
)
_BEHIND_A_YEAR = late_expression(
    r"(?<=\d{4})\.?\s*(r(oku|ok)?|р(оку|ік)?|г(ода|од|одине)?|yılı(nda)?|év|rok(u)?|ม|م|г\.\s*р"
    r"|god(ine)?|године|m|a(asta)?|gads?|gadā|leta)$"
)
"""What many languages write behind a year."""
_BALTIC = late_expression(
    r"(?P<y>\d{4})\s*(?:\.\s*gada|m\.?|\.\s*g\.?)\s*(?:(?P<d>\d{1,2})\.\s*)?(?P<m>[^\W\d]+)"
    r"(?:\s*(?P<d2>\d{1,2})\s*d?\.?)?"
)
"""Latvian and Lithuanian put the year first: 1987. gada 15. oktobris, 1987 m. spalio 15 d."""
_BEHIND_A_DAY = late_expression(r"(?<=\d)\.?-?[áaée]n$")
"""The ending of a day in Hungarian: 1998. május 5-én."""
_BUDDHIST = late_expression(r"(พ\s*\.?\s*ศ\s*\.?\s*)?(?P<y>2[45]\d{2})(?!\d)")
_OUR_COUNT = late_expression(r"ค\s*\.?\s*ศ\s*\.?\s*|วันที่\s*|ปี\s*")
_THAI = late_expression(r"[\u0e01-\u0e5b]")
_THAI_DIGITS = {ord("๐") + n: str(n) for n in range(10)}
_YEARS_AHEAD = 543
_RENEWED = (
    "odnow|пролонг|renew|erneuert|verlängert|renouvel|prolong|reconduit|renovad|rinnovat|prorogat|"
    "prorrogad|vernieuw|verleng|förny|forny|uusittu|jatkettu|obnoven|prodloužen|megújít|"
    "meghosszabbít|reînnoi|prelungit|przedłużon|возобновл|обновл|продл|перезаключ|відновл|поновл|"
    "оновл|подовжен|продовжен|yenilen|uzatıl|갱신|재체결|연장|更新|続約|续签|續簽|再締結|再調印|"
    r"gia\shạn|tái\ský|ký\slại|ανανε|تجديد|جُدد|جدد|تجددت|חודש|تمدید|ต่ออายุ|diperbarui|"
    "diperpanjang|extended|reconfirm|bekräftigt|confirmée|uuenda|pikenda|atjauno|pagarin|atnaujin|"
    "pratęst|obnovlj|podaljš|produž|обновљ|продуж|поднов|удължен|predĺžen"
)
"""How words begin that say of a date that a tie was renewed on it."""
_RENEWAL = late_expression(
    r"(?P<first>.*?\d.*?)\s*[,;/(（\[–-]\s*(?P<second>[^\d(（]*?"
    rf"(?:{_RENEWED}).*?\d{{4}}[^)）\]]*|\d{{4}}[^\d]*(?:{_RENEWED})[^\d]*?)[)）\]]?"
)


def month_of(name: str) -> int | None:
    """Return the number of a month from its name in some case or its short form; None if none."""
    word = folded(name)
    found = _WRITTEN.get(name.replace(".", "").strip()) or _MONTHS.get(word)
    if found is None and word.startswith(_HEBREW_IN):
        found = _MONTHS.get(word.removeprefix(_HEBREW_IN))
    return found


def is_croatian(country: str, dates: Iterable[str]) -> bool:
    """Whether dates are Croatian: the home country is, or another month has its Croatian name.

    So they are where listopad has 31 days, unless another month has its Polish or Czech name.
    """
    if country in _CROATIAN:
        return True
    said = list(dates)
    if any(map(_OF_CROATIAN_ALONE.search, said)):
        return True
    has_its_last_day = any(map(_LAST_OF_OCTOBER.search, said))
    return has_its_last_day and not any(map(_OF_POLISH_OR_CZECH.search, said))


def with_croatian_october(said: str) -> str:
    """Write listopad so that it is October, as in Croatian; in Polish and Czech it is November.

    Examples
    --------
    >>> with_croatian_october("15. listopada 1987.")
    '15. october 1987.'
    """
    return _OCTOBER.sub("october", said)


def is_of_two_months(said: str) -> bool:
    """Whether a date names the month that is another one in Croatian than in Polish and Czech."""
    return bool(_OCTOBER.search(said))


def without_thai_digits(said: str) -> str:
    """Write a date in Thai digits with ours, its years as we count them; others as they are.

    Examples
    --------
    >>> without_thai_digits("๒๕๔๗"), without_thai_digits("2547")
    ('2004', '2547')
    """
    plain = said.translate(_THAI_DIGITS)
    return said if plain == said else _in_our_count(plain)


def without_words(said: str) -> str:
    """Write a date whose words belong to one language without them; else leave it as it is.

    Examples
    --------
    >>> without_words("ngày 5 tháng 9 năm 2001")
    '2001-9-5'
    >>> without_words("1990년 11월 8일")
    '1990-11-8'
    """
    said = _LEVANTINE.sub(r"\1\2", said)
    said = _in_our_count(said) if _THAI.search(said) else said
    for form in (_VIETNAMESE, _KOREAN):
        found = form.fullmatch(said)
        if found:
            return "-".join(_numbers(found))
    baltic = _BALTIC.fullmatch(said)
    if baltic and month_of(baltic["m"]):
        day = baltic["d"] or baltic["d2"]
        return "-".join(filter(None, (baltic["y"], str(month_of(baltic["m"])), day)))
    return _BEHIND_A_DAY.sub("", _BEHIND_A_YEAR.sub("", said)).strip(" .,")


def _in_our_count(said: str) -> str:
    """Count the years of a date in Thai as we do, unless it says that it does so."""
    plain = _OUR_COUNT.sub("", said)
    if "ค" in said and plain != said and not _BUDDHIST.search(plain):
        return plain
    return _BUDDHIST.sub(lambda found: str(int(found["y"]) - _YEARS_AHEAD), plain)


def _numbers(found: re.Match[str]) -> list[str]:
    """Return year, month and day of a match, as far as it has them."""
    parts = {name[0]: value for name, value in found.groupdict().items() if value}
    return [parts[name] for name in "ymd" if name in parts]


def split_renewal(said: str) -> tuple[str, str]:
    """Take apart a date and when the tie was renewed: `1973 (odnowiona 1995)`.

    Returns
    -------
    tuple
        The date, and what says that it was renewed; "" where nothing does.
    """
    found = _RENEWAL.fullmatch(said)
    return (found["first"], found["second"].strip()) if found else (said, "")
