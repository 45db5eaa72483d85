// Nodes and ties as tables that sort, filter, and go to a spreadsheet.
const ROWS = 100; // shown at first, and with each click on the button below

const endOf = (end) => (tie) => NODES.label[TIES[end][tie]];
const TABLES = {
  nodes: {
    rows: () => drawn.nodes,
    open: show.node,
    columns: [
      { key: "name", of: (node) => NODES.label[node] },
      { key: "type", of: (node) => t(NODES.type[node]) },
      { key: "mentions", of: (node) => NODES.mentions[node], numeric: true },
      { key: "articles", of: (node) => NODES.articles[node], numeric: true },
      { key: "strength", of: (node) => drawn.size[node], numeric: true },
      { key: "degree", of: (node) => NODES.degree[node], numeric: true },
      { key: "betweenness", of: (node) => NODES.betweenness[node], numeric: true },
      { key: "pagerank", of: (node) => NODES.pagerank[node], numeric: true },
      { key: "community", of: (node) => NODES.community[node], numeric: true },
      { key: "first seen", of: (node) => NODES.first[node] },
      { key: "last seen", of: (node) => NODES.last[node] },
      { key: "id", of: (node) => NODES.id[node] },
    ],
    sort: "strength",
  },
  ties: {
    rows: () => drawn.ties,
    open: show.tie,
    columns: [
      { key: "one", of: endOf("source") },
      { key: "other", of: endOf("target") },
      { key: "together", of: countOf, numeric: true },
      { key: "articles", of: (tie) => TIES.articles[tie], numeric: true },
      { key: "weight", of: (tie) => drawn.strength[tie], numeric: true },
      { key: "npmi", of: (tie) => TIES.npmi[tie], numeric: true },
      { key: "log_likelihood", of: (tie) => TIES.log_likelihood[tie], numeric: true },
      { key: "q", of: (tie) => TIES.q[tie], numeric: true },
      { key: "relations", of: (tie) => [...TYPES_OF_TIE[tie]].sort().map((type) => t(`relation.${CONTENT.relations[type]}`)).join(", ") },
      { key: "first seen", of: (tie) => TIES.first[tie] },
      { key: "last seen", of: (tie) => TIES.last[tie] },
    ],
    sort: "weight",
  },
};
const order = { nodes: null, ties: null }; // {key, down}, as the reader sorted
let limit = ROWS;

function compare(one, two) {
  if (one === null || one === undefined) return two === null || two === undefined ? 0 : 1;
  if (two === null || two === undefined) return -1;
  return typeof one === "number" ? one - two : one.localeCompare(two, "nb");
}

// The rows of the table in view that have the words looked for, sorted.
function tableRows() {
  const { rows, columns, sort } = TABLES[state.view];
  const { key, down } = order[state.view] ?? { key: sort, down: true };
  const column = columns.find((one) => one.key === key);
  const words = folded(byId("table-filter").value).split(/\s+/).filter(Boolean);
  const texts = columns.filter(({ numeric }) => !numeric);
  const fits = (row) => {
    const text = folded(texts.map(({ of }) => of(row) ?? "").join(" "));
    return words.every((word) => text.includes(word));
  };
  const chosen = rows().filter(fits).map((row) => [column.of(row), row]);
  const known = (value) => value !== null && value !== undefined;
  chosen.sort(([one], [two]) => // what is not known comes last, whichever way
    (known(one) && known(two) && down ? compare(two, one) : compare(one, two)));
  return chosen.map(([, row]) => row);
}

function paintTable() {
  if (state.view === "network") return;
  const { columns, sort, open } = TABLES[state.view];
  const { key, down } = order[state.view] ?? { key: sort, down: true };
  const rows = tableRows();
  const heads = columns.map((column) => {
    const sorted = column.key === key;
    return el("th", { scope: "col", class: column.numeric ? "number" : "",
      "aria-sort": sorted ? (down ? "descending" : "ascending") : "none" },
    el("button", { id: `sort-${column.key}`, onclick: () => sortBy(column, sorted ? !down : column.numeric === true) },
      t(`column.${column.key}`), el("span", { class: "arrow", "aria-hidden": true }, sorted ? (down ? " ▼" : " ▲") : "")));
  });
  const reach = (row) => { // the row itself is painted anew
    open(row);
    byId("details-title").focus();
  };
  const cell = (column, row) => {
    const value = column.of(row);
    if (!column.numeric) return el("td", {}, named(value ?? "", { class: column.key.endsWith("seen") ? "date" : "" }));
    return el("td", { class: "number" }, value === null ? "" : measure(value));
  };
  const line = (row) => el("tr", {},
    el("th", { scope: "row" }, el("button", { class: "name", onclick: () => reach(row) }, named(columns[0].of(row)))),
    ...columns.slice(1).map((column) => cell(column, row)));
  byId("table").replaceChildren(
    el("caption", { class: "off-screen" }, t(`table.${state.view}`)),
    el("thead", {}, el("tr", {}, ...heads)),
    el("tbody", {}, ...rows.slice(0, limit).map(line)));
  byId("table-count").textContent = counted("rows", rows.length);
  byId("more-rows").hidden = rows.length <= limit;
  byId("more-rows").textContent = t("more", number(rows.length - limit));
}

function sortBy(column, down) {
  order[state.view] = { key: column.key, down };
  paintTable();
  byId(`sort-${column.key}`).focus();
}

// A cell that a spreadsheet would run as a formula begins with an apostrophe (OWASP, "CSV
// Injection"); a number is written with a point, without spaces.
const safe = (value) => {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  return /^\s*[=+\-@＝＋－＠]/.test(value) ? `'${value}` : value;
};

function tableCells() {
  const { columns } = TABLES[state.view];
  const heads = columns.map(({ key }) => t(`column.${key}`));
  return [heads, ...tableRows().map((row) => columns.map(({ of }) => safe(of(row))))];
}

const asLines = (cells) => cells.map((row) => row.map((cell) => cell.replace(/[\t\r\n]+/g, " ")).join("\t")).join("\n");
const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const asCsv = (cells) => `\ufeff${cells.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;

function makeTables() {
  const anew = () => {
    limit = ROWS;
    paintTable();
  };
  byId("table-filter").addEventListener("input", anew);
  byId("more-rows").addEventListener("click", () => {
    limit += ROWS;
    paintTable();
  });
  byId("copy-table").addEventListener("click", async () => {
    await copy(asLines(tableCells()));
    announce(t("copied table"));
    flash(byId("copy-table"), t("copied"));
  });
  byId("save-table").addEventListener("click", () =>
    save(`${state.view}.csv`, new Blob([asCsv(tableCells())], { type: "text/csv" })));
}
