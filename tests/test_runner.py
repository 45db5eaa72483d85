"""Tests of pipeline/runner.py, pipeline/job.py and pipeline/outputs.py: whole runs."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import pipeline
from pipeline import tasks
from pipeline.errors import InputError, ModelError, OutputError, SettingsError
from pipeline.results import Results
from pipeline.runner import run_stages
from pipeline.settings import make
from pipeline.tasks import Task

Contents = Callable[[Path], dict[str, bytes]]


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the steps that were really done, in the order in which they were."""
    names: list[str] = []
    work = tasks.execute

    def counted(task: Task) -> dict[str, list[Path]]:
        names.append(task.step.name if task.step else "read")
        return work(task)

    monkeypatch.setattr("pipeline.runner.execute", counted)
    return names


def _run(articles: Path, model: Path, output: str = "out", **options: Any) -> Results:
    return pipeline.run(articles, output, model=str(model), **options)


def test_a_run_writes_every_file_and_the_network_is_right(
    articles: Path, small_model: Path
) -> None:
    results = _run(articles, small_model)
    for name in results.record["output"]:
        assert (results.folder / name).stat().st_size > 0
    counts = results.edges.set_index(["source", "target"])["count"].to_dict()
    assert counts["Sergej Lavrov", "Rex Tillerson"] == 3
    assert counts["Russland", "NATO"] == 1
    assert results.find("Lavrov")["entity_id"] == results.find("Sergei Lavrov")["entity_id"]
    assert results.record["counts"]["articles"] == 3


def test_offsets_of_mentions_lead_to_their_text(articles: Path, small_model: Path) -> None:
    results = _run(articles, small_model)
    texts = dict(zip(results.articles["article_id"], results.articles["text"], strict=True))
    assert len(results.mentions) > 10
    for row in results.mentions.itertuples():
        assert texts[row.article_id][row.start : row.end] == row.text
    assert (articles / "a.txt").read_text(encoding="utf-8") == texts["a"]


def test_a_photo_credit_and_a_date_header_feed_no_network(
    articles: Path, small_model: Path
) -> None:
    results = _run(articles, small_model)
    assert "Per Hansen" not in set(results.mentions["text"])
    assert results.articles.set_index("article_id").at["a", "date"] == "2017-02"


def test_the_same_input_gives_the_same_bytes_whatever_the_workers_and_the_order(
    articles: Path, small_model: Path, contents: Contents, tmp_path: Path
) -> None:
    for number in range(80):  # enough for several parts
        text = f"Norge og FN møttes {number} ganger i Bonn. Russland og NATO møttes ikke.\n"
        (articles / f"flere{number}.txt").write_text(text, encoding="utf-8")
    _run(articles, small_model, "one")
    again = tmp_path / "again"
    for path in sorted(articles.rglob("*.txt"), reverse=True):
        copy = again / path.relative_to(articles)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    shutil.rmtree(articles)
    again.rename(articles)
    _run(articles, small_model, "other", workers=2)
    assert len(list(Path("one/tables/annotate/docs").iterdir())) > 1
    assert contents(Path("one")) == contents(Path("other"))


def test_a_second_run_does_nothing_anew(
    articles: Path, small_model: Path, contents: Contents, done: list[str]
) -> None:
    _run(articles, small_model)
    before = contents(Path("out"))
    done.clear()
    _run(articles, small_model)
    assert done == []
    assert contents(Path("out")) == before


def test_an_option_of_the_graph_does_not_annotate_anew(
    articles: Path, small_model: Path, done: list[str]
) -> None:
    _run(articles, small_model)
    done.clear()
    _run(articles, small_model, min_count=2)
    assert set(done) == {"graph", "periods", "evidence"}
    done.clear()
    _run(articles, small_model, min_count=2, window="paragraph")
    assert set(done) == {"co-occur", "dates", "weigh", "graph", "periods", "evidence"}
    done.clear()
    _run(articles, small_model, min_count=2, window="paragraph", period="month")
    assert set(done) == {"periods"}
    done.clear()
    _run(articles, small_model, fresh=True)
    assert {"read", "annotate", "within"} <= set(done)


