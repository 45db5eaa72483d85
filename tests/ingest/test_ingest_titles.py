"""Titles of articles whose files do not name them."""

import pytest

from pipeline.ingest.boilerplate import find, load_rules
from pipeline.ingest.titles import headline

RULES = load_rules()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Regjeringen går av\n\nDet ble klart i dag.", "Regjeringen går av"),
        ("\r\n Regjeringen går av \r\n\r\nDet ble klart i dag.", "Regjeringen går av"),
        ("Hopp til innhold\n\nGår hun av?\n\nDet ble klart i dag.", "Går hun av?"),
        (" date 2017-02 Regjeringen går av\n\nDet ble klart.", "Regjeringen går av"),
        (
            "GIKK AV: Kari Nordmann forlot slottet i dag.\n\nRegjeringen går av\n\nDet ble klart.",
            "Regjeringen går av",
        ),
        ("Regjeringen går av.\n\nDet ble klart i dag.", None),
        ("Regjeringen går av\nDet ble klart i dag.", None),
        ("Regjeringen går av", None),
        ("Regjeringen går av\n\n", None),
        ("Regjeringen " * 20 + "\n\nDet ble klart i dag.", None),
        ("Første linje\nandre linje\n\nTekst.", None),
        ("Foto: Kari Nordmann", None),
        ("---\n\nTekst.", None),
        ("", None),
    ],
)
def test_headline(text: str, title: str | None) -> None:
    assert headline(text, find(text, RULES)) == title
