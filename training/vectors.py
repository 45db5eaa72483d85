"""Word vectors for words never seen before (floret), and the empty pipeline that carries them."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.vectors import Mode, Vectors  # type: ignore[import-not-found, unused-ignore]

from training import tokenizer
from training.paths import Build, Data
from training.sizes import FULL, Sizes

ROWS = 20_000
WIDTH = 96
SETTINGS = {
    "model": "skipgram",
    "mode": "floret",
    "hashCount": 2,
    "bucket": ROWS,
    "dim": WIDTH,
    "minn": 3,
    "maxn": 5,
    "minCount": 5,
    "verbose": 0,
    "lr": 0.05,
}


def learn(data: Data, build: Build, *, threads: int = 2, sizes: Sizes = FULL) -> None:
    """Learn the vectors, 20 minutes on two cores; only one thread gives the same table again."""
    import floret  # type: ignore[import-untyped, unused-ignore]

    build.root.mkdir(parents=True, exist_ok=True)
    plain = build.root / "text.txt"
    with data.open_text() as lines, plain.open("w", encoding="utf-8") as unpacked:
        unpacked.writelines(islice(lines, sizes.text_lines))
    settings = {**SETTINGS, "epoch": sizes.vector_epochs}
    model = floret.train_unsupervised(str(plain), thread=threads, **settings)
    model.save_floret_vectors(str(build.floret))
    plain.unlink()


def blank(vectors: Path | None = None) -> Language:
    """A Norwegian pipeline with the mended tokenizer, the vectors if given, no components."""
    nlp = tokenizer.blank()
    if vectors is not None:
        nlp.vocab.vectors = read_floret(vectors, nlp)
    return nlp


def read_floret(path: Path, nlp: Language) -> Vectors:
    """Read floret's text format: a header line with the settings, then one row a line."""
    import numpy

    with path.open(encoding="utf-8") as lines:
        rows, width, minn, maxn, hashes, seed, begin, end = next(lines).split(" ")
        table = numpy.zeros((int(rows), int(width)), dtype="float32")
        for line in lines:
            index, *values = line.rstrip(" \n").split(" ")
            table[int(index)] = [float(v) for v in values]
    return Vectors(
        strings=nlp.vocab.strings,
        mode=Mode.floret,
        data=table,
        hash_count=int(hashes),
        hash_seed=int(seed),
        minn=int(minn),
        maxn=int(maxn),
        bow=begin,
        eow=end.rstrip("\n"),
        name="nb_navnenett_news.vectors",
    )


def make_base(build: Build, *, with_vectors: bool = True) -> None:
    """Write the pipeline that both trainings start from."""
    blank(build.floret if with_vectors else None).to_disk(build.base)
