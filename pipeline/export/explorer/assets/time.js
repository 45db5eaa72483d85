// The periods: from which to which, and playing them one after the other.
const PACE = 1200; // milliseconds for each step
let playing = 0;

function paintTime() {
  const [from, to] = [byId("from"), byId("to")];
  for (const [slider, at] of [[from, state.from], [to, state.to]]) {
    slider.max = LAST_PERIOD;
    slider.value = at;
    slider.setAttribute("aria-valuetext", PERIODS.names[at]);
  }
  byId("time-value").textContent = wholeTime() ? t("whole time") : state.from === state.to
    ? PERIODS.names[state.from]
    : `${PERIODS.names[state.from]} – ${PERIODS.names[state.to]}`;
  byId("articles-by-period").replaceChildren(bars(
    PERIODS.articles,
    () => t("articles by period"),
    { height: 30, from: state.from, to: state.to },
  ));
  byId("play").textContent = playing ? "❚❚" : "▶";
  byId("play").setAttribute("aria-label", t(playing ? "pause" : "play"));
  byId("play").title = t(playing ? "pause" : "play");
}

function stop() {
  clearInterval(playing);
  playing = 0;
  paintTime();
}

// How many periods on the next stretch begins from which there is an article; null if none does.
function stepsOn() {
  for (let on = 1; state.to + on <= LAST_PERIOD; on += 1) {
    const there = PERIODS.articles.slice(state.from + on, state.to + on + 1);
    if (there.some((articles) => articles > 0)) return on;
  }
  return null;
}

// Moves the stretch chosen (one period, if it is the whole time) on by one, to the end.
function play() {
  if (playing) {
    stop();
    return;
  }
  if (wholeTime() || state.to === LAST_PERIOD) change({ from: 0, to: wholeTime() ? 0 : state.to - state.from });
  playing = setInterval(() => {
    const on = stepsOn();
    if (on === null) stop();
    else change({ from: state.from + on, to: state.to + on });
  }, PACE);
  paintTime();
}

function makeTime() {
  byId("time").hidden = PERIODS.names.length < 2;
  byId("play").addEventListener("click", play);
  byId("from").addEventListener("input", (event) => {
    const from = Number(event.target.value);
    if (playing) stop();
    change({ from, to: Math.max(from, state.to) });
  });
  byId("to").addEventListener("input", (event) => {
    const to = Number(event.target.value);
    if (playing) stop();
    change({ to, from: Math.min(to, state.from) });
  });
  byId("all-time").addEventListener("click", () => {
    if (playing) stop();
    change({ from: 0, to: LAST_PERIOD });
  });
}
