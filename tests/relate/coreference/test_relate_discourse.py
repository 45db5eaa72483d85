"""Where an article speaks of persons, and how prominently."""

from pipeline.relate.coreference.discourse import Mention, mentions
from pipeline.relate.coreference.quoted import speeches
from pipeline.relate.sentences import Article, Sentence
from tests.relate.parsed_samples import parsed


def mentioned(text: str) -> list[Mention]:
    """Return the mentions of the paragraph `text`."""
    article = parsed(text)
    return mentions(article, speeches(article), {})


def test_a_subject_is_more_prominent_than_an_object_and_that_than_a_genitive() -> None:
    text = (
        "{Ola Berg|Ola|person} møtte {Pers|Per|person} kone. "
        "Vi ringte {Kari Moe|Kari|person} i går."
    )
    weight = {one.key: one.weight for one in mentioned(text) if one.name}
    assert weight["Ola"] > weight["Kari"] > weight["Per"]


def test_a_person_without_a_name_is_known_by_the_noun() -> None:
    keys = [one.key for one in mentioned("En mann kom. Mannen smilte. Det regnet.")]
    assert keys == ["noun:mann", "noun:mann"]


def test_a_title_and_its_name_are_one_mention() -> None:
    assert [one.key for one in mentioned("Trener {Ola Berg|Ola|person} kom.")] == ["Ola"]


def test_what_somebody_is_called_is_no_mention() -> None:
    keys = [one.key for one in mentioned("{Ola Berg|Ola|person} er trener. Han jobber som lærer.")]
    assert keys == ["Ola"]


def test_speech_marks_its_mentions() -> None:
    found = mentioned("- {Ola Berg|Ola|person} er flink, sier {Kari Moe|Kari|person}.")
    assert [(one.key, one.spoken) for one in found] == [("Ola", True), ("Kari", False)]


def test_names_without_a_parse_are_weighed_by_what_stands_before_them() -> None:
    article = parsed("{Ola Berg|Ola|person} snakket med {Kari Moe|Kari|person} i går.")
    (one,) = article.sentences
    bare = Article("a", article.text, (Sentence(0, 0, one.start, one.end, one.names),))
    first, second = mentions(bare, {}, {})
    assert first.weight > second.weight
