"""Words for statuses, kinds and countries that registers of many countries write."""

from __future__ import annotations

import pytest

from sistercities.sources.country_words import FLAG_CODES
from sistercities.sources.register_codes import meaning_of, status_alone
from sistercities.sources.register_countries import (
    code_in_cell,
    country_code,
    is_own_country,
    nearest_country,
)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (
            "suspended",
            "suspendiert ruht ausgesetzt suspendu suspendue suspendido sospeso pausiert "
            "stillgelegt 已暂停 已中止 приостановлено призупинено opgeschort pozastaveno 중단",
        ),
        (
            "ended",
            "eingestellt beendet resilié terminée disuelta sciolto 已终止 解消 прекращено 종료",
        ),
        ("active", "aktiv actif vigente attivo 有效 継続中 действует 유효 actief gällande"),
        ("active", "提携中 締結中 締結済 存続中 交往中 gültig"),
        ("ended", "caduc caduque sans_suite abandonné 提携解消"),
        ("ended", "void null_and_void 無効 期限切れ Vencido abgelaufen expirée scaduto caducado"),
        ("ended", "expirado wygasły недействительно 무효 만료 已失效 作废"),
        ("suspended", "交流休止中 凍結 ruhend suspendido заморожены"),
        ("asleep", "Inactivo 休眠 dormant inaktiv en_sommeil nieaktywna неактивен 휴면"),
        ("unconfirmed", "Sin_confirmar unconfirmed 未確認 待确认 nicht_bestätigt"),
        (
            "ended",
            "dénoncée résiliation a_pris_fin rupture_du_jumelage aufgehoben einseitig_gekündigt",
        ),
        ("ended", "denunciado dado_de_baja disdetto scioglimento wypowiedzenie_umowy uchylono"),
        (
            "ended",
            "расторжение денонсирован розірвані денонсований 终止协议 已断交 協定破棄 결연해제",
        ),
        (
            "suspended",
            "suspendu_temporairement mis_en_pause ruht_derzeit bis_auf_Weiteres_ausgesetzt",
        ),
        (
            "suspended",
            "suspendido_temporalmente sospesi tymczasowo_zawieszona временно_приостановлен",
        ),
        ("suspended", "на_паузі 已中断 停止交往 交流を停止 一時凍結 일시정지 교류정지"),
        ("pending", "намір in_Anbahnung en_estudio in_itinere w_planach 待签订 尚未签署 交渉中"),
        ("active", "підписано чинні renouvelé unbefristet renovado in_essere 已签署 継続実施中"),
        ("pending", "en_cours_de_signature en_négociation à_signer 提携予定 in_verhandlung"),
    ],
)
def test_a_status_is_known_in_the_languages_of_registers(status: str, words: str) -> None:
    for word in words.replace("_", "\N{NO-BREAK SPACE}").split(" "):
        assert meaning_of("status", word, {}) == status, word
        assert meaning_of("status", word.upper(), {}) == status, word


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("ausgesetzt seit 2022", "suspended"), ("suspendu depuis 03/2022", "suspended"),
        ("suspended (2022-03-04)", "suspended"), ("beendet am 4.3.2022", "ended"),
        ("ruht seit 1.1.2020", "suspended"), ("auf Eis gelegt", "suspended"),
        ("terminated in 2016", "ended"), ("aktiv ab 1986", "active"),
    ],
)  # fmt: skip
def test_a_status_may_say_since_when(text: str, status: str) -> None:
    assert meaning_of("status", text, {}) == status


@pytest.mark.parametrize("text", ["Projekt 2020", "F1", "2020", "siehe 3", "not suspended 2020"])
def test_what_is_no_status_stays_unknown(text: str) -> None:
    assert meaning_of("status", text, {}) is None


