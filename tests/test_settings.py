"""Tests of pipeline/settings.py."""

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import GROUPS, Settings, make


def test_flags_win_over_the_file_and_the_file_over_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NAVNENETT_WINDOW", "article")
    monkeypatch.setenv("NAVNENETT_SEED", "3")
    assert make().window == "article"
    Path("pipeline.toml").write_text('window = "paragraph"\nmin-count = 2\n', encoding="utf-8")
    settings = make()
    assert (settings.window, settings.min_count, settings.seed) == ("paragraph", 2, 3)
    assert make({"window": "12", "min_count": None}).window == "12"


def test_lists_are_given_as_words_or_as_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    assert make({"types": "place, person"}).types == ("person", "place")
    Path("pipeline.toml").write_text('types = ["country"]\n', encoding="utf-8")
    assert make().types == ("country",)
    monkeypatch.setenv("NAVNENETT_LANGUAGES", "nb,da")
    assert make().languages == ("nb", "da")


def test_a_weight_may_be_spelt_as_its_column_or_as_an_option() -> None:
    assert make().weight == "count"
    assert make({"weight": "log-likelihood"}).weight == "log_likelihood"
    assert make({"weight": "log_likelihood"}).weight == "log_likelihood"


def test_a_file_with_a_byte_order_mark_is_read() -> None:
    Path("mine.toml").write_bytes(b'\xef\xbb\xbfwindow = "article"\n')
    assert make(config=Path("mine.toml")).window == "article"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('windw = "paragraph"', "Did you mean 'window'"),
        ('window = "chapter"', "choose sentence, paragraph, article or a number"),
        ("window = paragraph", "line 1"),
        ("min-count = 0", "min-count"),
        ('since = "i fjor"', "write a date as 2017"),
        ('types = ["persons"]', "choose one or more of person"),
        ("backbone = 2", "backbone"),
        ('weight = "tone"', "'count', 'articles', 'npmi' or 'log_likelihood'"),
        ("significance = 0", "significance"),
        ('since = "2022"\nuntil = "2017"', "since 2022 comes after until 2017"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_place(text: str, told: str) -> None:
    Path("pipeline.toml").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        make()
    assert "pipeline.toml" in str(error.value) or "comes after" in told
    assert told in str(error.value)


def test_a_mistake_in_the_environment_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAVNENETT_MIN_COUNT", "two")
    with pytest.raises(SettingsError, match="NAVNENETT_MIN_COUNT"):
        make()
    monkeypatch.delenv("NAVNENETT_MIN_COUNT")
    monkeypatch.setenv("NAVNENETT_MINCOUNT", "2")
    with pytest.raises(SettingsError, match="min-count"):
        make()


def test_a_settings_file_that_is_not_there_or_not_text_is_told() -> None:
    with pytest.raises(SettingsError, match=r"none\.toml"):
        make(config=Path("none.toml"))
    Path("pipeline.toml").write_bytes(b"window = \xff\xfe")
    with pytest.raises(SettingsError, match="UTF-8"):
        make()


def test_every_option_stands_in_one_group_of_the_help() -> None:
    grouped = [name for names in GROUPS.values() for name in names]
    assert sorted([*grouped, "input"]) == sorted(Settings.model_fields)
    assert all(field.description for field in Settings.model_fields.values())
