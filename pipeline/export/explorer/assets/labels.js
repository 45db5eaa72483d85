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

const fontSize = (node) => Math.round(10.5 + Math.min(6, diameter(node) / 8));

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

// Returns the labels that have room: {node, text, size, left, middle} in pixels of the picture.
// Each stands to the right of its node, or to the left, above or below where there is no room. The
// strongest may cover weaker nodes, if need be: a picture that leaves out their names tells little.
function placedLabels() {
  const { x, y, scale } = camera();
  const [wide, high] = [width(), height()];
  const some = focus();
  const order = some
    ? [...drawn.nodes].sort((one, two) => some.has(two) - some.has(one))
    : drawn.nodes;
  const spots = order.map((node) => ({
    node,
    left: (NODES.x[node] - x) * scale + wide / 2,
    top: high / 2 - (NODES.y[node] - y) * scale,
    radius: diameter(node) / 2,
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
    const size = fontSize(node);
    const text = shortened(NODES.label[node]);
    pen.font = `${size}px ${FONT}`;
    const [long, tall] = [pen.measureText(text).width, size * 1.15];
    const gap = radius + 3;
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
    placed.push({ node, text, size, left: box.left, middle: (box.top + box.bottom) / 2 });
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
  return { source, halo, ink, placed: [] };
}

function paintLabels() {
  const { x, y, scale } = camera();
  const labels = placedLabels();
  const { source, halo, ink } = onScreen.labels;
  onScreen.labels.placed = labels;
  halo.setv({ text_color: { value: colours.paper }, text_outline_color: { value: colours.paper } });
  ink.setv({ text_color: { value: colours.ink } });
  source.data = {
    x: labels.map(({ left }) => x + (left - width() / 2) / scale),
    y: labels.map(({ middle }) => y - (middle - height() / 2) / scale),
    text: labels.map(({ text }) => text),
    size: labels.map(({ size }) => `${size}px`),
  };
}
