"""entities.ftm.json as the package followthemoney reads and checks it."""

import json
from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest
from followthemoney import EntityProxy, model
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SettingsError
from pipeline.export import followthemoney
from pipeline.export.followthemoney import links
from pipeline.export.followthemoney.proxies import entity_id, line, make
from pipeline.export.text import plain
from pipeline.stated import RELATION_TYPES
from pipeline.tables import columns, empty, frame
from tests.export.export_samples import FINE, HOSTILE, network
from tests.samples import article

KARI, OLA, LAGET, NORGE = "person/000", "person/001", "organisation/002", "Q20"
TEXT = "Kari Holm leder Hjelpelaget.\n\nHun møtte Ola Berg i Bergen."
ARTICLES = frame(
    "articles",
    [
        article(
            "b",
            TEXT,
            title="Ny leder",
            date="2017-02",
            sha256="1",
            source="nyheter.jsonl https://avis.no/b?x=1",
        ),
        article("a", "Annet.", title=None, date=None, sha256="2", language="en"),
        article("kopi", TEXT, title="Ny leder", duplicate_of="b", sha256="1"),
    ],
)
_MENTION = dict.fromkeys(columns("mentions"), 0) | {"derived": False}


def _node(entity: str, label: str, kind: str, **more: Any) -> dict[str, Any]:
    row = dict.fromkeys(columns("nodes"), 1) | dict.fromkeys(("wikidata", "iso3166", "country"))
    seen = {"first_seen": "2017-02", "last_seen": "2019"}
    return (
        {**row, "entity_id": entity, "label": label, "type": kind, "aliases": label} | seen | more
    )


NODES = frame(
    "nodes",
    [
        _node(NORGE, "Norge", "country", wikidata="Q20", iso3166="NO"),
        _node(LAGET, "Hjelpelaget", "organisation", country="NO", aliases="Hjelpelaget;HL"),
        _node(KARI, "Kari Holm", "person", aliases="Holm;Kari Holm;Kari M. Holm"),
        _node(OLA, "Ola Berg", "person"),
        _node("place/bergen", "Bergen", "place", country="NO"),
        _node("other/f-35", "F-35", "other"),
    ],
)


def _edges(*ends: tuple[str, str]) -> pd.DataFrame:
    row: dict[str, Any] = dict.fromkeys(columns("graph_edges"), 2)
    seen = {"first_seen": "2017-02", "last_seen": "2019", "relations": ""}
    rows = [{**row, **seen, "source_id": one, "target_id": other} for one, other in ends]
    return frame("graph_edges", rows)


def _mention(entity: str, text: str, where: str = "b") -> dict[str, Any]:
    return {**_MENTION, "entity_id": entity, "text": text, "article_id": where}


def _evidence(relation: str, source: str, target: str, **more: Any) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(columns("evidence"), "")
    where = {"article_id": "b", "title": "Ny leder", "date": "2017-02", "sentence": 0}
    ends = {"source_id": source, "target_id": target, "relation": relation}
    whole = {"last_sentence": 0, "text": "Her står det."}
    return {**row, **where, **whole, **ends, **more}


def _read(lines: bytes) -> list[EntityProxy]:
    """Return the entities after the checks that importers make."""
    found = []
    for text in lines.splitlines():
        data = json.loads(text)
        proxy = model.get_proxy(data)
        proxy.schema.validate(data)
        assert proxy.to_dict() == data
        assert all(proxy.has(name) for name in proxy.schema.required)
        found.append(proxy)
    ids = [proxy.id for proxy in found]
    assert len(set(ids)) == len(ids)
    refers = {
        value for proxy in found for prop, value in proxy.itervalues() if prop.type.name == "entity"
    }
    assert refers <= set(ids)
    return found


