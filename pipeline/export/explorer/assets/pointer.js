// What the pointer is at in the picture: a line that says it, and a click that opens it.
// The node or the tie at a point of the picture (pixels from its corner), as {node} or {tie}.
function hit(left, top) {
  const point = { type: "point", sx: left, sy: top };
  const found = (renderer) => onScreen.view.views.find_one(renderer)?.hit_test(point)?.indices ?? [];
  const nodes = found(onScreen.nodes.renderer);
  if (nodes.length) return { node: onScreen.nodes.at[Math.max(...nodes)] };
  const ties = found(onScreen.ties.renderer);
  if (ties.length) return { tie: onScreen.ties.at[Math.max(...ties)] };
  return {};
}

function watchPointer() {
  const plot = byId("plot");
  let down = null;
  const at = (event) => {
    const box = plot.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  plot.addEventListener("pointerdown", (event) => (down = at(event)));
  plot.addEventListener("pointerup", (event) => {
    if (!down) return;
    const up = at(event);
    const still = Math.hypot(up[0] - down[0], up[1] - down[1]) < 5;
    down = null;
    if (!still) return;
    const { node, tie } = hit(...up);
    if (node !== undefined) show.node(node);
    else if (tie !== undefined) show.tie(tie);
    else show.nothing();
    // Where there is little room, the panel lies below what is seen.
    byId("details-title")?.scrollIntoView({ block: "nearest" });
  });
  let pointer = null;
  const ask = perFrame(() => showTip(pointer, pointer ? hit(...pointer) : {}));
  plot.addEventListener("pointermove", (event) => {
    pointer = event.buttons || event.pointerType === "touch" ? null : at(event);
    ask();
  });
  plot.addEventListener("pointerleave", () => {
    pointer = null;
    ask();
  });
}

// A line beside the pointer that says what it points at.
function showTip(pointer, { node, tie }) {
  const tip = byId("tip");
  const about = node !== undefined ? nodeTip(node) : tie !== undefined ? tieTip(tie) : null;
  byId("plot").classList.toggle("over", about !== null);
  tip.hidden = about === null;
  if (about === null) return;
  tip.replaceChildren(...about);
  const [left, top] = pointer;
  const wide = tip.offsetWidth;
  tip.style.left = `${Math.max(4, Math.min(left + 14, width() - wide - 4))}px`;
  tip.style.top = `${Math.max(4, top > height() - 80 ? top - 60 : top + 16)}px`;
}

const nodeTip = (node) => [
  el("strong", {}, named(NODES.label[node])),
  ` ${t(NODES.type[node])} · ${counted("mentions", NODES.mentions[node])}`,
];

const tieTip = (tie) => [
  el("strong", {}, named(NODES.label[TIES.source[tie]]), " – ", named(NODES.label[TIES.target[tie]])),
  ` ${counted("windows", countOf(tie))}`,
];
