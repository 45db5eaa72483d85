"""Where the training data are read and where intermediate files and the pipeline are written."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

HERE = Path(__file__).resolve().parent
CONFIGS = HERE / "configs"
PACKAGED = HERE.parent / "pipeline" / "models" / "nb_navnenett_news"


@dataclass(frozen=True)
class Data:
    """The files that training reads, under one folder."""

    root: Path

    @property
    def train(self) -> Path:
        """Bokmål, CoNLL-U with syntax and names."""
        return self.root / "norne" / "no_bokmaal-ud-train.conllu"

    @property
    def dev(self) -> Path:
        """Bokmål development set, CoNLL-U with syntax and names."""
        return self.root / "norne" / "no_bokmaal-ud-dev.conllu"

    @property
    def nynorsk(self) -> Path:
        """Nynorsk, NDT columns; only its names are used."""
        return self.root / "norne" / "no_nynorsk-ndt-train.conll"

    @property
    def lists(self) -> Path:
        """Folder of name lists."""
        return self.root / "gazetteers"

    @property
    def text(self) -> Path:
        """Tokenised running text, one sentence a line, packed with xz."""
        return self.root / "text" / "nb_45m.txt.xz"

    @contextmanager
    def open_text(self) -> Iterator[IO[str]]:
        """Open the running text, a tokenised sentence a line."""
        with lzma.open(self.text, "rt", encoding="utf-8") as lines:
            yield lines


@dataclass(frozen=True)
class Build:
    """The intermediate files, under one folder that git ignores."""

    root: Path = HERE / "build"

    @property
    def floret(self) -> Path:
        """Vectors in floret's text format."""
        return self.root / "vectors.floret"

    @property
    def base(self) -> Path:
        """Tokenizer and vectors without components; the syntax training starts from it."""
        return self.root / "base"

    @property
    def lexicon(self) -> Path:
        """What is known of word forms, packed."""
        return self.root / "lexicon.bin"

    @property
    def silver(self) -> Path:
        """Running text with the teachers' tags."""
        return self.root / "silver.npz"

    def network(self, name: str) -> Path:
        """Weights of one network of the name tagger (`teacher-1`, …, `student`)."""
        return self.root / f"{name}.network"

    def corpus(self, name: str) -> Path:
        """One converted set (`syntax_train`, `dev`), a spaCy DocBin."""
        return self.root / f"{name}.spacy"

    @property
    def syntax(self) -> Path:
        """Output folder of the syntax training."""
        return self.root / "syntax"
