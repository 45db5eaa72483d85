"""Every option once: its default, its meaning, its validation.

Values come from the command line or keyword arguments first, then from ``pipeline.toml``, then
from environment variables (``NAVNENETT_WINDOW=paragraph``), then from the defaults below.
"""

import difflib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from pipeline.corrections import FILE as CORRECTIONS
from pipeline.datafiles import read_toml
from pipeline.errors import SettingsError

CONFIG_FILE: Final = "pipeline.toml"
ENV_PREFIX: Final = "NAVNENETT_"
TYPES: Final = ("person", "country", "organisation", "place", "other")
EntityType = Literal["person", "country", "organisation", "place", "other"]
Weight = Literal["count", "articles", "npmi", "log_likelihood"]

# The options by subject, for the help texts.
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "Where from, where to": ("output", "cytoscape", "ftm"),
    "Reading articles": (
        "text_column",
        "title_column",
        "date_column",
        "id_column",
        "source_column",
        "languages",
        "boilerplate_off",
        "boilerplate_rules",
    ),
    "Finding names": ("model", "parse"),
    "Linking names": ("entities", "corrections", "metonyms"),
    "Relating entities": (
        "relations",
        "coreference",
        "window",
        "derived",
        "since",
        "until",
        "period",
    ),
    "The graph": (
        "types",
        "weight",
        "min_count",
        "min_articles",
        "significance",
        "backbone",
        "seed",
    ),
    "How it runs": ("workers", "fresh", "strict", "quiet"),
}

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def _words(value: object) -> object:
    """Split `a,b c` into its words, so that one flag, one line of TOML and one variable will do."""
    if isinstance(value, str):
        return tuple(word for word in re.split(r"[,\s]+", value) if word)
    return value


Words = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_words)]


