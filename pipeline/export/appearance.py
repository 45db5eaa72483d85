"""How nodes look in files that carry colours and sizes."""

from typing import Final

import pandas as pd

# The palette of Okabe and Ito (2008), "Color Universal Design": told apart with any colour vision.
COLOURS: Final = {
    "person": (0, 114, 178),
    "country": (230, 159, 0),
    "organisation": (0, 158, 115),
    "place": (204, 121, 167),
    "other": (153, 153, 153),
}
SMALLEST: Final = 8.0
LARGEST: Final = 48.0


def colour(kind: str) -> tuple[int, int, int]:
    """Return red, green and blue (0 to 255) of an entity of type `kind`; grey if unknown.

    >>> colour("person")
    (0, 114, 178)
    """
    return COLOURS.get(kind, COLOURS["other"])


def sizes(nodes: pd.DataFrame) -> list[float]:
    """Return the size (8 to 48) of each row of the table `nodes`.

    Gephi and sigma.js take it for the radius, in the units of the places: those of
    :func:`pipeline.graph.layout.positions` leave room for that. The area grows with
    `weighted_degree`; the strongest node has the largest size.
    """
    strength = nodes["weighted_degree"]
    share = (strength / strength.max()).fillna(0.0).clip(lower=0.0) ** 0.5
    return [round(SMALLEST + (LARGEST - SMALLEST) * float(value), 2) for value in share]
