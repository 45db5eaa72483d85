"""The wrong and the missed relations and statements of a run, with their sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.evaluate.gold import GoldArticle
from pipeline.evaluate.matching import bare
from pipeline.evaluate.relations import OPTIONAL, RIGHT, WRONG, Compared, Judged, Key
from pipeline.evaluate.stated import Beside
from pipeline.evaluate.statements import NO_STATEMENT, ComparedStatements


@dataclass(frozen=True)
class Mistake:
    """What went wrong, in words; `kind` is `wrong` or `missed` and what (`wrong role`)."""

    kind: str
    article_id: str
    about: str
    sentence: str


def mistakes(held: Beside) -> Iterator[Mistake]:
    """Yield every wrong and every missed relation and statement, article by article."""
    for compared in held.relations:
        yield from _of_relations(compared)
    for said in held.statements:
        yield from _of_statements(said)


def _of_relations(compared: Compared) -> Iterator[Mistake]:
    article = compared.article
    names = _names(article)
    for one in compared.judged:
        if one.verdict == WRONG:
            sentence = _sentence(article, one.key[3])
            yield Mistake(f"wrong {one.key[0]}", article.id, _wrong(one, compared), sentence)
    for key in compared.missed:
        about = _missed(key, compared, names)
        yield Mistake(f"missed {key[0]}", article.id, about, _sentence(article, key[3]))


def _wrong(one: Judged, compared: Compared) -> str:
    found, (_, source, target, number) = one.found, one.key
    told = [f"{found.source} → {found.target}: {found.label} [{found.pattern or 'no pattern'}]"]
    if one.outside:
        told.append("the gold marks neither name")
    else:
        told += [
            f"{name} stands for no gold entity"
            for name, entity in ((found.source, source), (found.target, target))
            if entity.startswith("?")
        ]
    others = sorted(
        key[0] + (" the other way" if key[1:3] == (target, source) else "")
        for key in compared.wanted
        if key[3] == number and {key[1], key[2]} == {source, target}
    )
    if others:
        told.append(f"gold has {', '.join(others)} there")
    return "; ".join(told)


def _missed(key: Key, compared: Compared, names: dict[str, str]) -> str:
    _, source, target, _ = key
    gold = compared.wanted[key]
    trigger = " ".join(compared.article.text[gold[0].start : gold[0].end].split())
    told = f"{names.get(source, source)} → {names.get(target, target)}: {trigger}"
    return told + ("; needs coreference" if all(one.coref for one in gold) else "")


def _of_statements(compared: ComparedStatements) -> Iterator[Mistake]:
    article = compared.article
    names = _names(article)
    for one in compared.judged:
        if one.verdict in (RIGHT, OPTIONAL):
            continue
        found = one.found
        about = f"{found.speaker}: {found.label} [{found.pattern or 'no pattern'}]"
        if one.verdict == NO_STATEMENT:
            about += "; the gold has no statement there"
        else:
            speakers = sorted({names.get(said.speaker or "", "nobody named") for said in one.gold})
            about += f"; the gold's speaker is {', '.join(speakers)}"
        yield Mistake("wrong statement", article.id, about, article.text[found.start : found.end])
    for said in compared.missed:
        about = names.get(said.speaker or "", "") + ("; needs coreference" if said.coref else "")
        yield Mistake("missed statement", article.id, about, article.text[said.start : said.end])


def _names(article: GoldArticle) -> dict[str, str]:
    """Return the longest name of each gold entity in the article, the first of as long ones."""
    names: dict[str, str] = {}
    for one in article.mentions:
        start, end = bare(article.text, one.start, one.end)
        text = article.text[start:end]
        if not one.optional and len(text) > len(names.get(one.entity, "")):
            names[one.entity] = text
    return names


def _sentence(article: GoldArticle, number: int) -> str:
    if not article.sentences:
        return ""
    start, end = article.sentences[number]
    return article.text[start:end]
