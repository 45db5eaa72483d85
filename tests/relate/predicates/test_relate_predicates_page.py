"""docs/predicates.md tells of every pattern."""

from pathlib import Path

from pipeline.relate.predicates.predicates import patterns

PAGE = Path(__file__).parents[3] / "docs" / "predicates.md"


def test_the_page_lists_every_pattern_and_no_other() -> None:
    _, _, section = PAGE.read_text(encoding="utf-8").partition("## The patterns")
    lines = section.partition("\n## ")[0].splitlines()
    listed = [line.split("|")[1].strip() for line in lines if line.startswith("| ")]
    named = [pattern.name for pattern in patterns()]
    assert [name for name in listed if name not in ("pattern", "---")] == named