def _document(
    edges: Sequence[tuple[str, str]] = (),
    evidence: Sequence[dict[str, Any]] = (),
    mentions: Sequence[dict[str, Any]] = (),
    nodes: pd.DataFrame = NODES,
) -> list[EntityProxy]:
    lines = followthemoney.document(
        nodes,
        _edges(*edges),
        articles=[ARTICLES[:1], ARTICLES[1:]],
        mentions=[frame("mentions", mentions)],
        evidence=[frame("evidence", evidence)],
    )
    return _read(b"".join(lines))


def _links(*evidence: dict[str, Any]) -> list[EntityProxy]:
    return [proxy for proxy in _document(evidence=evidence) if proxy.schema.edge]


def test_each_type_has_its_schema_and_what_the_model_has_no_word_for_is_left_out() -> None:
    found = {proxy.caption: proxy for proxy in _document()[:5]}
    assert {name: proxy.schema.name for name, proxy in found.items()} == {
        "Norge": "PublicBody",
        "Hjelpelaget": "Organization",
        "Kari Holm": "Person",
        "Ola Berg": "Person",
        "Bergen": "Address",
    }
    assert found["Norge"].get("wikidataId") == ["Q20"]
    assert found["Norge"].get("country") == found["Bergen"].get("country") == ["no"]
    assert found["Bergen"].get("full") == ["Bergen"]
    assert found["Norge"].get("summary") == ["1 mention in 1 article, 2017-02 to 2019"]


def test_a_surname_alone_is_a_weak_alias_but_an_acronym_is_not() -> None:
    found = {proxy.caption: proxy for proxy in _document()[:5]}
    assert found["Kari Holm"].get("alias") == ["Kari M. Holm"]
    assert found["Kari Holm"].get("weakAlias") == ["Holm"]
    assert found["Hjelpelaget"].get("alias") == ["HL"]
    assert found["Hjelpelaget"].get("weakAlias") == []


def test_an_article_has_its_text_and_whom_it_names_and_a_copy_is_left_out() -> None:
    mentions = [
        _mention(KARI, "Kari Holm"),
        _mention(KARI, "Hun"),
        _mention(KARI, "Kari Holm"),
        _mention(NORGE, "norske"),
        _mention("other/f-35", "F-35"),
        _mention(KARI, "Kari Holm", "kopi"),
    ]
    proxies = _document(mentions=mentions)
    first, second = [proxy for proxy in proxies if proxy.schema.name == "Article"]
    assert first.get("title") == ["Ny leder"]
    assert first.get("bodyText") == [TEXT]
    assert first.get("publishedAt") == ["2017-02"]
    assert first.get("language") == ["nor"]
    assert first.get("sourceUrl") == ["https://avis.no/b?x=1"]
    assert first.get("peopleMentioned") == ["Kari Holm"]
    assert first.get("detectedCountry") == ["no"]
    assert (second.get("title"), second.get("language")) == (["a"], ["eng"])
    assert not second.has("sourceUrl")
    told = {
        (proxy.first("document"), proxy.first("entity")): proxy.first("summary")
        for proxy in proxies
        if proxy.schema.name == "Documentation"
    }
    assert told == {
        (first.id, entity_id("entity", KARI)): "3 times: Kari Holm, Hun",
        (first.id, entity_id("entity", NORGE)): "1 time: norske",
    }


