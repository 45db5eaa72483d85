"""The gazetteer files hold what their README promises."""

import re
import unicodedata
from collections import Counter, defaultdict

import pytest

from tests.gazetteer.gazetteer_samples import FOLDER, names, read

FILES = ["countries.csv", "organisations.csv", "metonyms.csv", "titles.csv"]
COLUMNS = {
    "countries.csv": (
        "entity_id,iso3166,label,label_nn,aliases,adjective,demonyms,formerly,kind".split(",")
    ),
    "organisations.csv": (
        "entity_id,label,aliases,acronym,kind,country,wikidata,verified".split(",")
    ),
    "metonyms.csv": ["form", "entity_id", "label", "note"],
    "titles.csv": ["title", "nn", "kind"],
}
KINDS = {
    "countries.csv": {"country", "constituent", "dependency", "historical"},
    "organisations.csv": {
        "igo", "ngo", "union", "agency", "government", "institution", "university", "party",
        "armed_group", "media", "news_agency", "company", "club",
    },
    "titles.csv": {
        "political", "military", "office", "profession", "royal", "religious", "media", "sport",
    },
}  # fmt: skip
LISTS = ["aliases", "adjective", "demonyms", "formerly"]
QID = re.compile(r"Q[1-9][0-9]*")
ISO = re.compile(r"[A-Z]{2}|GB-(ENG|NIR|SCT|WLS)")
SLUG = re.compile(r"organisation/[a-z0-9]+(-[a-z0-9]+)*")
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "ae", "Ø": "o", "Å": "a", "ß": "ss"})
# ISO 3166-1 alpha-2, with XK, which the code list leaves to its users
ALPHA2 = set(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ "
    "EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
    "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
    "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
    "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA "
    "ZM ZW".split()
)


def items(cell: str) -> list[str]:
    """Return the members of a list cell."""
    return cell.split(";") if cell else []


def slug(label: str) -> str:
    """Apply the slug rule of the tool."""
    decomposed = unicodedata.normalize("NFKD", label.translate(LETTERS))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")


def owners(fold: bool) -> dict[str, set[str]]:
    """Collect the ids that claim each name, over countries and organisations."""
    claims: dict[str, set[str]] = defaultdict(set)
    for row in read("countries.csv") + read("organisations.csv"):
        for name in names(row):
            if not fold:
                claims[name].add(row["entity_id"])
            elif len(name) > 4:
                claims[name.casefold()].add(row["entity_id"])
    return claims


@pytest.mark.parametrize("name", FILES)
def test_file_is_nfc_and_states_its_source(name: str) -> None:
    text = (FOLDER / name).read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert "\ufeff" not in text
    comments = [line for line in text.splitlines() if line.startswith("#")]
    assert text.startswith("#")
    assert any("Source:" in line for line in comments)
    assert any("Licence:" in line for line in comments)


@pytest.mark.parametrize("name", FILES)
def test_columns_and_kinds(name: str) -> None:
    rows = read(name)
    assert rows
    for row in rows:
        assert list(row) == COLUMNS[name]
        assert None not in row.values()
        assert name not in KINDS or row["kind"] in KINDS[name], row


@pytest.mark.parametrize("name", FILES)
def test_cells_are_clean(name: str) -> None:
    for row in read(name):
        for column, cell in row.items():
            parts = items(cell) if column in LISTS else [cell]
            assert len(parts) == len(set(parts)), row
            for part in parts:
                assert part == " ".join(part.split()), (column, row)
                assert part or not cell, (column, row)
                assert "#" not in part, (column, row)
                assert "\\" not in part, (column, row)
            if column not in LISTS and column != "verified":
                assert ";" not in cell, (column, row)


@pytest.mark.parametrize("name", FILES[:2])
def test_labels_stand_and_aliases_add_something(name: str) -> None:
    for row in read(name):
        assert row["label"]
        assert row.get("label_nn", "-")
        assert row["label"] not in items(row["aliases"]), row
        assert row.get("label_nn") not in items(row["aliases"]), row


def test_ids_are_unique() -> None:
    rows = read("countries.csv") + read("organisations.csv")
    counts = Counter(row["entity_id"] for row in rows)
    assert [entity for entity, count in counts.items() if count > 1] == []


def test_country_ids_and_codes() -> None:
    codes = []
    for row in read("countries.csv"):
        assert QID.fullmatch(row["entity_id"]), row
        code = row["iso3166"]
        assert bool(code) == (row["kind"] != "historical"), row
        if code:
            codes.append(code)
            assert ISO.fullmatch(code), row
            assert code in ALPHA2 or row["kind"] == "constituent", row
            assert code.startswith("GB-") == (row["kind"] == "constituent"), row
    assert len(codes) == len(set(codes))


def test_former_names_are_aliases() -> None:
    for row in read("countries.csv"):
        assert set(items(row["formerly"])) <= set(items(row["aliases"])), row


@pytest.mark.parametrize("column", ["adjective", "demonyms"])
def test_adjectives_and_demonyms_have_one_country(column: str) -> None:
    claims: dict[str, set[str]] = defaultdict(set)
    for row in read("countries.csv"):
        for word in items(row[column]):
            assert word == word.lower(), row
            claims[word].add(row["label"])
    assert {word: ids for word, ids in claims.items() if len(ids) > 1} == {}


