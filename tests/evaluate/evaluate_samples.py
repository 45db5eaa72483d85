"""A handmade treebank file: sentences of our own, annotated by hand; and gold articles."""

from typing import Any

from pipeline.evaluate.conll import Sentence, parse

COLUMNS = "{}\t{}\t{}\t{}\t_\t{}\t{}\t{}\t_\t{}"

MEETING = [
    ("Lavrov", "Lavrov", "PROPN", "_", 2, "nsubj", "name=B-PER"),
    ("møtte", "møte", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin", 0, "root", "name=O"),
    ("Rex", "Rex", "PROPN", "_", 2, "obj", "name=B-PER"),
    ("Tillerson", "Tillerson", "PROPN", "_", 3, "flat:name", "name=I-PER"),
    ("i", "i", "ADP", "_", 6, "case", "name=O"),
    ("Bonn", "Bonn", "PROPN", "_", 2, "obl", "SpaceAfter=No|name=B-GPE_LOC"),
    (".", "$.", "PUNCT", "_", 2, "punct", "name=O"),
]
HEADLINE = [
    ("Toppmøte", "toppmøte", "NOUN", "Number=Sing", 0, "root", "name=O"),
    ("i", "i", "ADP", "_", 3, "case", "name=O"),
    ("Nato", "Nato", "PROPN", "_", 1, "nmod", "name=B-ORG"),
]
REPLY = [
    ("Han", "han", "PRON", "_", 2, "nsubj", "name=O"),
    ("smilte", "smile", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin", 0, "root", "SpaceAfter=No"),
    (".", "$.", "PUNCT", "_", 2, "punct", "name=O"),
]


def sentence(rows: list[tuple[str, str, str, str, int, str, str]]) -> str:
    """The lines of one sentence, with the blank line after it."""
    lines = [COLUMNS.format(n, *row) for n, row in enumerate(rows, start=1)]
    return "\n".join(lines) + "\n\n"


CONLLU = (
    "# newdoc id = egen_1\n# sent_id = 1\n"
    + sentence(HEADLINE)
    + "# newpar\n# sent_id = 2\n"
    + sentence(MEETING)
    + sentence(REPLY)
)


def sentences() -> list[Sentence]:
    """The whole file, read."""
    return list(parse(CONLLU.splitlines()))


GOLD_TEXT = "Lavrov møtte Tillerson i Bonn. Russlands Lavrov smilte. Lavrov gikk."


def gold() -> dict[str, Any]:
    """One gold article of our own, as its JSON file holds it; Bonn need not be found."""
    found = [
        ("Lavrov", 0, "person", "lavrov", {}),
        ("Tillerson", 0, "person", "tillerson", {}),
        ("Bonn", 0, "place", "bonn", {"optional": True}),
        ("Russlands", 0, "country", "russland", {}),
        ("Lavrov", 40, "person", "lavrov", {}),
        ("Lavrov", 50, "person", "lavrov", {}),
    ]
    mentions = []
    for name, after, kind, entity, more in found:
        start = GOLD_TEXT.index(name, after)
        mentions.append(
            {"start": start, "end": start + len(name), "type": kind, "entity": entity, **more}
        )
    sentences, at = [], 0
    for part in GOLD_TEXT.split(". "):
        sentences.append([at, at + len(part.rstrip(".")) + 1])
        at += len(part) + 2
    article = {"id": "egen", "text": GOLD_TEXT, "sentences": sentences, "mentions": mentions}
    return {"articles": [article]}
