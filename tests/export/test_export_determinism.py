"""The same network gives the same bytes: in any order of rows, in any process."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from pipeline.export import cytoscape, followthemoney, gephi, gexf, graphml
from pipeline.graph import positions
from tests.export.export_samples import network, over_time

ROOT = Path(__file__).parents[2]


def digest() -> str:
    nodes, edges = network([f"Navn {number}" for number in range(60)])
    places = positions(nodes, edges, 7)
    files = (
        gephi.nodes(nodes),
        gephi.edges(nodes, edges),
        graphml.document(nodes, edges, places),
        gexf.document(nodes, edges, places),
        gexf.document(nodes, edges, places, *over_time()),
        cytoscape.document(nodes, edges, places),
        followthemoney.document(nodes, edges, articles=[], mentions=[], evidence=[]),
    )
    return hashlib.sha256(b"\0".join(b"".join(pieces) for pieces in files)).hexdigest()


def test_other_processes_write_the_same_bytes() -> None:
    paths = os.pathsep.join([str(ROOT), str(Path(__file__).parent)])
    found = {
        subprocess.run(
            [sys.executable, "-c", "import test_export_determinism as t; print(t.digest())"],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert found == {digest()}
