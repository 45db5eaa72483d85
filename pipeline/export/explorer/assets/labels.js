// Names beside the nodes: as many as have room, the strongest first.
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
const CELL = 64; // pixels; boxes are looked for in the cells that they touch
const pen = document.createElement("canvas").getContext("2d");
const SURELY = 25; // so many names may cover weaker nodes
const LONGEST = 40; // letters of a name on the picture; the panel has all of it

const shortened = (text) => {
  const letters = [...text];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : text;
};

const fontSize = (radius) => Math.round(10.5 + Math.min(6, radius / 4));

// How wide a text is, in pixels; each is measured once.
const widths = new Map();
function textWidth(text, size) {
  const key = `${size} ${text}`;
  if (!widths.has(key)) {
    pen.font = `${size}px ${FONT}`;
    widths.set(key, pen.measureText(text).width);
  }
  return widths.get(key);
}

// Rectangles that are taken, found by the cells of a grid.
class Taken {
  cells = new Map();

  *around({ left, top, right, bottom }) {
    for (let across = Math.floor(left / CELL); across <= Math.floor(right / CELL); across += 1) {
      for (let along = Math.floor(top / CELL); along <= Math.floor(bottom / CELL); along += 1) {
        yield `${across},${along}`;
      }
    }
  }

  has(box) {
    for (const cell of this.around(box)) {
      for (const one of this.cells.get(cell) ?? []) {
        if (one.left < box.right && box.left < one.right && one.top < box.bottom && box.top < one.bottom) {
          return true;
        }
      }
    }
    return false;
  }

  add(box) {
    for (const cell of this.around(box)) {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push(box);
    }
  }
}

// Returns the labels that have room: {node, text, size, left, middle} in pixels of the picture, and
// {right, down}, how far that is from the node's middle.
// Each stands to the right of its node, or to the left, above or below where there is no room. The
// strongest may cover weaker nodes, if need be: a picture that leaves out their names tells little.
function placedLabels() {
  const { x, y, scale } = camera();
  const [wide, high] = [width(), height()];
  const some = focus();
  const order = some
    ? [...drawn.nodes].sort((one, two) => some.has(two) - some.has(one))
    : drawn.nodes;
  const zoomed = nodeZoom();
  const spots = order.map((node) => ({
    node,
    left: (NODES.x[node] - x) * scale + wide / 2,
    top: high / 2 - (NODES.y[node] - y) * scale,
    radius: diameter(node, zoomed) / 2,
  })).filter(({ left, top }) => left > -20 && left < wide + 20 && top > -20 && top < high + 20);
  const [labels, strong, discs] = [new Taken(), new Taken(), new Taken()];
  const square = ({ left, top, radius }) => {
    const r = radius * 0.8; // the corners of the square around a disc are free
    return { left: left - r, right: left + r, top: top - r, bottom: top + r };
  };
  for (const spot of spots) discs.add(square(spot));
  const placed = [];
  for (const spot of spots) {
    const { node, left, top, radius } = spot;
    strong.add(square(spot));
    if (some && !some.has(node)) continue;
    const size = fontSize(radius);
    const text = shortened(NODES.label[node]);
    const [long, tall] = [textWidth(text, size), size * 1.15];
    const gap = radius * (SHAPES[NODES.type[node]].turned ? 1.2 : 1) + 3; // as far as it reaches
    const boxes = [
      [left + gap, top],
      [left - gap - long, top],
      [left - long / 2, top - gap - tall / 2],
      [left - long / 2, top + gap + tall / 2],
    ].map(([at, middle]) => (
      { left: at, right: at + long, top: middle - tall / 2, bottom: middle + tall / 2 }
    )).filter((box) => box.left >= 0 && box.right <= wide && !labels.has(box));
    const must = placed.length < SURELY || node === state.node;
    const box = boxes.find((one) => !discs.has(one))
      ?? (must ? boxes.find((one) => !strong.has(one)) : undefined);
    if (!box) continue;
    labels.add(box);
    const middle = (box.top + box.bottom) / 2;
    placed.push({ node, text, size, left: box.left, middle, right: box.left - left, down: middle - top });
  }
  return placed;
}

function makeLabels(figure) {
  const source = new Bokeh.ColumnDataSource({ data: { x: [], y: [], text: [], size: [] } });
  const field = (name) => ({ field: name });
  // Twice: Bokeh draws the outline of a text above it, and the halo belongs below.
  const [halo, ink] = [3, 0].map((outline) => figure.text(field("x"), field("y"), field("text"), {
    source, text_font_size: field("size"), text_font: FONT, text_baseline: "middle",
    text_outline_width: outline,
  }).glyph);
  return { source, halo, ink, placed: [], scale: 0 };
}

function paintLabels() {
  onScreen.labels.placed = placedLabels();
  writeLabels();
}

// Takes the labels along with their nodes, as far from them as they were placed.
function moveLabels() {
  const { x, y, scale } = camera();
  const [wide, high] = [width(), height()];
  for (const label of onScreen.labels.placed) {
    label.left = (NODES.x[label.node] - x) * scale + wide / 2 + label.right;
    label.middle = high / 2 - (NODES.y[label.node] - y) * scale + label.down;
  }
  // Bokeh moves the names with all else, but they keep their distances only where nothing is zoomed.
  if (scale !== onScreen.labels.scale) writeLabels();
}

function writeLabels() {
  const { x, y, scale } = camera();
  const [wide, high] = [width(), height()];
  const { source, halo, ink, placed } = onScreen.labels;
  onScreen.labels.scale = scale;
  halo.setv({ text_color: { value: colours.paper }, text_outline_color: { value: colours.paper } });
  ink.setv({ text_color: { value: colours.ink } });
  source.data = {
    x: placed.map(({ left }) => x + (left - wide / 2) / scale),
    y: placed.map(({ middle }) => y - (middle - high / 2) / scale),
    text: placed.map(({ text }) => text),
    size: placed.map(({ size }) => `${size}px`),
  };
}