class Settings(BaseSettings):
    """The options of a run.

    Raises SettingsError (through :func:`make`) for an unknown option or an impossible value.
    """

    model_config = SettingsConfigDict(env_prefix=ENV_PREFIX, extra="forbid", frozen=True)

    # Where from, where to
    input: str = Field(
        "seeds",
        description="A file, a folder (with its subfolders), a glob such as 'news/*.txt', "
        "or - for standard input.",
    )
    output: Path = Field(Path("outputs"), description="The folder that the run writes into.")
    cytoscape: bool = Field(
        False, description="Also write graph.cyjs, the network for Cytoscape and cytoscape.js."
    )
    ftm: bool = Field(
        False,
        description="Also write entities.ftm.json, FollowTheMoney entities with the articles, for "
        "Aleph and OpenAleph (after pip install '.[ftm]').",
    )

    # Reading articles
    text_column: str | None = Field(
        None, description="Column (CSV, Parquet) or key (JSONL) with the text; found by itself."
    )
    title_column: str | None = Field(None, description="Column or key with the title.")
    date_column: str | None = Field(None, description="Column or key with the date.")
    id_column: str | None = Field(None, description="Column or key with the article's id.")
    source_column: str | None = Field(
        None, description="Column or key with the outlet (kept as `source` beside the file name)."
    )
    languages: Words = Field(
        ("nb", "nn"),
        description="Languages to annotate (ISO 639-1); articles in others are reported and left "
        "out. 'all' takes every language.",
    )
    boilerplate_off: Words = Field(
        (), description="Names of boilerplate rules to switch off; 'all' switches off every one."
    )
    boilerplate_rules: Path | None = Field(
        None,
        description="A TOML file with boilerplate rules of your own, beside the built-in ones; "
        "a rule takes the place of a built-in one of the same name.",
    )

    # Finding names
    model: str = Field(
        "auto",
        description="auto, bundled, nb_core_news_sm|md|lg, the name or path of any spaCy pipeline "
        "with entities, or hf: and the name or path of a Hugging Face model. `models` lists what "
        "is there.",
    )
    parse: bool = Field(
        False,
        description="Also run the tagger, parser and lemmatizer and keep their work in the "
        "documents (three times slower; the network does not need it).",
    )

    # Linking names
    entities: Path | None = Field(
        None,
        description="A CSV file with entities of your own, which win over the built-in ones "
        "(columns: label, type; and as you like entity_id, aliases, acronym, wikidata, iso3166, "
        "country).",
    )
    corrections: Path | None = Field(
        None,
        description="The CSV file with your corrections of linking, which win over every rule; "
        "corrections.csv in this folder, if there.",
    )
    metonyms: bool = Field(
        False,
        description="Let seats of government stand for the government: Moskva and Kreml for "
        "Russland, Brussel for EU, but not in a phrase of place (i Moskva).",
    )

    # Relating entities
    relations: bool = Field(
        True,
        description="Find typed relations: who meets, supports, criticises whom, who says what, "
        "who holds which office. Sentences that may state one are parsed; without, only roles "
        "that their form alone tells are found.",
    )
    coreference: bool = Field(
        True,
        description="Let pronouns and roles (han, utenriksministeren) stand for the one entity "
        "that fits, in relations and statements.",
    )
    window: str = Field(
        "sentence",
        description="Two names are related when they stand in one sentence, paragraph or article, "
        "or within a number of tokens of each other (then each two such names count).",
    )
    derived: bool = Field(
        False,
        description="Count names inside compounds too (Nato-landene counts as NATO), and "
        "adjectives and demonyms of countries (amerikansk, russerne).",
    )
    since: str | None = Field(
        None,
        description="Count only articles from this date on: 2017, 2017-02 … Articles without a "
        "date do not count then. Applies to ties and roles, not to what is said of an entity.",
    )
    until: str | None = Field(None, description="Count only articles up to and with this date.")
    period: Literal["auto", "month", "quarter", "year"] = Field(
        "auto",
        description="What ties and names over time are counted by: month, quarter or year; auto "
        "takes the finest that makes at most 24 periods.",
    )

    # The graph
    types: Words = Field(
        ("person", "country", "organisation"),
        description="Types of entities in the graph: " + ", ".join(TYPES) + ".",
    )
    weight: Weight = Field(
        "count",
        description="What makes a tie strong, in files, measures and lists of ties: count (of "
        "windows), articles, npmi or log_likelihood; such as --weight npmi for names that keep to "
        "each other. docs/significance.md says which to take.",
    )
    min_count: int = Field(1, ge=1, description="Leave out edges with fewer co-occurrences.")
    min_articles: int = Field(1, ge=1, description="Leave out edges from fewer articles.")
    significance: float | None = Field(
        None,
        gt=0,
        le=1,
        description="Keep only edges that are more than chance, by their q-value (Benjamini and "
        "Hochberg 1995), such as --significance 0.05 --min-count 2: what is seen once looks surer "
        "than it is.",
    )
    backbone: float | None = Field(
        None,
        gt=0,
        le=1,
        description="Keep only edges that stand out by --weight among those of one of their ends, "
        "such as --backbone 0.05 (disparity filter, Serrano et al. 2009).",
    )
    seed: int = Field(0, ge=0, description="Seed of the community detection.")

    # How it runs
    workers: int = Field(
        1, ge=1, description="Processes that work side by side; the result is the same."
    )
    fresh: bool = Field(False, description="Do everything anew; ignore what an earlier run kept.")
    strict: bool = Field(False, description="Exit with an error if any article could not be read.")
    quiet: bool = Field(False, description="No progress bars and no summary.")

    @field_validator("types")
    @classmethod
    def _known_types(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [word for word in value if word not in TYPES]
        if unknown or not value:
            raise ValueError(f"choose one or more of {', '.join(TYPES)}; not {unknown}")
        return tuple(kind for kind in TYPES if kind in value)

    @field_validator("weight", mode="before")
    @classmethod
    def _spelt_as_a_column(cls, value: object) -> object:
        return value.replace("-", "_") if isinstance(value, str) else value

    @field_validator("window", mode="before")
    @classmethod
    def _known_window(cls, value: object) -> str:
        word = str(value)
        if word in ("sentence", "paragraph", "article"):
            return word
        if word.isdecimal() and int(word) > 1:
            return str(int(word))
        raise ValueError("choose sentence, paragraph, article or a number of tokens such as 20")

    @field_validator("since", "until", mode="before")
    @classmethod
    def _date(cls, value: object) -> str | None:
        if value is None or value == "":
            return None
        if not _DATE.fullmatch(str(value)):
            raise ValueError("write a date as 2017, 2017-02 or 2017-02-16")
        return str(value)

    @model_validator(mode="after")
    def _ordered_dates(self) -> "Settings":
        if self.since and self.until and self.since[: len(self.until)] > self.until:
            raise ValueError(f"since {self.since} comes after until {self.until}")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Put flags before the environment; `make` puts the settings file between the two."""
        return (init_settings, env_settings)


def make(options: Mapping[str, Any] | None = None, *, config: Path | None = None) -> Settings:
    """Return the settings from `options`, the settings file, the environment and the defaults.

    `options` whose value is None count as not given. `config` is a TOML file; without it,
    ``pipeline.toml`` in the working directory is read if it is there. Raises SettingsError, with
    the name of the option or the line of the file, and the nearest option for a misspelt one.
    """
    given = {name: value for name, value in (options or {}).items() if value is not None}
    path = config or Path(CONFIG_FILE)
    from_file = read_file(path) if config or path.is_file() else {}
    _refuse_unknown(given, "")
    _refuse_unknown(from_file, f"{path}: ")
    _refuse_unknown(
        {
            name.removeprefix(ENV_PREFIX).lower(): value
            for name, value in os.environ.items()
            if name.startswith(ENV_PREFIX)
        },
        "environment: ",
    )
    if "corrections" not in given and Path(CORRECTIONS).is_file():
        from_file.setdefault("corrections", CORRECTIONS)
    try:
        return Settings(**{**from_file, **given})
    except ValidationError as error:
        raise SettingsError(_explain(error, given, from_file, path)) from None


def read_file(path: Path) -> dict[str, Any]:
    """Return the options in the TOML file at `path`, with `-` in names read as `_`.

    Raises SettingsError if the file is missing or is not TOML, with the line.
    """
    hint = 'Lines look like  window = "paragraph"  or  min-count = 2'
    return {name.replace("-", "_"): value for name, value in read_toml(path, hint).items()}


def _refuse_unknown(options: Mapping[str, Any], where: str) -> None:
    for name in options:
        if name in Settings.model_fields:
            continue
        near = difflib.get_close_matches(name, Settings.model_fields, n=1, cutoff=0.5)
        hint = f" Did you mean {flag(near[0])!r}?" if near else ""
        raise SettingsError(
            f"{where}there is no option {flag(name)!r}.{hint} "
            "`python -m pipeline run --help` lists them all."
        )


def _explain(
    error: ValidationError, given: Mapping[str, Any], from_file: Mapping[str, Any], path: Path
) -> str:
    lines = []
    for item in error.errors():
        message = item["msg"].removeprefix("Value error, ")
        if not item["loc"]:  # about several options together
            lines.append(message)
            continue
        name = str(item["loc"][0])
        if name in given:
            where = f"--{flag(name)}"
        elif name in from_file:
            where = f"{path}: {flag(name)}"
        else:
            where = f"environment: {ENV_PREFIX}{name.upper()}"
        lines.append(f"{where} = {item['input']!r}: {message}")
    return "\n".join(lines)


def flag(name: str) -> str:
    """Return the spelling of the option `name` on the command line and in the settings file.

    >>> flag("min_count")
    'min-count'
    """
    return name.replace("_", "-")


def describe(settings: Settings, names: tuple[str, ...] | None = None) -> dict[str, Any]:
    """Return the options as plain values (for JSON), all of them or those in `names`."""
    values = settings.model_dump(mode="json")
    return {name: values[name] for name in names or tuple(values)}


__all__ = [
    "CONFIG_FILE",
    "ENV_PREFIX",
    "GROUPS",
    "TYPES",
    "EntityType",
    "Settings",
    "describe",
    "flag",
    "make",
    "read_file",
]
