"""How nodes push each other away: exactly, or on a mesh where they are too many for that."""

import math
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
import scipy.fft
from scipy.spatial import cKDTree

Floats = npt.NDArray[np.float64]
Wholes = npt.NDArray[np.int64]

NEAR: Final = 2.0  # widths of a cell; nodes closer than that push each other without the mesh
CELLS: Final = 1024  # along one side of the mesh at most


def exact(place: Floats, mass: Floats) -> Floats:
    """Return the force on each node from all others: the product of their masses over distance.

    `place` has a row of x and y for each node, as the result has. Time and memory grow with the
    square of the nodes.
    """
    across = place[:, 0, None] - place[None, :, 0]
    along = place[:, 1, None] - place[None, :, 1]
    strength = across**2
    strength += along**2
    strength += 1.0
    np.divide(np.outer(mass, mass), strength, out=strength)
    return np.stack(
        [np.einsum("ij,ij->i", strength, across), np.einsum("ij,ij->i", strength, along)], axis=1
    )


def on_mesh(place: Floats, mass: Floats) -> Floats:
    """Return nearly the same as :func:`exact`, in time that grows little faster than the nodes.

    Particles and mesh (Hockney and Eastwood 1988, Computer Simulation Using Particles, chapter 8).
    The force 1/r is cut in two. From far it is that of a disk on which the mass lies evenly
    (Gauss's law): 1/r outside, r/R^2 inside its radius R. That part is smooth, so the masses are
    shared out to the corners of square cells, folded with it by Fourier transform, and read off
    between the corners. What is left, 1/r - r/R^2, is nothing beyond R and added pair by pair.
    """
    size = len(place)
    cells = scipy.fft.next_fast_len(min(CELLS, 8 + math.ceil(4 * math.sqrt(size))))
    low = place.min(axis=0)
    width = float(np.ptp(place, axis=0).max()) / (cells - 2) + 1e-6
    at = (place - low) / width
    cell = np.floor(at).astype(np.int64)
    share = at - cell
    corners = [
        (
            (cell[:, 0] + right) * cells + cell[:, 1] + up,
            np.abs(1 - right - share[:, 0]) * np.abs(1 - up - share[:, 1]),
        )
        for right in (0, 1)
        for up in (0, 1)
    ]
    masses = np.zeros(cells * cells)
    for corner, part in corners:
        masses += np.bincount(corner, part * mass, cells * cells)
    spectrum = scipy.fft.rfft2(masses.reshape(cells, cells), (2 * cells, 2 * cells))
    force = np.empty_like(place)
    for axis, kernel in enumerate(_far(cells)):
        field = scipy.fft.irfft2(spectrum * kernel, (2 * cells, 2 * cells))
        flat = field[:cells, :cells].ravel() / width
        force[:, axis] = mass * sum(part * flat[corner] for corner, part in corners)
    return force + _near(place, mass, NEAR * width)


@cache
def _far(cells: int) -> tuple[npt.NDArray[np.complex128], npt.NDArray[np.complex128]]:
    """Return the Fourier transforms of the far force along x and y, in widths of a cell."""
    steps = np.fft.fftfreq(2 * cells, 1 / (2 * cells))
    square = np.maximum(steps[:, None] ** 2 + steps[None, :] ** 2, NEAR**2)
    along: Floats = steps[:, None] / square
    # Halfway round is as far one way as the other.
    along[cells] = 0.0
    return scipy.fft.rfft2(along), scipy.fft.rfft2(along.T)


def _near(place: Floats, mass: Floats, radius: float) -> Floats:
    """Return what pairs closer than `radius` push each other more than the far force does."""
    pairs: Wholes = cKDTree(place).query_pairs(radius, output_type="ndarray").astype(np.int64)
    one, other = pairs[:, 0], pairs[:, 1]
    apart = place[one] - place[other]
    square = (apart**2).sum(axis=1)
    strength = mass[one] * mass[other] * (1 / (square + 1.0) - 1 / radius**2)
    force = np.empty_like(place)
    for axis in (0, 1):
        push = apart[:, axis] * strength
        force[:, axis] = np.bincount(one, push, len(place)) - np.bincount(other, push, len(place))
    return force
