"""Types of the arrays that go through the networks; numpy tells dtypes of results too loosely."""

from typing import Any, TypeAlias

import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[Any]
"""float32, rows × columns"""

Ints: TypeAlias = npt.NDArray[Any]
"""int64, or int32 for lengths"""

Keys: TypeAlias = npt.NDArray[Any]
"""uint64: hashes"""

Flags: TypeAlias = npt.NDArray[Any]
"""bool"""