def test_organisation_ids() -> None:
    for row in read("organisations.csv"):
        assert bool(row["wikidata"]) == bool(row["verified"]), row
        if row["wikidata"]:
            assert QID.fullmatch(row["wikidata"]), row
            assert row["entity_id"] == row["wikidata"], row
        else:
            assert SLUG.fullmatch(row["entity_id"]), row
            assert row["entity_id"] == "organisation/" + slug(row["label"]), row


def test_organisation_countries() -> None:
    for row in read("organisations.csv"):
        assert not row["country"] or row["country"] in ALPHA2, row


def test_there_are_at_least_450_organisations_and_250_of_them_have_a_wikidata_id() -> None:
    rows = read("organisations.csv")
    assert len(rows) >= 450
    assert sum(bool(row["wikidata"]) for row in rows) >= 250


def test_every_kind_of_organisation_occurs() -> None:
    assert {row["kind"] for row in read("organisations.csv")} == KINDS["organisations.csv"]


def test_organisations_stand_by_kind_and_slug() -> None:
    rows = read("organisations.csv")
    kinds = list(dict.fromkeys(row["kind"] for row in rows))
    order = [(kinds.index(row["kind"]), slug(row["label"])) for row in rows]
    assert order == sorted(order)


def test_no_name_of_an_organisation_is_a_place() -> None:
    places = {row["label"] for row in read("places.csv")}
    for row in read("organisations.csv"):
        assert not places.intersection(names(row)), row


@pytest.mark.parametrize("fold", [False, True])
def test_no_name_has_two_owners(fold: bool) -> None:
    assert {name: ids for name, ids in owners(fold).items() if len(ids) > 1} == {}


def test_metonyms_name_a_country_or_an_organisation_by_its_label() -> None:
    labels = {
        row["entity_id"]: row["label"] for row in read("countries.csv") + read("organisations.csv")
    }
    for row in read("metonyms.csv"):
        assert row["label"] == labels[row["entity_id"]], row
        assert row["note"], row


def test_no_metonym_has_two_meanings_or_is_the_name_of_an_entity() -> None:
    forms = [row["form"] for row in read("metonyms.csv")]
    assert len({form.casefold() for form in forms}) == len(forms)
    assert not owners(fold=False).keys() & set(forms)


@pytest.mark.parametrize(
    ("form", "label"),
    [("Kreml", "Russland"), ("Det kvite hus", "USA"), ("Beijing", "Kina"), ("Peking", "Kina"),
     ("Kiev", "Ukraina"), ("Downing Street", "Storbritannia"), ("Brussel", "EU")],
)  # fmt: skip
def test_well_known_metonyms(form: str, label: str) -> None:
    assert [row["label"] for row in read("metonyms.csv") if row["form"] == form] == [label]


@pytest.mark.parametrize("form", ["Oslo", "Haag", "Jerusalem", "Sofia", "Pentagon"])
def test_names_that_seldom_or_not_surely_mean_a_government_are_no_metonyms(form: str) -> None:
    assert form not in {row["form"] for row in read("metonyms.csv")}


def test_titles_are_lower_case_and_unique() -> None:
    rows = read("titles.csv")
    counts = Counter(row["title"] for row in rows)
    assert [title for title, count in counts.items() if count > 1] == []
    for row in rows:
        for word in {row["title"], row["nn"] or row["title"]}:
            assert re.fullmatch(r"[a-zæøåéü]{4,}", word), row


@pytest.mark.parametrize(
    ("name", "entity"),
    [("USA", "Q30"), ("Noreg", "Q20"), ("Burma", "Q836"), ("Holland", "Q55"), ("Kongo", "Q974"),
     ("Sovjetunionen", "Q15180"), ("Nato", "Q7184"), ("Verdas helseorganisasjon", "Q7817"),
     ("Nato Russland-rådet", "organisation/nato-russland-radet"), ("Arbeidarpartiet", "Q190219"),
     ("UiO", "Q486156"), ("LO", "organisation/landsorganisasjonen-i-norge"), ("Fifa", "Q253414"),
     ("RBK", "organisation/rosenborg"), ("AfD", "Q6721203"), ("NSB", "Q83825")],
)  # fmt: skip
def test_well_known_names(name: str, entity: str) -> None:
    assert owners(fold=False)[name] == {entity}


@pytest.mark.parametrize("name", ["Kreml", "Det hvite hus", "Senatet", "Unionen", "Gaza", "DN"])
def test_ambiguous_names_have_no_owner(name: str) -> None:
    assert name not in owners(fold=False)


@pytest.mark.parametrize("name", ["Brann", "Viking", "Start", "Molde", "Virke", "Vy", "Posten"])
def test_names_that_are_words_or_towns_have_no_owner(name: str) -> None:
    assert name not in owners(fold=False)


def test_party_letters_stand_for_parties_of_norway() -> None:
    parties = {row["entity_id"]: row for row in read("organisations.csv")}
    rows = read("party_letters.csv")
    assert len({row["letter"] for row in rows}) == len(rows) > 0
    for row in rows:
        assert re.fullmatch("[A-ZÆØÅ]", row["letter"]), row
        party = parties[row["entity_id"]]
        assert (party["label"], party["kind"], party["country"]) == (row["label"], "party", "NO")
