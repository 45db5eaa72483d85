"""The tables that stages exchange: the one place to see the data.

Every table is a pandas DataFrame in memory and a Parquet file on disk. Its columns, their order and
their types are fixed here. Text offsets are code points into ``articles.text``, end exclusive.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pandas as pd
import pyarrow as pa

TEXT: Final = pa.string()
WHOLE: Final = pa.int64()
REAL: Final = pa.float64()
FLAG: Final = pa.bool_()

SCHEMAS: Final[dict[str, pa.Schema]] = {
    # One row per article. `text` is the article's text as read from its file, before any cleaning;
    # `sha256` is of that text in UTF-8; `fingerprint` is of its words without boilerplate, equal
    # for two copies of one article; `duplicate_of` is the article_id of the first copy, or null.
    # `date` is ISO 8601 at the precision known (2017-02, 2019-05-14) or null.
    # `language` is nb, nn or another ISO 639-1 code, or und where there is too little text to tell.
    "articles": pa.schema(
        [
            ("article_id", TEXT),
            ("source", TEXT),
            ("title", TEXT),
            ("date", TEXT),
            ("language", TEXT),
            ("n_chars", WHOLE),
            ("sha256", TEXT),
            ("fingerprint", TEXT),
            ("duplicate_of", TEXT),
            ("text", TEXT),
        ]
    ),
    # One row per stretch of text that is not the article's own prose (bylines, `Les også: …`):
    # which rule found it. These stretches are not annotated.
    "boilerplate": pa.schema(
        [("article_id", TEXT), ("start", WHOLE), ("end", WHOLE), ("rule", TEXT), ("text", TEXT)]
    ),
    # One row per article as read: its provisional id (`read_id`, unique), the id that its row
    # states (null where it states none), and its fingerprint. What article ids are settled from.
    "index": pa.schema([("read_id", TEXT), ("own_id", TEXT), ("fingerprint", TEXT)]),
    # One row per article: the id it gets in the end, and the first article with the same words.
    "registry": pa.schema([("read_id", TEXT), ("article_id", TEXT), ("duplicate_of", TEXT)]),
    # One row per thing that went wrong or was changed while reading. `severity` is error (not
    # read), skipped (read, left out for a reason) or warning (read, with a change or a doubt);
    # `row` counts from 1 inside a file of many articles, else null.
    "problems": pa.schema(
        [
            ("source", TEXT),
            ("row", WHOLE),
            ("article_id", TEXT),
            ("severity", TEXT),
            ("problem", TEXT),
            ("message", TEXT),
        ]
    ),
    # One row per sentence. `sentence` and `paragraph` count from 0 in the article.
    "sentences": pa.schema(
        [
            ("article_id", TEXT),
            ("sentence", WHOLE),
            ("paragraph", WHOLE),
            ("start", WHOLE),
            ("end", WHOLE),
        ]
    ),
    # One row per name that the model found, as annotate leaves it. `token` and `token_end` count
    # the article's tokens from 0, end exclusive, for windows of tokens.
    "names": pa.schema(
        [
            ("article_id", TEXT),
            ("sentence", WHOLE),
            ("paragraph", WHOLE),
            ("start", WHOLE),
            ("end", WHOLE),
            ("token", WHOLE),
            ("token_end", WHOLE),
            ("text", TEXT),
            ("label", TEXT),
        ]
    ),
    # One row per token of each sentence that was parsed, in the terms of Universal Dependencies.
    # `token` counts the sentence's tokens from 0; `head` is the token it hangs on, itself for the
    # root. Only sentences that can state a relation are parsed, without short parentheses (see
    # annotate/syntax.py).
    "parses": pa.schema(
        [
            ("article_id", TEXT),
            ("sentence", WHOLE),
            ("token", WHOLE),
            ("start", WHOLE),
            ("end", WHOLE),
            ("lemma", TEXT),
            ("pos", TEXT),
            ("morph", TEXT),
            ("dep", TEXT),
            ("head", WHOLE),
        ]
    ),
    # One row per name, resolved inside its article: `cluster` counts the article's entities from 0.
    "local": pa.schema(
        [
            ("article_id", TEXT),
            ("sentence", WHOLE),
            ("paragraph", WHOLE),
            ("start", WHOLE),
            ("end", WHOLE),
            ("token", WHOLE),
            ("token_end", WHOLE),
            ("text", TEXT),
            ("label", TEXT),
            ("derived", FLAG),
            ("cluster", WHOLE),
            ("rule", TEXT),
        ]
    ),
    # One row per entity of one article: its fullest name there, its type, and the gazetteer's
    # entity where that knows it (`entity_id` null otherwise). `forms` is a list of (bare) surface
    # forms joined by `;`, `mentions` the number of names, words derived from them left out.
    # `titles` are the role nouns that stand beside it, in lower case, joined by `;`.
    "clusters": pa.schema(
        [
            ("article_id", TEXT),
            ("cluster", WHOLE),
            ("name", TEXT),
            ("type", TEXT),
            ("entity_id", TEXT),
            ("forms", TEXT),
            ("titles", TEXT),
            ("mentions", WHOLE),
            ("rule", TEXT),
        ]
    ),
    # One row per name of an article that a rule took for another name of the same entity there:
    # `form` is the same as `other` by `rule`; `mentions` of them are so named.
    "joins": pa.schema(
        [
            ("article_id", TEXT),
            ("cluster", WHOLE),
            ("form", TEXT),
            ("other", TEXT),
            ("rule", TEXT),
            ("mentions", WHOLE),
        ]
    ),
    # One row per decision of linking that a person may see otherwise. `question` is `same` (are
    # `name` and `other` one entity?) or `type` (what is `name`?). `entity_id` is the entity that
    # `name` was linked to, `other_id` that of `other` (the same one where `verdict` is `same`, null
    # where `question` is `type`). `verdict` is same, different or a type; `doubt` between 0 (sure)
    # and 1. `mentions` in `articles` are called `name` and would change with the answer.
    "decisions": pa.schema(
        [
            ("question", TEXT),
            ("name", TEXT),
            ("other", TEXT),
            ("entity_id", TEXT),
            ("other_id", TEXT),
            ("verdict", TEXT),
            ("rule", TEXT),
            ("evidence", TEXT),
            ("doubt", REAL),
            ("mentions", WHOLE),
            ("articles", WHOLE),
        ]
    ),
    # One row per line of the corrections file: how many mentions it speaks of, 0 where none.
    "corrected": pa.schema(
        [
            ("line", WHOLE),
            ("action", TEXT),
            ("name", TEXT),
            ("other", TEXT),
            ("mentions", WHOLE),
        ]
    ),
    # One row per cluster: which entity it is across the corpus, and the rule that decided.
    "links": pa.schema(
        [
            ("article_id", TEXT),
            ("cluster", WHOLE),
            ("entity_id", TEXT),
            ("entity", TEXT),
            ("type", TEXT),
            ("rule", TEXT),
        ]
    ),
    # One row per name in the text, with the entity it stands for. `derived` marks a name inside a
    # compound (`Nato-sjef`). `rule` names the rules that decided, first within the article, then
    # across articles.
    "mentions": pa.schema(
        [
            ("article_id", TEXT),
            ("sentence", WHOLE),
            ("paragraph", WHOLE),
            ("start", WHOLE),
            ("end", WHOLE),
            ("token", WHOLE),
            ("token_end", WHOLE),
            ("text", TEXT),
            ("label", TEXT),
            ("type", TEXT),
            ("derived", FLAG),
            ("entity_id", TEXT),
            ("entity", TEXT),
            ("rule", TEXT),
        ]
    ),
    # One row per entity and part of the corpus: counts to be added up.
    "entity_counts": pa.schema(
        [
            ("entity_id", TEXT),
            ("mentions", WHOLE),
            ("articles", WHOLE),
            ("first_seen", TEXT),
            ("last_seen", TEXT),
        ]
    ),
    # One row per entity. `aliases` are the surface forms seen in the corpus, joined by `;`, those
    # of most articles first. `iso3166` is a country's own code, `country` that of the country where
    # a place lies or to which an organisation or a person belongs, as far as known. `mentions` and
    # `articles` leave out duplicates of articles.
    "entities": pa.schema(
        [
            ("entity_id", TEXT),
            ("label", TEXT),
            ("type", TEXT),
            ("wikidata", TEXT),
            ("iso3166", TEXT),
            ("country", TEXT),
            ("aliases", TEXT),
            ("mentions", WHOLE),
            ("articles", WHOLE),
            ("first_seen", TEXT),
            ("last_seen", TEXT),
            ("rule", TEXT),
        ]
    ),
    # One row per window that holds two entities; source_id < target_id. `sentence` and
    # `last_sentence` are the sentences of the two names that stand closest in that window.
    "pairs": pa.schema(
        [
            ("source_id", TEXT),
            ("target_id", TEXT),
            ("article_id", TEXT),
            ("sentence", WHOLE),
            ("last_sentence", WHOLE),
            ("date", TEXT),
        ]
    ),
    # One row per pair of entities and part of the corpus: counts to be added up.
    "pair_counts": pa.schema(
        [
            ("source_id", TEXT),
            ("target_id", TEXT),
            ("count", WHOLE),
            ("articles", WHOLE),
            ("first_seen", TEXT),
            ("last_seen", TEXT),
        ]
    ),
    # One row per entity and part of the corpus: in how many windows it occurs. The row with an
    # empty entity_id holds the number of all windows.
    "window_counts": pa.schema([("entity_id", TEXT), ("count", WHOLE)]),
    # One row per pair of entities; source_id < target_id. `weight` is the measure that the option
    # `weight` names, made positive for Gephi (`weights` in relate/association.py). `p_value` and
    # `q_value` tell of attraction alone (relate/significance.py; docs/significance.md).
    # `relations` lists the types of relations found between the two, with counts; what the text
    # calls planned or possible, or denies, is counted apart: `meets:2;planned meets:1;not role:1`.
    "edges": pa.schema(
        [
            ("source_id", TEXT),
            ("target_id", TEXT),
            ("count", WHOLE),
            ("articles", WHOLE),
            ("npmi", REAL),
            ("log_likelihood", REAL),
            ("p_value", REAL),
            ("q_value", REAL),
            ("weight", REAL),
            ("first_seen", TEXT),
            ("last_seen", TEXT),
            ("relations", TEXT),
        ]
    ),
    # One row per typed relation that the text states. `label` is the title or the lemma of the verb
    # or noun that says it; `negated` marks what the text denies; `modality` is planned or possible,
    # empty for what is told as a fact; `pattern` names the pattern that found it, `coreference` the
    # rule by which a pronoun or a role stands for the entity, empty where its name does. `start`,
    # `end` and `text` are the stretch that states it, for `states` the statement.
    "relations": pa.schema(
        [
            ("type", TEXT),
            ("source_id", TEXT),
            ("source", TEXT),
            ("target_id", TEXT),
            ("target", TEXT),
            ("label", TEXT),
            ("negated", FLAG),
            ("modality", TEXT),
            ("pattern", TEXT),
            ("coreference", TEXT),
            ("article_id", TEXT),
            ("sentence", WHOLE),
            ("start", WHOLE),
            ("end", WHOLE),
            ("text", TEXT),
        ]
    ),
    # One row per reported statement whose speaker is an entity: what was said, where, by which verb
    # or word (`label`), found by which pattern and, where a pronoun or a role stands for the
    # speaker, by which rule that was resolved.
    "statements": pa.schema(
        [
            ("article_id", TEXT),
            ("sentence", WHOLE),
            ("start", WHOLE),
            ("end", WHOLE),
            ("speaker_id", TEXT),
            ("speaker", TEXT),
            ("label", TEXT),
            ("pattern", TEXT),
            ("coreference", TEXT),
            ("text", TEXT),
        ]
    ),
    # One row per edge of the graph and window, or per relation: the text that shows it. `relation`
    # is `co-occurrence` or the type of the relation, after `not ` where the text denies it; `text`
    # runs over all sentences of the window, or over those that state the relation. `label`,
    # `modality`, `pattern` and `coreference` are as in `relations`, empty for a co-occurrence.
    "evidence": pa.schema(
        [
            ("source_id", TEXT),
            ("source", TEXT),
            ("target_id", TEXT),
            ("target", TEXT),
            ("relation", TEXT),
            ("label", TEXT),
            ("modality", TEXT),
            ("pattern", TEXT),
            ("coreference", TEXT),
            ("article_id", TEXT),
            ("title", TEXT),
            ("date", TEXT),
            ("sentence", WHOLE),
            ("last_sentence", WHOLE),
            ("text", TEXT),
        ]
    ),
    # One row per entity in the filtered graph, with its measures (see graph/measures.py).
    "nodes": pa.schema(
        [
            ("entity_id", TEXT),
            ("label", TEXT),
            ("type", TEXT),
            ("wikidata", TEXT),
            ("iso3166", TEXT),
            ("country", TEXT),
            ("aliases", TEXT),
            ("mentions", WHOLE),
            ("articles", WHOLE),
            ("first_seen", TEXT),
            ("last_seen", TEXT),
            ("degree", WHOLE),
            ("weighted_degree", REAL),
            ("betweenness", REAL),
            ("pagerank", REAL),
            ("community", WHOLE),
        ]
    ),
    # One row per month of articles and part of the corpus: counts to be added up. `date` is the
    # month, the year where no more is known, or null; so in the next two.
    "dated_articles": pa.schema([("date", TEXT), ("articles", WHOLE)]),
    # One row per entity, month of articles and part of the corpus.
    "dated_mentions": pa.schema(
        [("entity_id", TEXT), ("date", TEXT), ("mentions", WHOLE), ("articles", WHOLE)]
    ),
    # One row per pair of entities, month of articles and part of the corpus.
    "dated_pairs": pa.schema(
        [
            ("source_id", TEXT),
            ("target_id", TEXT),
            ("date", TEXT),
            ("count", WHOLE),
            ("articles", WHOLE),
        ]
    ),
    # One row per period (`2017-02`, `2017-Q1` or `2017`) from that of the first article to that of
    # the last, with the number of articles that count. After them the articles that stand in no
    # period, `period` null: `first_day` and `last_day` then say what is known of the date (a whole
    # year), and are null where there is none. So in the next two.
    "periods": pa.schema(
        [("period", TEXT), ("first_day", TEXT), ("last_day", TEXT), ("articles", WHOLE)]
    ),
    # One row per node of the graph and period in which articles that count mention it. `degree` is
    # the number of its edges in that period, `weighted_degree` the sum of their weights.
    "nodes_by_period": pa.schema(
        [
            ("entity_id", TEXT),
            ("label", TEXT),
            ("period", TEXT),
            ("first_day", TEXT),
            ("last_day", TEXT),
            ("mentions", WHOLE),
            ("articles", WHOLE),
            ("degree", WHOLE),
            ("weighted_degree", REAL),
        ]
    ),
    # One row per edge of the graph and period in which it occurs; the counts of an edge add up to
    # that of `graph_edges`. `weight` is the count in the period, whatever `weight` is there.
    "edges_by_period": pa.schema(
        [
            ("source_id", TEXT),
            ("source", TEXT),
            ("target_id", TEXT),
            ("target", TEXT),
            ("period", TEXT),
            ("first_day", TEXT),
            ("last_day", TEXT),
            ("count", WHOLE),
            ("articles", WHOLE),
            ("weight", REAL),
        ]
    ),
}

# The edges that are left in the graph once it is filtered. `disparity` is the alpha of the
# disparity filter (graph/backbone.py) in the graph before its backbone is taken: smaller stands
# out more.
SCHEMAS["graph_edges"] = SCHEMAS["edges"].insert(
    SCHEMAS["edges"].get_field_index("weight"), pa.field("disparity", REAL)
)

# Words derived from the name of a country, adjectives (`russisk`) and demonyms (`russerne`), with
# the country: columns as of `mentions`. They count with the option `derived` alone.
SCHEMAS["derived"] = SCHEMAS["mentions"]

_DTYPES: Final = {TEXT: "str", WHOLE: "int64", REAL: "float64", FLAG: "bool"}
_MAY_BE_NULL: Final = {("problems", "row"): "Int64"}


def columns(table: str) -> list[str]:
    """Return the column names of `table`, in order.

    >>> columns("window_counts")
    ['entity_id', 'count']
    """
    return list(SCHEMAS[table].names)


def frame(table: str, rows: Iterable[Mapping[str, Any]] | pd.DataFrame) -> pd.DataFrame:
    """Return `rows` as a DataFrame with exactly the columns and types of `table`.

    Columns that `table` has not are dropped. Raises KeyError if a column is missing.

    >>> frame("window_counts", [{"entity_id": "Q7184", "count": 2}]).to_dict("records")
    [{'entity_id': 'Q7184', 'count': 2}]
    """
    schema = SCHEMAS[table]
    if not isinstance(rows, pd.DataFrame):
        rows = pd.DataFrame.from_records(list(rows), columns=schema.names)
    missing = [name for name in schema.names if name not in rows.columns]
    if missing:
        raise KeyError(f"table {table!r} lacks the columns {missing}")
    ordered = rows[schema.names].reset_index(drop=True)
    typed = {
        field.name: ordered[field.name].astype(
            _MAY_BE_NULL.get((table, field.name), _DTYPES[field.type])
        )
        for field in schema
    }
    return pd.DataFrame(typed, columns=schema.names)


def empty(table: str) -> pd.DataFrame:
    """Return `table` with no rows."""
    return frame(table, [])


def concat(table: str, parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of all `parts`, in order, as one `table`."""
    filled = [part for part in parts if len(part)]
    return frame(table, pd.concat(filled, ignore_index=True)) if filled else empty(table)


def to_arrow(table: str, rows: pd.DataFrame) -> pa.Table:
    """Return `rows` as an Arrow table with the schema of `table` and nothing of pandas in it."""
    schema = SCHEMAS[table]
    typed = pa.Table.from_pandas(frame(table, rows), schema=schema, preserve_index=False)
    return typed.replace_schema_metadata()


def from_arrow(table: str, rows: pa.Table) -> pd.DataFrame:
    """Return an Arrow table as the DataFrame `table`. Raises KeyError if a column is missing."""
    return frame(table, rows.to_pandas())
