// The picture of the network, drawn by Bokeh.
// Puts what is shown, and how it looks, into the picture.
function paint() {
  if (!onScreen) return;
  onScreen.most = Math.max(...drawn.nodes.map((node) => drawn.size[node]), 1e-9);
  const [ties, nodes] = [tieLooks(), nodeLooks()];
  onScreen.ties.at = ties.at;
  onScreen.nodes.at = nodes.at;
  onScreen.ties.source.data = ties;
  onScreen.nodes.source.data = nodes;
  paintLabels();
}

function resizeNodes() {
  const { source } = onScreen.nodes;
  const size = nodeLooks().size;
  if (size.some((value, at) => Math.abs(value - source.data.size[at]) > 0.5)) {
    source.data = { ...source.data, size };
  }
}

function restyle() {
  readColours();
  paint();
}

async function makeNetwork() {
  readColours();
  const { figure: makeFigure, show: showFigure } = Bokeh.Plotting;
  const range = () => new Bokeh.Range1d({ start: 0, end: 1 });
  const [x, y] = [range(), range()];
  const figure = makeFigure({
    sizing_mode: "stretch_both", toolbar_location: null, tools: "pan,wheel_zoom",
    active_scroll: "wheel_zoom", x_range: x, y_range: y, outline_line_color: null, min_border: 0,
    // Nothing behind the network: the paper is that of the page, in either theme.
    background_fill_color: null, border_fill_color: null,
  });
  figure.axis.visible = false;
  figure.grid.visible = false;
  const field = (name) => ({ field: name });
  // Without rows until it is known where they go: what is drawn twice takes twice as long.
  const source = (...names) =>
    new Bokeh.ColumnDataSource({ data: Object.fromEntries(names.map((name) => [name, []])) });
  const ties = { source: source("at", "x0", "y0", "x1", "y1", "width", "colour", "alpha"), at: [] };
  ties.renderer = figure.segment(field("x0"), field("y0"), field("x1"), field("y1"), {
    source: ties.source, line_width: field("width"), line_color: field("colour"),
    line_alpha: field("alpha"), line_cap: "round",
  });
  const nodes = {
    source: source("at", "x", "y", "size", "marker", "fill", "line", "line_width", "alpha"), at: [],
  };
  nodes.renderer = figure.scatter(field("x"), field("y"), {
    source: nodes.source, size: field("size"), marker: field("marker"), angle: field("angle"),
    fill_color: field("fill"), fill_alpha: field("alpha"), line_color: field("line"),
    line_width: field("line_width"), line_alpha: field("alpha"),
  });
  const view = await showFigure(figure, byId("plot"));
  // The picture is one stop of the Tab key; Bokeh would make a second of it, which shows no ring.
  view.canvas_view.events_el.removeAttribute("tabindex");
  onScreen = { figure, view, x, y, ties, nodes, most: 1, fitted: 1 };
  onScreen.labels = makeLabels(figure);
  if (state.camera) {
    onScreen.fitted = around(drawn.nodes).scale;
    const [atX, atY, scale] = state.camera;
    look({ x: atX, y: atY, scale });
  } else {
    fit();
  }
  paint();
  watchCamera();
  watchPointer();
}