def test_another_weight_weighs_anew_and_a_filter_only_measures_the_graph_anew(
    articles: Path, small_model: Path, done: list[str]
) -> None:
    counted = _run(articles, small_model).edges
    done.clear()
    weighed = _run(articles, small_model, weight="npmi").edges
    before = {"read", "finish", "annotate", "within", "across", "apply", "entities", "co-occur"}
    assert {"weigh", "graph"} <= set(done)
    assert not before & set(done)
    assert weighed["weight"].tolist() != counted["weight"].tolist()
    assert set(weighed["source_id"] + weighed["target_id"]) == set(
        counted["source_id"] + counted["target_id"]
    )
    done.clear()
    assert len(_run(articles, small_model, weight="npmi", significance=0.001).edges) < len(counted)
    assert "graph" in done
    assert not {*before, "weigh"} & set(done)


@pytest.mark.parametrize(
    ("option", "name", "text"),
    [
        ("corrections", "mine.csv", "action,name,other\nrename,Sergej Lavrov,S. Lavrov\n"),
        ("entities", "own.csv", "label,type,aliases\nS. Lavrov,person,Sergej Lavrov;Lavrov\n"),
    ],
)
def test_what_a_person_says_of_names_links_anew_and_no_more(
    articles: Path, small_model: Path, done: list[str], option: str, name: str, text: str
) -> None:
    _run(articles, small_model)
    done.clear()
    Path(name).write_text(text, encoding="utf-8")
    results = _run(articles, small_model, **{option: name})
    assert "within" in done
    assert {"read", "annotate"}.isdisjoint(done)
    assert "S. Lavrov" in set(results.nodes["label"])
    done.clear()
    _run(articles, small_model, **{option: name})
    assert done == []
    Path(name).write_text(text.replace("S. Lavrov", "Sergej L."), encoding="utf-8")
    assert "Sergej L." in set(_run(articles, small_model, **{option: name}).nodes["label"])


def test_corrections_in_the_working_folder_are_read_and_kept_on_every_run(
    articles: Path, small_model: Path
) -> None:
    Path("corrections.csv").write_text(
        "action,name,other\ndrop,Rex Tillerson\nsame,Ingen Her,Russland\n", encoding="utf-8"
    )
    results = _run(articles, small_model)
    assert "Rex Tillerson" not in set(results.entities["label"])
    told = {row["line"]: row["mentions"] for row in results.record["corrections"]}
    assert told[2] > 0
    assert told[3] == 0
    (articles / "ny.txt").write_text("Rex Tillerson kom. Russland svarte.", encoding="utf-8")
    again = _run(articles, small_model)
    assert "Rex Tillerson" not in set(again.entities["label"])
    assert "Rex Tillerson" not in set(again.mentions["text"])


def test_corrections_that_contradict_each_other_stop_the_run_before_any_work(
    articles: Path, small_model: Path, done: list[str]
) -> None:
    Path("corrections.csv").write_text(
        "action,name,other\nsame,Sergei Lavrov,Lavrov\ndifferent,Lavrov,Sergei Lavrov\n", "utf-8"
    )
    with pytest.raises(SettingsError, match=r"(?s)line 2.*line 3"):
        _run(articles, small_model)
    assert done == []


def test_seats_of_government_stand_for_it_where_asked(articles: Path, small_model: Path) -> None:
    (articles / "ny.txt").write_text("Kreml svarte NATO torsdag.", encoding="utf-8")
    plain = _run(articles, small_model)
    assert "Kreml" in set(plain.mentions["text"])
    metonyms = _run(articles, small_model, metonyms=True).mentions
    row = metonyms[metonyms["text"] == "Kreml"].iloc[0]
    assert (row["entity"], row["rule"]) == ("Russland", "metonym: Russland")


def test_another_model_annotates_anew_even_under_the_same_name(
    articles: Path, small_model: Path, tmp_path: Path, done: list[str]
) -> None:
    model = tmp_path / "model"
    shutil.copytree(small_model, model)
    _run(articles, model)
    done.clear()
    meta = json.loads((model / "meta.json").read_text(encoding="utf-8"))
    (model / "meta.json").write_text(json.dumps({**meta, "version": "2.0"}), encoding="utf-8")
    results = _run(articles, model)
    assert "annotate" in done
    assert results.record["model"]["version"] == "2.0"