def test_a_tie_leads_to_its_sentences_and_articles() -> None:
    evidence = [
        _evidence("co-occurrence", KARI, OLA, text="To.", sentence=2),
        _evidence("co-occurrence", KARI, OLA, text="Én."),
        _evidence("co-occurrence", KARI, OLA, article_id="a", title=None, date=None, text="Nul."),
        _evidence("co-occurrence", KARI, "other/f-35"),
    ]
    proxies = _document(edges=[(KARI, OLA), (KARI, "other/f-35")], evidence=evidence)
    dated, undated = (proxy.id for proxy in proxies if proxy.schema.name == "Article")
    (tie,) = [proxy for proxy in proxies if proxy.schema.edge]
    assert tie.schema.name == "UnknownLink"
    assert tie.get("subject") == [entity_id("entity", KARI)]
    assert tie.get("object") == [entity_id("entity", OLA)]
    assert tie.get("role") == ["co-occurrence"]
    assert (tie.first("startDate"), tie.first("endDate")) == ("2017-02", "2019")
    assert tie.get("summary") == ["2 co-occurrences in 2 articles, 2017-02 to 2019"]
    assert tie.get("description") == [
        "Én. (Ny leder, 2017-02)",
        "To. (Ny leder, 2017-02)",
        "Nul. (a)",
    ]
    assert tie.get("proof") == [dated, undated]
    assert tie.get("sourceUrl") == ["https://avis.no/b?x=1"]


def test_a_role_and_a_membership_told_as_facts_are_memberships() -> None:
    role, member = _links(
        _evidence("role", KARI, LAGET, label="leder", date="2017-02"),
        _evidence("role", KARI, LAGET, label="leder", date="2019-01", sentence=3),
        _evidence("member_of", NORGE, LAGET),
    )[::-1][:2][::-1]
    found = {proxy.first("role"): proxy for proxy in (role, member)}
    assert {proxy.schema.name for proxy in found.values()} == {"Membership"}
    assert found["leder"].get("member") == [entity_id("entity", KARI)]
    assert found["leder"].get("organization") == [entity_id("entity", LAGET)]
    assert found["leder"].first("startDate") == "2017-02"
    assert found["leder"].first("endDate") == "2019-01"
    assert found["leder"].get("summary") == ["2 passages, 2017-02 to 2019-01"]
    assert found["member"].get("member") == [entity_id("entity", NORGE)]


@pytest.mark.parametrize("kind", sorted(RELATION_TYPES))
@pytest.mark.parametrize(
    ("denied", "modality", "status", "words"),
    [("not ", "", "denied", "not"), ("", "planned", "planned", "planned")],
)
def test_what_is_denied_or_planned_is_no_more_than_that(
    kind: str, denied: str, modality: str, status: str, words: str
) -> None:
    (link,) = _links(_evidence(f"{denied}{kind}", KARI, LAGET, label="ord", modality=modality))
    assert link.schema.name == "UnknownLink"
    assert link.get("role") == [f"{words} {kind}: ord"]
    assert link.get("status") == [status]


@pytest.mark.parametrize("kind", sorted(set(RELATION_TYPES) - {"role", "member_of"}))
def test_other_relations_say_in_their_role_what_they_are(kind: str) -> None:
    (link,) = _links(_evidence(kind, OLA, LAGET, label="ord"))
    assert link.schema.name == "UnknownLink"
    assert link.get("role") == [f"{kind}: ord"]
    assert not link.has("status")
    ends = {link.first("subject"), link.first("object")}
    assert ends == {entity_id("entity", OLA), entity_id("entity", LAGET)}


def test_a_role_of_or_in_a_place_is_an_unknown_link_for_places_have_no_members() -> None:
    (link,) = _links(_evidence("role", KARI, "place/bergen", label="ordfører"))
    assert (link.schema.name, link.get("role")) == ("UnknownLink", ["role: ordfører"])


def test_a_meeting_is_one_link_whoever_is_named_first_and_nobody_is_tied_to_himself() -> None:
    found = _links(
        _evidence("meets", OLA, KARI, label="møte"),
        _evidence("meets", KARI, OLA, label="møte", sentence=1),
        _evidence("meets", KARI, KARI, label="møte"),
    )
    assert [link.get("summary") for link in found] == [["2 passages, 2017-02"]]


def test_long_evidence_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "MOST", 2)
    rows = [_evidence("meets", KARI, OLA, sentence=n, text=f"{n}" * 2_000) for n in range(3)]
    (link,) = _links(*rows)
    assert link.get("summary") == ["3 passages, 2017-02; the first 2 of 3 sentences shown"]
    assert [len(text) for text in link.get("description")] == [1_020, 1_020]
    assert link.first("description") == "0" * 999 + "… (Ny leder, 2017-02)"


