"""What one article cannot know by itself: its id in the end, and whether it is a duplicate."""

from collections.abc import Mapping

import pandas as pd

from pipeline.ingest.problems import Problem, table
from pipeline.tables import concat, frame


def register(index: pd.DataFrame) -> pd.DataFrame:
    """Return the table `registry` for the `index` of a whole corpus, in the order of reading.

    An article is called what its row calls it if no other article can come to be called so, else
    by its file and row. `duplicate_of` is the first article with the same words, null for that.
    """
    own_ids = index["own_id"]
    alone = own_ids.notna() & ~own_ids.duplicated(keep=False) & ~own_ids.isin(index["read_id"])
    ids = own_ids.where(alone, index["read_id"])
    first = ids.groupby(index["fingerprint"], sort=False).transform("first")
    return frame(
        "registry",
        pd.DataFrame(
            {
                "read_id": index["read_id"],
                "article_id": ids,
                "duplicate_of": first.where(index["fingerprint"].duplicated(), None),
            }
        ),
    )


def finish(
    part: Mapping[str, pd.DataFrame], registry_rows: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """Return a batch of `read` with the article ids and duplicates of the registry.

    `registry_rows` must hold a row for each article of `part`, and may hold more. `problems` tells
    of each duplicate. Raises KeyError for an article without a row.
    """
    rows = registry_rows.set_index("read_id")
    known = rows.loc[part["articles"]["article_id"].tolist()]
    names = dict(zip(known.index, known["article_id"], strict=True))
    articles = part["articles"].assign(
        article_id=known["article_id"].tolist(), duplicate_of=known["duplicate_of"].tolist()
    )
    duplicates = articles[articles["duplicate_of"].notna()]
    told = table(
        Problem(
            source,
            "skipped",
            "duplicate",
            f"{article_id} has the same words as {first}, so it is not counted again.",
            article_id=article_id,
        )
        for source, article_id, first in zip(
            duplicates["source"], duplicates["article_id"], duplicates["duplicate_of"], strict=True
        )
    )
    problems = part["problems"].assign(
        article_id=[names.get(name, name) for name in part["problems"]["article_id"]]
    )
    boilerplate = part["boilerplate"]
    return {
        **part,
        "articles": frame("articles", articles),
        "boilerplate": frame(
            "boilerplate", boilerplate.assign(article_id=boilerplate["article_id"].map(names))
        ),
        "problems": concat("problems", [problems, told]),
    }