def test_new_articles_cost_only_themselves(
    articles: Path, small_model: Path, contents: Contents, done: list[str]
) -> None:
    for number in range(300):
        text = f"Norge og FN møttes {number} ganger i Bonn, og NATO sto utenfor.\n"
        (articles / f"fil{number:03}.txt").write_text(text, encoding="utf-8")
    _run(articles, small_model)
    parts = done.count("annotate")
    assert parts > 2
    done.clear()
    (articles / "ny.txt").write_text("Russland og USA møttes i Bonn.\n", encoding="utf-8")
    _run(articles, small_model)
    assert done.count("annotate") == 1
    grown = contents(Path("out"))
    _run(articles, small_model, "fresh")
    assert grown == contents(Path("fresh"))


def test_an_interrupted_run_goes_on_where_it_stopped(
    articles: Path,
    small_model: Path,
    contents: Contents,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work = tasks.execute

    def stopping(task: Task) -> dict[str, list[Path]]:
        if task.step and task.step.name == "across":
            raise KeyboardInterrupt
        return work(task)

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.runner.execute", stopping)
        with pytest.raises(KeyboardInterrupt):
            _run(articles, small_model)
    assert not Path("out/run.json").exists()
    steps: list[str] = []

    def counted(task: Task) -> dict[str, list[Path]]:
        steps.append(task.step.name if task.step else "read")
        return work(task)

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.runner.execute", counted)
        _run(articles, small_model)
    assert steps[0] == "across"
    _run(articles, small_model, "undisturbed")
    assert contents(Path("out")) == contents(Path("undisturbed"))


def test_ties_are_told_by_period(articles: Path, small_model: Path) -> None:
    results = _run(articles, small_model, period="quarter")
    rows = results.edges_by_period.astype({"period": object}).fillna("none").to_dict("records")
    count = {(row["source"], row["target"], row["period"]): row["count"] for row in rows}
    assert count["Sergej Lavrov", "Rex Tillerson", "2017-Q1"] == 2
    assert count["Sergej Lavrov", "Rex Tillerson", "2022-Q1"] == 1
    assert count["FN", "Norge", "none"] == 2  # in an article without a date
    assert results.periods["articles"].sum() == 3
    assert results.record["periods"] == {
        "kind": "quarter",
        "first": "2017-Q1",
        "last": "2022-Q1",
        "periods": 21,
        "in_a_period": 2,
        "dated_coarser": 0,
        "undated": 1,
    }
    graph = nx.read_gexf(results.folder / "graph.gexf")
    assert graph.edges["Q1065", "Q20"].get("spells") is None
    assert graph.nodes["Q159"]["spells"] == [
        ("2017-01-01", "2017-03-31T23:59:59.999"),
        ("2022-01-01", "2022-03-31T23:59:59.999"),
    ]


def test_copies_count_once(articles: Path, small_model: Path) -> None:
    text = (articles / "mappe" / "c.txt").read_text(encoding="utf-8")
    (articles / "mappe" / "d.txt").write_text(text.replace(" ", "  "), encoding="utf-8")
    results = _run(articles, small_model)
    assert results.record["counts"]["duplicates"] == 1
    assert results.articles.set_index("article_id").at["mappe/d", "duplicate_of"] == "mappe/c"
    assert results.edges.set_index(["source", "target"])["count"].to_dict()["FN", "Norge"] == 2
    assert results.find("FN")["articles"] == 1


def test_articles_in_other_languages_are_told_and_left_out(
    articles: Path, small_model: Path
) -> None:
    (articles / "english.txt").write_text(
        "The ministers met in Bonn on Thursday, and both of them said afterwards that the talks "
        "with NATO about Russland had been useful and that they would meet again next month.\n",
        encoding="utf-8",
    )
    results = _run(articles, small_model)
    assert "other-language" in {row["problem"] for row in results.record["problems"]}
    assert "english" not in set(results.mentions["article_id"])
    every = _run(articles, small_model, languages="all")
    assert "english" in set(every.mentions["article_id"])


def test_dates_limit_what_counts(articles: Path, small_model: Path) -> None:
    results = _run(articles, small_model, since="2020")
    assert set(results.pairs["article_id"]) == {"b"}
    assert set(results.edges["first_seen"]) == {"2022-01-12"}


def test_derived_names_count_only_when_asked(tmp_path: Path, small_model: Path) -> None:
    import spacy

    nlp = spacy.load(small_model)
    nlp.get_pipe("entity_ruler").add_patterns(  # type: ignore[attr-defined]
        [{"label": "ORG", "pattern": "Nato-landene"}]
    )
    nlp.to_disk(tmp_path / "model")
    article = tmp_path / "x.txt"
    article.write_text("Russland møtte Nato-landene i dag, og det var på tide.\n", encoding="utf-8")
    assert _run(article, tmp_path / "model", "one").edges.empty
    assert len(_run(article, tmp_path / "model", "two", derived=True).edges) == 1


def test_nothing_to_read_is_an_error_that_says_why(tmp_path: Path, small_model: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        _run(tmp_path / "nowhere", small_model)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="holds no article"):
        _run(tmp_path / "empty", small_model)
    (tmp_path / "empty" / "tom.txt").write_bytes(b"")
    with pytest.raises(InputError, match=r"tom\.txt"):
        _run(tmp_path / "empty", small_model)


def test_an_unknown_model_is_told_before_anything_is_read(articles: Path) -> None:
    with pytest.raises(ModelError, match="spacy download nb_core_news_lg"):
        _run(articles, Path("nb_core_news_lg"))
    assert not Path("out/tables/ingest").exists()


def test_an_output_folder_that_cannot_be_written_is_told(articles: Path, small_model: Path) -> None:
    Path("taken").write_text("en fil", encoding="utf-8")
    with pytest.raises(OutputError, match="taken cannot be written"):
        _run(articles, small_model, "taken")


def test_tables_of_an_earlier_run_that_are_of_no_use_are_removed(
    articles: Path, small_model: Path
) -> None:
    _run(articles, small_model)
    _run(articles, small_model, window="article")
    assert len(list(Path("out/tables/relate/edges").iterdir())) == 1
    markers = [path.name for path in Path("out/tables/done").iterdir()]
    assert len([name for name in markers if name.startswith("relate.weigh")]) == 1


def test_a_run_does_not_read_what_a_run_has_written(
    articles: Path, small_model: Path, contents: Contents
) -> None:
    inside = articles / "outputs"
    _run(articles, small_model, str(inside))
    before = contents(inside)
    results = _run(articles, small_model, str(inside))
    assert results.record["counts"]["articles"] == 3
    assert contents(inside) == before
    with pytest.raises(InputError, match="output of a run"):
        _run(inside, small_model)
    with pytest.raises(OutputError, match="folder of the articles"):
        _run(articles, small_model, str(articles))


def test_a_stage_run_in_a_finished_folder_leaves_its_results_readable(
    articles: Path, small_model: Path
) -> None:
    results = _run(articles, small_model)
    options = {"input": str(articles), "output": "out", "model": str(small_model), "min_count": 3}
    run_stages(make(options), "graph")
    assert pipeline.load("out").edges.equals(results.edges)


def test_articles_outside_the_dates_are_counted(articles: Path, small_model: Path) -> None:
    assert _run(articles, small_model).record["counts"]["outside_dates"] == 0
    results = _run(articles, small_model, since="2020")
    assert results.record["counts"]["outside_dates"] == 2


def test_a_window_may_be_given_as_a_number(articles: Path, small_model: Path) -> None:
    assert len(_run(articles, small_model, window=20).edges) > 0


def test_fresh_removes_nothing_that_no_run_has_made(articles: Path, small_model: Path) -> None:
    Path("out/tables").mkdir(parents=True)
    Path("out/tables/mine.txt").write_text("viktig", encoding="utf-8")
    _run(articles, small_model, fresh=True)
    assert Path("out/tables/mine.txt").read_text(encoding="utf-8") == "viktig"
