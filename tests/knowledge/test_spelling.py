"""Names compare equal through spellings and romanisations, and no further."""

from communique.knowledge.spelling import abbreviation, key, loose

SAME = {"muhammad": "mohammed", "mohammad": "mohammed", "aleksandr": "alexander"}


def test_british_and_american_spellings_are_one_key() -> None:
    assert key("Council of Defence Ministers") == key("council of defense ministers")
    assert key("The World Health Organisation") == key("World Health Organization")


def test_accents_hyphens_and_apostrophes_make_no_difference() -> None:
    assert key("Côte d'Ivoire") == key("Cote d’Ivoire")
    assert key("Guinea-Bissau") == key("Guinea Bissau")
    assert key("Recep Tayyip Erdoğan") == key("Recep Tayyip Erdogan")


def test_a_dotted_abbreviation_is_its_capitals() -> None:
    assert abbreviation("U.N.") == "UN"
    assert abbreviation("C5+1") == "C5P1"
    assert abbreviation("Kremlin") is None
    assert key("U.N. Security Council") == key("UN Security Council")


def test_romanisations_of_one_name_are_loosely_equal() -> None:
    for one, other in [("Rahmon", "Rakhmon"), ("Sergei", "Sergey"), ("Shoigu", "Shoygu"), ("Aliyev", "Aliev"),
                       ("Yevgeny", "Evgeni"), ("Rouhani", "Rohani"), ("Muhammad Example", "Mohammad Example")]:
        assert loose(one, SAME) == loose(other, SAME), one


def test_different_people_stay_different() -> None:
    for one, other in [("Rahmon", "Rahman"), ("Khan", "Han"), ("Bashar", "Bashir"), ("Li Qiang", "Li Keqiang"),
                       ("Zhang", "Jang"), ("Kim Jong Un", "Kim Jong Il"), ("Orban", "Urban"), ("Hasina", "Hassan")]:
        assert loose(one, SAME) != loose(other, SAME), one
