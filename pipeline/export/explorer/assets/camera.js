// Where in the network the reader looks, and moving there.
const MARGIN = 0.08; // of the width and the height, around all of it
const SMALLER = 4; // times smaller than with all of it in the picture …
const LARGER = 100; // … and times larger
const SMOOTH = 500; // so many nodes grow and shrink with every step of zooming

// Where the reader looks: the middle of the picture, and pixels per unit.
function camera() {
  if (!onScreen) return { x: 0, y: 0, scale: 1 };
  const { x, y } = onScreen;
  return {
    x: (x.start + x.end) / 2,
    y: (y.start + y.end) / 2,
    scale: width() / (x.end - x.start),
  };
}

const width = () => byId("plot").clientWidth || 1;
const height = () => byId("plot").clientHeight || 1;

function look({ x, y, scale }) {
  const [wide, high] = [width() / scale / 2, height() / scale / 2];
  onScreen.x.setv({ start: x - wide, end: x + wide });
  onScreen.y.setv({ start: y - high, end: y + high });
}

// The camera that has all of `nodes` in the picture.
function around(nodes) {
  const [xs, ys] = [nodes.map((node) => NODES.x[node]), nodes.map((node) => NODES.y[node])];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [low, top] = [Math.min(...ys), Math.max(...ys)];
  if (!nodes.length) return { x: 0, y: 0, scale: 1 };
  const scale = Math.min(
    (width() * (1 - 2 * MARGIN)) / Math.max(right - left, 100),
    (height() * (1 - 2 * MARGIN)) / Math.max(top - low, 100),
  );
  return { x: (left + right) / 2, y: (low + top) / 2, scale };
}

// Where to look instead of a camera from which nothing of the network would be seen: not so far
// off, near or beside it. Nothing for any other camera.
function bounded({ x, y, scale }) {
  const whole = around(NODES.id.map((_, node) => node));
  const within = (value, low, high) => Math.min(Math.max(value, low), high);
  const [wide, high] = [width() / whole.scale / 2, height() / whole.scale / 2];
  const to = {
    x: within(x, whole.x - wide, whole.x + wide),
    y: within(y, whole.y - high, whole.y + high),
    scale: within(scale, whole.scale / SMALLER, whole.scale * LARGER),
  };
  const near = (one, two) => Math.abs(one - two) <= 1e-6 * Math.max(Math.abs(one), Math.abs(two), 1e-3);
  return near(to.x, x) && near(to.y, y) && near(to.scale, scale) ? null : to;
}

function fit() {
  const to = around(drawn.nodes);
  onScreen.fitted = to.scale;
  look(to);
}

function zoom(by) {
  const now = camera();
  look({ ...now, scale: now.scale * by });
}

function pan(right, up) {
  const now = camera();
  look({ ...now, x: now.x + (right * width()) / now.scale, y: now.y + (up * height()) / now.scale });
}

// Brings `node` into the picture, where it is not.
function bring(node) {
  const { x, y, scale } = camera();
  const [across, along] = [(NODES.x[node] - x) * scale, (NODES.y[node] - y) * scale];
  if (Math.abs(across) > width() * 0.45 || Math.abs(along) > height() * 0.45) {
    look({ x: NODES.x[node], y: NODES.y[node], scale });
  }
}

// Names move with the picture at once; when it stands still for a moment, they find their places
// anew, and the nodes of a large network their sizes: both take longer than a frame. The address
// follows when the reader has come to rest.
function watchCamera() {
  const moved = perFrame(() => {
    if (drawn.nodes.length <= SMOOTH) resizeNodes();
    moveLabels();
  });
  let [settling, resting] = [0, 0];
  const settle = () => {
    const to = bounded(camera());
    if (to) look(to);
    resizeNodes();
    paintLabels();
  };
  const rest = () => {
    const { x, y, scale } = camera();
    const whole = around(drawn.nodes);
    const away = Math.hypot(x - whole.x, y - whole.y) * scale;
    const fitted = away < 1 && Math.abs(scale / whole.scale - 1) < 0.001;
    change({ camera: fitted ? null : [x, y, scale] });
  };
  const follow = () => {
    moved();
    clearTimeout(settling);
    clearTimeout(resting);
    settling = setTimeout(settle, 120);
    resting = setTimeout(rest, 400);
  };
  onScreen.x.properties.end.change.connect(follow);
  onScreen.y.properties.end.change.connect(follow);
  let last = [width(), height()];
  new ResizeObserver(() => {
    const now = [width(), height()];
    if (String(now) === String(last) || now[0] < 2) return;
    // The middle and the scale stay; a picture that was fitted before is fitted again.
    const { x, y } = camera();
    const scale = last[0] / (onScreen.x.end - onScreen.x.start);
    last = now;
    if (state.camera === null) fit();
    else look({ x, y, scale });
  }).observe(byId("plot"));
}
