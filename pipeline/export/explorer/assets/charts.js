// Small charts over the periods: one bar for each, as high as its number.
function bars(numbers, describe, { height: high = 48, from = 0, to = LAST_PERIOD } = {}) {
  const most = Math.max(...numbers, 1);
  const step = 100 / Math.max(1, numbers.length);
  const drawing = svg("svg", {
    viewBox: `0 0 100 ${high}`, preserveAspectRatio: "none", class: "bars", role: "img",
    "aria-label": describe(),
  });
  numbers.forEach((value, at) => {
    const tall = (value / most) * (high - 2);
    const bar = svg("rect", {
      x: at * step + step * 0.08, width: step * 0.84, y: high - tall, height: tall,
      class: at >= from && at <= to ? "bar" : "bar outside",
    }, svg("title", {}));
    bar.firstChild.textContent = `${PERIODS.names[at]}: ${number(value)}`;
    drawing.append(bar);
  });
  return drawing;
}

const perPeriod = (pairs) => {
  const numbers = PERIODS.names.map(() => 0);
  for (let at = 0; at < pairs.length; at += 2) numbers[pairs[at]] = pairs[at + 1];
  return numbers;
};

// A chart with its heading and the first and the last period below it; nothing for a single one.
function overTime(heading, pairs) {
  if (PERIODS.names.length < 2 || !pairs.length) return null;
  const numbers = perPeriod(pairs);
  const top = numbers.indexOf(Math.max(...numbers));
  const about = () => t("chart", heading, PERIODS.names[top], number(numbers[top]));
  return el("section", { class: "over-time" },
    el("h3", {}, heading),
    bars(numbers, about, { from: state.from, to: state.to }),
    el("div", { class: "ends" }, el("span", {}, PERIODS.names[0]), el("span", {}, PERIODS.names.at(-1))));
}
