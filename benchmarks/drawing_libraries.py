"""One network as plain pages of several libraries, with the JavaScript of their Python packages.

Each page draws all nodes and all ties at places computed before, with sizes and colours, under the
policy of explorer.html, which lets run the page's own scripts alone and no text as code; it sets
`data-ready` on its root when the library says that it has drawn.
"""

from __future__ import annotations

import base64
import hashlib
import html
import importlib.util
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

COLOURS: Final = {
    "person": "#0072B2",
    "country": "#E69F00",
    "organisation": "#009E73",
    "place": "#CC79A7",
}
Network = dict[str, list[Any]]
_READY: Final = "document.documentElement.dataset.ready = 'yes';"
_PAGE: Final = """<!doctype html>
<html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<style>body {{ margin: 0 }} #plot {{ width: 1160px; height: 730px }}</style></head>
<body><div id="plot"></div>
<script type="application/json" id="data">{data}</script>
{scripts}</body></html>
"""
_READ: Final = """
const network = JSON.parse(document.getElementById("data").textContent);
const at = (axis, end) => network[end].map((node) => network[axis][node]);
"""
_BOKEH: Final = """
const field = (name) => ({ field: name });
const source = (data) => new Bokeh.ColumnDataSource({ data });
const figure = Bokeh.Plotting.figure({ sizing_mode: "stretch_both", toolbar_location: null,
  tools: "pan,wheel_zoom" });
figure.segment(field("x0"), field("y0"), field("x1"), field("y1"), { source: source({
  x0: at("x", "source"), y0: at("y", "source"), x1: at("x", "target"), y1: at("y", "target"),
  width: network.width }), line_width: field("width"), line_color: "#999999", line_alpha: 0.4 });
figure.scatter(field("x"), field("y"), { source: source({ x: network.x, y: network.y,
  size: network.size, colour: network.colour }), size: field("size"), fill_color: field("colour"),
  line_color: "white" });
Bokeh.Plotting.show(figure, document.getElementById("plot")).then(() => { READY });
"""
# A line has one width in Plotly: ties that differ would each be a trace of their own, so all are
# drawn alike here, which flatters it.
_PLOTLY: Final = """
const line = (axis) => at(axis, "source").flatMap((from, tie) =>
  [from, network[axis][network.target[tie]], null]);
Plotly.newPlot("plot", [
  { type: "TRACE", mode: "lines", x: line("x"), y: line("y"), hoverinfo: "skip",
    line: { width: 1, color: "rgba(153,153,153,0.4)" } },
  { type: "TRACE", mode: "markers", x: network.x, y: network.y, text: network.label,
    marker: { size: network.size, color: network.colour, line: { width: 1, color: "white" } } },
], { dragmode: "pan", showlegend: false, width: 1160, height: 730,
  margin: { l: 0, r: 0, t: 0, b: 0 }, xaxis: { visible: false }, yaxis: { visible: false } },
{ displayModeBar: false, scrollZoom: true }).then(() => { READY });
"""
_VIS: Final = """
const nodes = network.x.map((x, id) => ({ id, x, y: -network.y[id], shape: "dot",
  size: network.size[id] / 2, color: network.colour[id] }));
const edges = network.source.map((from, tie) => ({ from, to: network.target[tie],
  width: network.width[tie], color: { color: "#999999", opacity: 0.4 } }));
const drawn = new vis.Network(document.getElementById("plot"), { nodes, edges },
  { physics: false, edges: { smooth: false }, layout: { improvedLayout: false } });
drawn.once("afterDrawing", () => { READY });
"""


def scripts() -> Mapping[str, Callable[[], tuple[str, str, str]]]:
    """Return for each way of drawing its library's JavaScript, what draws, and the package."""
    return {
        "Bokeh": lambda: (_bokeh(), _BOKEH, "bokeh"),
        "Plotly": lambda: (_plotly(), _PLOTLY.replace("TRACE", "scatter"), "plotly"),
        "Plotly (WebGL)": lambda: (_plotly(), _PLOTLY.replace("TRACE", "scattergl"), "plotly"),
        "vis-network of pyvis": lambda: (_vis(), _VIS, "pyvis"),
    }


def page(library: str, script: str, network: Network) -> str:
    """Return the page that draws `network` with the JavaScript `library` and `script`."""
    parts = (library, _READ + script.replace("READY", _READY))
    digests = (base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in parts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return _PAGE.format(
        policy=html.escape(
            f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
            "img-src data: blob:; font-src data:"
        ),
        data=json.dumps(network).replace("<", "\\u003c"),
        scripts="\n".join(f"<script>{one}</script>" for one in parts),
    )


def network(content: Mapping[str, Any]) -> Network:
    """Return what is drawn of the `content` of explorer.html: all nodes and ties."""
    nodes, ties = content["nodes"], content["ties"]
    drawn = [at for at, count in enumerate(ties["count"]) if count]
    most = max(nodes["strength"])
    return {
        "x": nodes["x"],
        "y": nodes["y"],
        "label": nodes["label"],
        "size": [7 + 37 * (one / most) ** 0.5 for one in nodes["strength"]],
        "colour": [COLOURS.get(kind, "#666666") for kind in nodes["type"]],
        "source": [ties["source"][at] for at in drawn],
        "target": [ties["target"][at] for at in drawn],
        "width": [min(7, 0.7 + 0.3 * ties["count"][at]) for at in drawn],
    }


def _bokeh() -> str:
    from bokeh.resources import Resources

    made = Resources(mode="inline", components=["bokeh", "bokeh-api"], log_level="error")
    return "\n".join(made.js_raw)


def _plotly() -> str:
    return _read("plotly", "package_data/plotly.min.js")


def _vis() -> str:
    return _read("pyvis", "lib/vis-9.1.2/vis-network.min.js")


def _read(package: str, path: str) -> str:
    """Return a file of an installed package. Raises LookupError if the package is not there."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise LookupError(f"{package} is not installed")
    return (Path(found.origin).parent / path).read_text(encoding="utf-8")
