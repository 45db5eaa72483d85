// What happens at the beginning, and what is painted anew when the reader has changed something.
function paintView() {
  for (const button of document.querySelectorAll("[data-view]")) {
    button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  }
  byId("network").hidden = state.view !== "network";
  byId("tables").hidden = state.view === "network";
}

onChange((changed) => {
  const any = (...keys) => keys.some((key) => changed.has(key));
  if (any("language")) paintWords();
  if (any("theme")) paintTheme();
  if (any("view")) {
    limit = ROWS;
    byId("table-filter").value = ""; // the words were for the other table
    paintView();
  }
  if (any(...FILTERS, "node", "tie")) drawn = filtered();
  if (any("theme")) restyle();
  else if (any(...FILTERS, "node", "tie", "colour")) paint();
  if (any(...FILTERS, "language", "view", "node", "tie")) paintTable();
  if (any("node", "tie", "from", "to", "relation", "language", "only")) paintDetails();
  if (any("language", "hidden", "community", "relation", "colour", "theme")) paintControls();
  if (any("least")) paintLeast();
  if (any("from", "to", "language")) paintTime();
  if (any(...FILTERS, "language", "node", "tie")) paintSummary();
});

async function start() {
  Object.assign(state, readFragment());
  drawn = filtered();
  paintTheme();
  paintWords();
  paintView();
  paintControls();
  paintTime();
  paintSummary();
  paintDetails();
  makeSearch();
  makeControls();
  makeTime();
  makeTables();
  makePicture();
  makeKeys();
  paintTable();
  await makeNetwork();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    paintTheme();
    restyle();
  });
  for (const event of ["hashchange", "popstate"]) {
    addEventListener(event, () => {
      const before = String(state.camera);
      restore();
      if (state.camera && String(state.camera) !== before) {
        look({ x: state.camera[0], y: state.camera[1], scale: state.camera[2] });
      }
    });
  }
  document.documentElement.dataset.ready = "yes";
}

start();
