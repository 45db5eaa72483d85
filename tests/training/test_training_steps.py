"""The steps of the training on a folder of our own making, short of training itself."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from spacy.training import Example

from pipeline.evaluate.conll import read
from pipeline.evaluate.documents import to_doc
from training.cli import main
from training.convert import convert
from training.evaluate import evaluate, performance
from training.paths import Build, Data
from training.vectors import blank, read_floret

NYNORSK = (
    "# newdoc id = eiga_1\n"
    "1\tNoreg\tNoreg\tsubst\tsubst\tprop\t0\tFRAG\t_\tname=B-GPE_LOC\n"
    "2\t.\t$.\tclb\tclb\t<punkt>\t1\tIP\t_\tname=O\n"
    "\n"
    "1\t|\t$|\tclb\tclb\t<overskrift>\t0\tIP\t_\tname=O\n"
    "\n"
)


@pytest.fixture
def data(tmp_path: Path, conllu: str) -> Data:
    folder = Data(tmp_path / "data")
    folder.train.parent.mkdir(parents=True)
    folder.train.write_text(conllu, encoding="utf-8")
    folder.dev.write_text(conllu, encoding="utf-8")
    folder.nynorsk.write_text(NYNORSK, encoding="utf-8")
    return folder


def test_convert_writes_both_sets_the_same_each_time(data: Data, tmp_path: Path) -> None:
    first, second = Build(tmp_path / "first"), Build(tmp_path / "second")
    counts = convert(data, first)
    assert counts == convert(data, second)
    assert {name: documents for name, (documents, _) in counts.items()} == {
        "syntax_train": 1,
        "dev": 1,
    }
    for name in counts:
        assert first.corpus(name).read_bytes() == second.corpus(name).read_bytes()


def test_reads_florets_text_format(tmp_path: Path) -> None:
    path = tmp_path / "tiny.floret"
    path.write_text("2 3 3 5 2 2166136261 < >\n0 1 2 3 \n1 4 5.5 -6 \n", encoding="utf-8")
    vectors = read_floret(path, blank())
    assert vectors.data.tolist() == [[1, 2, 3], [4, 5.5, -6]]
    assert (vectors.minn, vectors.maxn, vectors.hash_count) == (3, 5, 2)
    nlp = blank(path)
    assert nlp("Sjeremetjevo")[0].has_vector


def test_the_tokenizer_parts_parties_from_full_stops() -> None:
    tokens = [t.text for t in blank()("Hun er med i Ap. Han er med i Frp. Det er bl.a. derfor.")]
    assert tokens[4:6] == ["Ap", "."]
    assert tokens[10:12] == ["Frp", "."]
    assert "bl.a." in tokens


def test_evaluate_prints_a_table_and_json(data: Data, tmp_path: Path) -> None:
    model = tmp_path / "model"
    nlp = blank()
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": "Lavrov"}])  # type: ignore[attr-defined]
    nlp.to_disk(model)
    result = CliRunner().invoke(
        main, ["evaluate", "--data", str(data.root), "--model", str(model), "--json"]
    )
    assert result.exit_code == 0, result.output
    text, _, rest = result.output.partition("\n{")
    assert "spans only" in text
    strict = json.loads("{" + rest)["raw_text"]["names"]["strict"]
    assert (strict["p"], strict["r"]) == (1, 0.25)


def test_meta_gets_the_scores_by_spacys_names(data: Data, tmp_path: Path) -> None:
    model = tmp_path / "model"
    nlp = blank()
    nlp.add_pipe("senter")
    doc = to_doc(nlp.vocab, list(read(data.dev)))
    nlp.initialize(lambda: [Example(doc, doc)])
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": "Lavrov"}])  # type: ignore[attr-defined]
    nlp.to_disk(model)
    scores = performance(evaluate(model, data.dev))
    assert (scores["ents_p"], scores["ents_r"], scores["ents_f"]) == (1, 0.25, 0.4)
    assert scores["ents_per_type"]["ORG"] == {"p": 0, "r": 0, "f": 0}  # type: ignore[index]
    assert scores["gold_tokens"]["ents_f"] == 0.4  # type: ignore[index]
    assert scores["token_f"] == 1
    assert {"sents_f", "one_paragraph"} <= set(scores["senter"])  # type: ignore[call-overload]
    assert "dep_uas" not in scores
    assert json.loads(json.dumps(scores)) == scores


def test_a_folder_that_is_not_there_is_named() -> None:
    result = CliRunner().invoke(main, ["convert", "--data", "/ingen/slik/mappe"])
    assert result.exit_code == 2
    assert "/ingen/slik/mappe" in result.output
