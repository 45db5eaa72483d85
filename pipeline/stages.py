"""The stages in order: what each step of a stage needs, what it makes, and by which options.

A step runs once for each part of the corpus (some dozens of articles), or once for all of it. Its
function takes the tables that it needs and the settings and returns the tables that it makes; the
runner reads and writes them.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, Literal

import pandas as pd

from pipeline.settings import Settings
from pipeline.store import DOCS, Piece

Tables = Mapping[str, pd.DataFrame]
Made = dict[str, Piece]


@dataclass(frozen=True)
class Step:
    """One step of a stage.

    `needs` and `makes` are names of tables. `of_articles` names those among `needs` that belong to
    the whole corpus, of which a part is given the rows of its own articles, and the column that
    says whose they are: the articles are those in the first table of `needs`. `settings` are the
    options that its work depends on, `code` the packages and data that do it: together with the
    step's input they decide whether earlier work can stand.
    """

    stage: str
    name: str
    scope: Literal["part", "corpus"]
    needs: tuple[str, ...]
    makes: tuple[str, ...]
    function: Callable[[Tables, Settings], Made]
    settings: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    of_articles: Mapping[str, str] = field(default_factory=dict)


STAGES: Final[Mapping[str, str]] = {
    "ingest": "read articles, find titles, dates, boilerplate, language and duplicates",
    "annotate": "find sentences and names, and parse what may state relations",
    "link": "tell which names are one person, country or organisation",
    "relate": "count who stands together with whom, and read who does what to whom",
    "graph": "filter the network and measure it",
    "export": "write the files for Gephi, spreadsheets and notebooks",
}

# What the first step of all, reading, makes: it takes files and no tables.
READ_MAKES: Final = ("articles", "boilerplate", "problems", "index")
READ_SETTINGS: Final = (
    "text_column",
    "title_column",
    "date_column",
    "id_column",
    "source_column",
    "languages",
    "boilerplate_off",
)


def _register(needs: Tables, settings: Settings) -> Made:
    from pipeline.ingest import register

    return {"registry": register(needs["index"])}


def _finish(needs: Tables, settings: Settings) -> Made:
    from pipeline.ingest import finish

    part = {name: needs[f"read_{name}"] for name in ("articles", "boilerplate", "problems")}
    return {**finish(part, needs["registry"])}


def _annotate(needs: Tables, settings: Settings) -> Made:
    from pipeline.annotate import annotate, load

    articles = needs["articles"]
    if "all" not in settings.languages:
        articles = articles[articles["language"].isin([*settings.languages, "und"])]
    model = load(settings.model, settings.parse)
    sentences, names, parses, docs = annotate(
        model.nlp, articles, needs["boilerplate"], relations=settings.relations
    )
    return {"sentences": sentences, "names": names, "parses": parses, DOCS: docs}


def _within(needs: Tables, settings: Settings) -> Made:
    from pipeline import corrections
    from pipeline.link import link_within, load_gazetteer

    local, clusters, joins = link_within(
        needs["articles"],
        needs["names"],
        load_gazetteer(settings.entities),
        metonyms=settings.metonyms,
        corrections=corrections.read(settings.corrections),
    )
    return {"local": local, "clusters": clusters, "joins": joins}


def _across(needs: Tables, settings: Settings) -> Made:
    from pipeline import corrections
    from pipeline.link import link_across, load_gazetteer

    links, decisions, corrected = link_across(
        needs["clusters"],
        needs["joins"],
        load_gazetteer(settings.entities),
        corrections=corrections.read(settings.corrections),
    )
    return {"links": links, "decisions": decisions, "corrected": corrected}


def _apply(needs: Tables, settings: Settings) -> Made:
    from pipeline.link import apply_links, count_entities

    mentions, derived = apply_links(needs["local"], needs["links"], derived=settings.derived)
    counts = count_entities(mentions, needs["articles"])
    return {"mentions": mentions, "derived": derived, "entity_counts": counts}


def _entities(needs: Tables, settings: Settings) -> Made:
    from pipeline.link import load_gazetteer, merge_entities

    entities = merge_entities(
        needs["entity_counts"],
        needs["clusters"],
        needs["links"],
        load_gazetteer(settings.entities),
        derived=settings.derived,
    )
    return {"entities": entities}


def _relate(needs: Tables, settings: Settings) -> Made:
    from pipeline.relate import co_occurrences, counted

    articles = counted(needs["articles"], settings.since, settings.until)
    pairs, pair_counts, window_counts = co_occurrences(
        articles,
        needs["sentences"],
        needs["mentions"],
        window=settings.window,
        derived=settings.derived,
    )
    return {
        "pairs": pairs,
        "pair_counts": pair_counts,
        "window_counts": window_counts,
    }


def _relations(needs: Tables, settings: Settings) -> Made:
    from pipeline.relate import counted, relations

    found, said = relations(
        counted(needs["articles"], settings.since, settings.until),
        needs["sentences"],
        needs["mentions"],
        needs["derived"],
        needs["parses"],
        typed=settings.relations,
        coreference=settings.coreference,
    )
    return {"relations": found, "statements": said}


def _weigh(needs: Tables, settings: Settings) -> Made:
    from pipeline.relate import weigh

    counts = (needs["pair_counts"], needs["window_counts"], needs["relations"])
    return {"edges": weigh(*counts, weight=settings.weight)}


def _graph(needs: Tables, settings: Settings) -> Made:
    from pipeline.graph import graph_tables

    _, nodes, edges = graph_tables(
        needs["entities"],
        needs["edges"],
        types=settings.types,
        min_count=settings.min_count,
        min_articles=settings.min_articles,
        significance=settings.significance,
        backbone=settings.backbone,
        seed=settings.seed,
    )
    return {"nodes": nodes, "graph_edges": edges}


def _dates(needs: Tables, settings: Settings) -> Made:
    from pipeline.relate import count_dates, counted

    articles = counted(needs["articles"], settings.since, settings.until)
    found = count_dates(articles, needs["mentions"], needs["pairs"])
    return dict(zip(("dated_articles", "dated_mentions", "dated_pairs"), found, strict=True))


def _periods(needs: Tables, settings: Settings) -> Made:
    from pipeline.relate import by_period

    dated = (needs["dated_articles"], needs["dated_mentions"], needs["dated_pairs"])
    found = by_period(needs["nodes"], needs["graph_edges"], *dated, settings.period)
    return dict(zip(("periods", "nodes_by_period", "edges_by_period"), found, strict=True))


def _evidence(needs: Tables, settings: Settings) -> Made:
    from pipeline.export import evidence

    parts = {name: needs[name] for name in ("articles", "sentences", "pairs", "relations")}
    return {"evidence": evidence(needs["nodes"], needs["graph_edges"], **parts)}


# What tells adjectives and demonyms of countries.
DERIVED_WORDS: Final = ("link/gazetteer.py", "link/entries.py", "link/names.py")
# What tells which sentences are parsed.
TRIGGERS: Final = (
    "relate/triggers.py",
    "relate/predicates",
    "relate/statements/saying.py",
    "relate/lexicon",
)
# What decides who is who: the rules, and what is known.
LINKING: Final = ("link", "gazetteer", "corrections.py", "datafiles.py", "titles.py")

STEPS: Final[tuple[Step, ...]] = (
    Step("ingest", "register", "corpus", ("index",), ("registry",), _register, code=("ingest",)),
    Step(
        "ingest",
        "finish",
        "part",
        ("read_articles", "read_boilerplate", "read_problems", "registry"),
        ("articles", "boilerplate", "problems"),
        _finish,
        code=("ingest",),
        of_articles={"registry": "read_id"},
    ),
    Step(
        "annotate",
        "annotate",
        "part",
        ("articles", "boilerplate"),
        ("sentences", "names", "parses", DOCS),
        _annotate,
        ("model", "parse", "languages", "relations"),
        ("annotate", "neural", *DERIVED_WORDS, *TRIGGERS, "gazetteer", "datafiles.py", "titles.py"),
    ),
    Step(
        "link",
        "within",
        "part",
        ("articles", "names"),
        ("local", "clusters", "joins"),
        _within,
        ("entities", "corrections", "metonyms"),
        LINKING,
    ),
    Step(
        "link",
        "across",
        "corpus",
        ("clusters", "joins"),
        ("links", "decisions", "corrected"),
        _across,
        ("entities", "corrections"),
        LINKING,
    ),
    Step(
        "link",
        "apply",
        "part",
        ("local", "articles", "links"),
        ("mentions", "derived", "entity_counts"),
        _apply,
        ("derived",),
        ("link",),
        of_articles={"links": "article_id"},
    ),
    Step(
        "link",
        "entities",
        "corpus",
        ("entity_counts", "clusters", "links"),
        ("entities",),
        _entities,
        ("entities", "derived"),
        LINKING,
    ),
    Step(
        "relate",
        "co-occur",
        "part",
        ("articles", "sentences", "mentions"),
        ("pairs", "pair_counts", "window_counts"),
        _relate,
        ("window", "derived", "since", "until"),
        ("relate",),
    ),
    Step(
        "relate",
        "relations",
        "part",
        ("articles", "sentences", "mentions", "derived", "parses"),
        ("relations", "statements"),
        _relations,
        ("relations", "coreference", "since", "until"),
        ("relate", "gazetteer", "titles.py", "datafiles.py"),
    ),
    Step(
        "relate",
        "dates",
        "part",
        ("articles", "mentions", "pairs"),
        ("dated_articles", "dated_mentions", "dated_pairs"),
        _dates,
        ("since", "until"),
        ("relate", "periods.py"),
    ),
    Step(
        "relate",
        "weigh",
        "corpus",
        ("pair_counts", "window_counts", "relations"),
        ("edges",),
        _weigh,
        ("weight",),
        ("relate", "stated.py"),
    ),
    Step(
        "graph",
        "graph",
        "corpus",
        ("entities", "edges"),
        ("nodes", "graph_edges"),
        _graph,
        ("types", "min_count", "min_articles", "significance", "backbone", "seed"),
        ("graph",),
    ),
    Step(
        "graph",
        "periods",
        "corpus",
        ("nodes", "graph_edges", "dated_articles", "dated_mentions", "dated_pairs"),
        ("periods", "nodes_by_period", "edges_by_period"),
        _periods,
        ("period",),
        ("relate", "periods.py"),
    ),
    Step(
        "export",
        "evidence",
        "part",
        ("articles", "sentences", "pairs", "relations", "nodes", "graph_edges"),
        ("evidence",),
        _evidence,
        code=("export", "stated.py"),
    ),
)


def check(steps: Sequence[Step] = STEPS) -> None:
    """Refuse a chain of steps that cannot work, before any work is done.

    Raises ValueError if a step needs a table that no step before it makes, if two make one table,
    or if a step of the corpus comes to need what only a part has.
    """
    made = {f"read_{name}" for name in READ_MAKES} | {"index"}
    for step in steps:
        missing = [name for name in step.needs if name not in made]
        if missing:
            raise ValueError(f"{step.stage}.{step.name} needs {missing}, which nothing makes")
        twice = [name for name in step.makes if name in made]
        if twice:
            raise ValueError(f"{step.stage}.{step.name} makes {twice} a second time")
        if not set(step.of_articles) <= set(step.needs):
            raise ValueError(f"{step.stage}.{step.name} is given tables that it does not need")
        made.update(step.makes)


def until(stage: str) -> Iterator[Step]:
    """Yield the steps up to and with those of `stage`."""
    names = list(STAGES)
    last = names.index(stage)
    return (step for step in STEPS if names.index(step.stage) <= last)


@cache
def code_digest(parts: tuple[str, ...]) -> str:
    """Return a SHA-256 over the source files of these parts of the package, and of the tables."""
    folder = Path(__file__).parent
    total = hashlib.sha256()
    for part in (*sorted(parts), "tables.py"):
        path = folder / part
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix in (".py", ".csv", ".toml"):
                total.update(file.relative_to(folder).as_posix().encode())
                total.update(file.read_bytes())
    return total.hexdigest()
