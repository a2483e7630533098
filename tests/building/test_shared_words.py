"""A by-name that is one word of many longer names is no name of the one place that has it."""

from release_build.gazetteer.shared_words import without_shared_words
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.terms.places import Place
from sistercities.terms.words import Level


def town(
    number: int,
    name: str,
    *names: str,
    level: Level = "city",
    country: str = "PL",
    people: int | None = None,
) -> Place:
    spellings = tuple(sorted((one, "und") for one in {name, *names}))
    return Place(
        f"x:{number}", name, name, level, country, "PL-99", population=people, names=spellings
    )


def found(spelling: str, *places: Place) -> list[str]:
    return Gazetteer(without_shared_words(places)).lookup(spelling, "PL")


WOODS = (town(1, "Dolny Las", "Las"), town(2, "Stary Las"), town(3, "Las-Osada"))


def test_a_later_word_that_two_others_bear_means_none_of_them() -> None:
    assert found("Las", *WOODS) == []
    assert found("Dolny Las", *WOODS) == ["x:1"]


def test_a_word_that_fewer_bear_or_another_country_is_a_name() -> None:
    assert found("Las", *WOODS[:2]) == ["x:1"]
    abroad = (WOODS[0], town(2, "Stary Las", country="CZ"), town(3, "Las-Osada", country="CZ"))
    assert found("Las", *abroad) == ["x:1"]


def test_a_spelling_that_two_places_have_goes_on_asking_which_is_meant() -> None:
    assert found("Las", *WOODS, town(4, "Las")) == ["x:1", "x:4"]
    assert found("Las", *WOODS, town(4, "Nad Lasem", "Las")) == ["x:1", "x:4"]


def test_the_first_word_stays_unless_it_is_an_adjective_or_a_saint() -> None:
    lakes = (town(1, "Jezioro Male", "Jezioro"), town(2, "Jezioro Duze"), town(3, "Jezioro Biale"))
    assert found("Jezioro", *lakes) == ["x:1"]
    old = (town(1, "Stará Góra", "Stara", "Stará"), town(2, "Stara Rzeka"), town(3, "Stara Wola"))
    assert found("Stara", *old) == []


def test_the_first_word_calls_none_of_those_that_begin_with_it_if_another_is_no_smaller() -> None:
    others = (town(2, "Nocera Dolna", people=900), town(3, "Nocera Nowa", people=400))
    assert found("Nocera", town(1, "Nocera Gorna", "Nocera", people=2_000), *others) == []
    assert found("Nocera", town(1, "Nocera Gorna", "Nocera", people=5_000), *others) == ["x:1"]
    assert found("Nocera", town(1, "Nocera Gorna", "Nocera", people=2_000), others[0]) == ["x:1"]
    assert found("Nocera", town(1, "Nocera Town", "Nocera", people=2_000), *others) == ["x:1"]


def test_a_common_word_that_is_no_word_of_the_name_is_none() -> None:
    assert found("Bad", town(1, "Badowo", "Bad")) == []
    assert found("Porto", town(1, "Porto")) == ["x:1"]


def test_what_is_left_out_in_speech_leaves_a_name() -> None:
    others = (town(2, "Górny Binz"), town(3, "Dolny Binz"))
    assert found("Binz", town(1, "Ostseebad Binz", "Binz"), *others) == ["x:1"]
    assert found("Binz", town(1, "La Binz", "Binz"), *others) == ["x:1"]
    assert found("Binz", town(1, "Binz-Osada Nowa Binz", "Binz"), *others) == ["x:1"]


def test_names_of_regions_stay() -> None:
    others = (town(2, "Stary Las"), town(3, "Nowy Las"))
    assert found("Las", town(1, "Wielki Las", "Las", level="region1"), *others) == ["x:1"]