def test_a_long_article_is_told_in_parts_and_a_long_name_is_cut() -> None:
    lines = "\n".join(f"Linje {number}." for number in range(20_000))
    article = make("Article", "x", title="x", bodyText=lines)
    parts = article.get("bodyText")
    assert len(parts) > 1
    assert "\n".join(part.removesuffix("\n") for part in parts) == lines
    _read(line(article))
    person = make("Person", "x", name="Å" * 1_000)
    assert person.get("name") == ["Å" * 383 + "…"]


def test_hostile_names_come_out_as_text_and_valid() -> None:
    nodes, edges = network([*FINE, *HOSTILE, '""', "\x00"])
    lines = followthemoney.document(
        nodes[nodes["type"] != "other"],
        edges,
        articles=[],
        mentions=[],
        evidence=[],
    )
    found = {proxy.id: proxy for proxy in _read(b"".join(lines))}
    for row in nodes[nodes["type"] != "other"].to_dict("records"):
        assert found[entity_id("entity", row["entity_id"])].has("name")


@given(st.text(st.characters(exclude_categories=()), max_size=60))
@settings(deadline=None)
def test_any_text_is_told_on_clean_lines_or_left_out(text: str) -> None:
    article = make("Article", "x", title=text, bodyText=text, peopleMentioned=[text])
    (same,) = _read(line(article))
    for name in ("title", "bodyText", "peopleMentioned"):
        lines = [plain(row) for told in same.get(name) for row in told.split("\n")]
        assert [row for told in same.get(name) for row in told.split("\n")] == lines
    words = plain(text).strip()
    assert same.get("title") == ([words] if words else [])
    assert "".join("".join(same.get("bodyText")).split()) == "".join(words.split())


def test_a_link_that_runs_a_script_is_no_link() -> None:
    hostile = ARTICLES[:1].assign(source="javascript:alert(1)")
    lines = followthemoney.document(
        NODES, empty("graph_edges"), articles=[hostile], mentions=[], evidence=[]
    )
    (article,) = [proxy for proxy in _read(b"".join(lines)) if proxy.schema.name == "Article"]
    assert not article.has("sourceUrl")
    assert article.get("fileName") == ["javascript:alert(1)"]


def test_the_order_of_evidence_and_mentions_does_not_matter() -> None:
    evidence = [_evidence("meets", KARI, OLA, sentence=n, text=f"{n}.") for n in range(9)]
    evidence += [_evidence("co-occurrence", KARI, OLA, sentence=n) for n in range(3)]
    mentions = [_mention(KARI, "Holm"), _mention(OLA, "Berg"), _mention(KARI, "Kari Holm")]
    once = _document([(KARI, OLA)], evidence, mentions)
    again = _document([(KARI, OLA)], evidence[::-1], mentions[::-1])
    assert [one.to_dict() for one in once] == [one.to_dict() for one in again]


def test_ids_tell_of_the_entity_and_of_the_text_of_an_article() -> None:
    assert entity_id("entity", "Q20") == entity_id("entity", "Q20") != entity_id("entityQ", "20")
    other = ARTICLES[:1].assign(sha256="9")
    both = [
        b"".join(
            followthemoney.document(
                empty("nodes"), _edges(), articles=[one], mentions=[], evidence=[]
            )
        )
        for one in (ARTICLES[:1], other)
    ]
    assert len({_read(lines)[0].id for lines in both}) == 2


def test_without_the_package_the_error_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    followthemoney.require()
    monkeypatch.setattr("pipeline.export.followthemoney.proxies.find_spec", lambda name: None)
    with pytest.raises(SettingsError, match=r"pip install '\.\[ftm\]'"):
        followthemoney.require()
