"""A relation that was found in a sentence, before it becomes a row of the table."""

from dataclasses import dataclass

from pipeline.relate.sentences import Name


@dataclass(frozen=True, slots=True)
class Relation:
    """What a sentence states of two entities; the fields are those of the table `relations`.

    `start` and `end` are the stretch that states it, offsets into the article's text. `source` and
    `target` are names, of the sentence or, where `coreference` says by which rule, of another one.
    """

    type: str
    source: Name
    target: Name
    label: str
    sentence: int
    start: int
    end: int
    negated: bool = False
    modality: str = ""
    pattern: str = ""
    coreference: str = ""