def test_only_a_date_behind_a_word_is_left_out() -> None:
    assert status_alone("ausgesetzt seit 2022") == "ausgesetzt"
    assert status_alone("ausgesetzt") == "ausgesetzt"
    assert status_alone("p2") == "p2"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("sister", "友好城市 姉妹都市 友好城市关系 姊妹市 자매도시 побратим testvérváros vänort"),
        ("friendship", "友好都市 友好提携 städtefreundschaft amistad 우호도시"),
        ("exchange", "友好交流 交流都市 kooperation spolupráce"),
        ("sister", "Ciudades_hermanas villes_jumelées gemellaggi"),
        ("exchange", "Memorando_de_entendimiento MoU 谅解备忘录 覚書"),
        ("sister", "партнер партнёр партнерське_місто Partnergemeinde gmina_partnerska jumelée"),
        ("contact", "намір намерения 意向 意向协议 意向書 의향 intenti carta_de_intenciones"),
        ("friendship", "miasto_zaprzyjaźnione ville_amie città_amica ciudad_amiga 親善都市"),
        ("exchange", "convention_de_coopération Kooperationsvereinbarung 合作城市 連携協定"),
    ],
)
def test_a_kind_is_known_in_the_languages_of_registers(kind: str, words: str) -> None:
    for word in words.replace("_", "\N{NO-BREAK SPACE}").split(" "):
        assert meaning_of("kind", word, {}) == kind, word


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Crna Gora", "ME"), ("Црна Гора", "ME"), ("Česko", "CZ"), ("Česká republika", "CZ"),
        ("Slovenská republika", "SK"), ("Hrvatska", "HR"), ("Republika Hrvatska", "HR"),
        ("Bosna i Hercegovina", "BA"), ("BiH", "BA"), ("Shqipëria", "AL"), ("Kosova", "XK"),
        ("Ελλάδα", "GR"), ("Hellas", "GR"), ("Россия", "RU"), ("Україна", "UA"),
        ("საქართველო", "GE"), ("Sakartvelo", "GE"), ("Hayastan", "AM"), ("Suomi", "FI"),
        ("Sverige", "SE"), ("Norge", "NO"), ("Danmark", "DK"), ("Eesti", "EE"),
        ("Latvija", "LV"), ("Lietuva", "LT"), ("Magyarország", "HU"), ("Nederland", "NL"),
        ("België", "BE"), ("Éire", "IE"), ("Espanya", "ES"), ("Schwiiz", "CH"), ("Svizra", "CH"),
        ("مصر", "EG"), ("ישראל", "IL"), ("भारत", "IN"), ("ไทย", "TH"), ("대한민국", "KR"),
        ("Nippon", "JP"), ("Zhongguo", "CN"), ("Kalaallit Nunaat", "GL"), ("Aotearoa", "NZ"),
        ("República de Chile", "CL"), ("Repubblica Ceca", "CZ"), ("Rzeczpospolita Polska", "PL"),
        ("Republika Srpska", ""), ("Srpska", ""), ("ԱՄՆ", "US"), ("აშშ", "US"),
        ("Մեծ Բրիտանիա", "GB"), ("დიდი ბრიტანეთი", "GB"), ("Պաղեստին", "PS"),
        ("პალესტინა", "PS"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_own_name(name: str, code: str) -> None:
    assert country_code(name) == code


def test_every_country_is_known_by_its_name_in_each_of_its_official_languages() -> None:
    babel = pytest.importorskip("babel")
    spoken = pytest.importorskip("babel.core").get_global("territory_languages")
    missed = []
    for code in {one for one in spoken if country_code(one) == one} - set(FLAG_CODES):
        for language, told in spoken[code].items():
            if told.get("official_status") not in ("official", "de_facto_official"):
                continue
            try:
                names = babel.Locale.parse(language).territories
            except (ValueError, babel.UnknownLocaleError):
                continue
            name = names.get(code, code)
            missed += [(code, language, name)] if country_code(name) != code else []
    assert missed == []


def test_a_misspelt_country_is_offered_by_its_own_name() -> None:
    assert nearest_country("Crna Goro") == "Crna Gora (ME)"


def test_one_letter_is_a_country_in_a_column_of_countries_alone() -> None:
    assert [code_in_cell(sign) for sign in "仏独德米"] == ["FR", "DE", "DE", "US"]
    assert country_code("仏") == ""


def test_a_cell_may_say_that_the_partner_lies_at_home() -> None:
    assert is_own_country("国内")
    assert not is_own_country("国外")
