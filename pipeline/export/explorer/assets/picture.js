// The picture as a file: SVG from what is on the screen, PNG from that SVG.
const SCALE = 3; // pixels of the PNG for each of the screen

// The outline of the sign of a type of node, as Bokeh draws it: `size` wide, around (0, 0).
function signPath(type, size) {
  const r = size / 2;
  const h = r * Math.sqrt(3);
  const a = h / 3;
  const d = r * Math.SQRT2;
  return {
    person: `M${-r},0a${r},${r} 0 1,0 ${size},0a${r},${r} 0 1,0 ${-size},0Z`,
    country: `M${-r},${-r}h${size}v${size}h${-size}Z`,
    organisation: `M0,${-d}L${d},0L0,${d}L${-d},0Z`,
    place: `M${-r},${a}H${r}L0,${a - h}Z`,
    other: `M${-r},${-a}H${r}L0,${h - a}Z`,
  }[type];
}

function pictureSvg() {
  const [wide, high] = [width(), height()];
  const { x, y, scale } = camera();
  const across = (value) => ((value - x) * scale + wide / 2).toFixed(1);
  const along = (value) => (high / 2 - (value - y) * scale).toFixed(1);
  const below = 64; // for the caption
  const root = svg("svg", {
    xmlns: SVG, width: wide, height: high + below, viewBox: `0 0 ${wide} ${high + below}`, "font-family": FONT,
  });
  const add = (name, attributes, text) => {
    const made = svg(name, attributes);
    if (text !== undefined) made.textContent = text;
    return made;
  };
  root.append(add("title", {}, ABOUT.title), add("rect", { width: wide, height: high + below, fill: colours.paper }));
  const clip = add("clipPath", { id: "frame" });
  clip.append(add("rect", { width: wide, height: high }));
  const inside = add("g", { "clip-path": "url(#frame)" });
  root.append(clip, inside);
  const ties = onScreen.ties.source.data;
  ties.at.forEach((_, i) => inside.append(add("line", {
    x1: across(ties.x0[i]), y1: along(ties.y0[i]), x2: across(ties.x1[i]), y2: along(ties.y1[i]),
    stroke: ties.colour[i], "stroke-width": ties.width[i].toFixed(2), "stroke-opacity": ties.alpha[i].toFixed(2),
    "stroke-linecap": "round",
  })));
  const nodes = onScreen.nodes.source.data;
  nodes.at.forEach((node, i) => inside.append(add("path", {
    d: signPath(NODES.type[node], nodes.size[i]), transform: `translate(${across(nodes.x[i])},${along(nodes.y[i])})`,
    fill: nodes.fill[i], stroke: nodes.line[i], "stroke-width": nodes.line_width[i], opacity: nodes.alpha[i],
  })));
  for (const { text, size, left, middle } of onScreen.labels.placed) {
    inside.append(add("text", {
      x: left.toFixed(1), y: middle.toFixed(1), "font-size": size, fill: colours.ink, stroke: colours.paper,
      "stroke-width": 3, "paint-order": "stroke", "dominant-baseline": "central",
    }, text));
  }
  root.append(...caption(high, add));
  return root;
}

// What is shown and by which choices, so that the picture can stand alone.
function caption(high, add) {
  const parts = [];
  let left = 16;
  if (state.colour === "type") {
    for (const type of TYPES.filter((one) => !state.hidden.includes(one))) {
      parts.push(add("path", { d: signPath(type, 11 * SHAPES[type].size), transform: `translate(${left + 6},${high + 18})`, fill: colours[type] }));
      parts.push(add("text", { x: left + 16, y: high + 22, "font-size": 12, fill: colours.ink }, t(`${type}.many`)));
      pen.font = `12px ${FONT}`;
      left += 34 + pen.measureText(t(`${type}.many`)).width;
    }
  }
  const chosen = [
    byId("summary").textContent,
    byId("read").textContent,
    PERIODS.names.length > 1 ? byId("time-value").textContent : null,
    state.relation >= 0 ? t(`relation.${CONTENT.relations[state.relation]}`) : null,
    state.only >= 0 ? `${t("own network")}: ${NODES.label[state.only]}` : null,
  ].filter(Boolean);
  parts.push(add("text", { x: 16, y: high + 42, "font-size": 11, fill: colours.faint }, chosen.slice(0, 1).join("")));
  parts.push(add("text", { x: 16, y: high + 57, "font-size": 11, fill: colours.faint }, [...chosen.slice(1), `Navnenett ${ABOUT.version}`].join(" · ")));
  return parts;
}

const svgText = () => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(pictureSvg())}\n`;

async function savePng() {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText())}`;
  await image.decode();
  const canvas = el("canvas", { width: image.width * SCALE, height: image.height * SCALE });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => save("network.png", blob), "image/png");
}

function makePicture() {
  byId("png").addEventListener("click", savePng);
  byId("svg").addEventListener("click", () =>
    save("network.svg", new Blob([svgText()], { type: "image/svg+xml" })));
}
