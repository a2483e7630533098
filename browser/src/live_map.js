// A map that can be moved, on the drawing that the server made: the same projection and the same
// view, so that nothing jumps. The world is drawn once and moved as a whole; marks and names are
// placed anew for each view.

import { drawGround } from "./map_ground.js";
import { drawLines, drawMarks, shape } from "./map_marks.js";
import { cardIn } from "./map_cards.js";
import { shownOf } from "./shown.js";
import { standFree } from "./map_corner.js";
import { moveMap } from "./map_moves.js";
import { linkRows } from "./map_rows.js";
import { drawNames } from "./map_names.js";
import { readMap } from "./map_reading.js";
import { tiesOnPage } from "./map_data.js";
import { WIDTH } from "./sheet.js";

export async function showMap(figure, data, words) {
  const frame = figure.querySelector(".map-frame");
  const svg = frame.querySelector("svg");
  const { first, middle } = viewOf(figure, svg.querySelector("image"));
  const state = { view: first, middle, shown: null, marks: [], lit: [] };
  const flows = figure.dataset.map === "flows" ? (await import("./flows.js")).readFlows(figure, data, words) : null;
  state.shown = flows ? flows.shown() : shownOf(data);
  const ground = await drawGround(svg, state, words);
  const layers = { lines: ground.after("map-lines"), marks: ground.top("map-marks"), lit: ground.top("map-lit") };
  const held = svg.querySelectorAll(".map-names");
  svg.append(layers.marks, ...held, layers.lit);
  const names = { first: [...held], group: shape("g", { class: "map-names" }) };
  const card = cardIn(frame, words);
  frame.classList.add("is-live");

  const draw = () => {
    ground.look(state.view);
    state.marks = drawMarks(layers.marks, state, sizeOf(svg), words);
    light(state.lit);
  };
  const name = () => {
    if (names.first) for (const one of names.first) one.remove();
    if (names.first) svg.insertBefore(names.group, layers.lit);
    names.first = null;
    drawNames(names.group, state, sizeOf(svg), words, ground.countries());
  };
  const change = (view) => {
    state.view = view;
    if (!card.isKept()) card.hide();
    requestAnimationFrame(() => { draw(); name(); });
    told();
  };
  const told = moveMap({ frame, svg, first, state, change, words });
  const light = (ids) => {
    state.lit = ids;
    const all = new Set(ids);
    svg.classList.toggle("has-lit", ids.length > 0);
    for (const one of svg.querySelectorAll("[data-line]")) one.classList.toggle("is-lit", all.has(one.dataset.line));
    for (const mark of state.marks) {
      mark.element.classList.toggle("is-lit", mark.members.some((k) => state.shown.places[k].lines.some((id) => all.has(id))));
    }
  };
  const lightRows = linkRows(figure, (ids) => {
    light(ids);
    nameOf(layers.lit, state, ids, sizeOf(svg));
  });
  readMap({ svg, frame, state, card, light: (ids) => { light(ids); lightRows(ids); }, words });
  drawLines(layers.lines, state, sizeOf(svg));
  draw();
  told();
  standFree(frame.querySelector(".map-buttons"), svg);
  import("./map_picture.js").then(({ addDownloads }) => addDownloads(figure, svg, () => state.view.zoom));
  const again = (shown, middle = state.middle) => {
    Object.assign(state, { shown, middle, lit: [] });
    card.hide();
    ground.turn();
    drawLines(layers.lines, state, sizeOf(svg));
    draw();
    name();
  };
  flows?.start(again, (view) => { change(view); });
  document.getElementById("ties")?.addEventListener("rowschange", () => {
    if (figure.dataset.at && !figure.dataset.from) again(shownOf(tell(figure, tiesOnPage(figure))));
  });
  new ResizeObserver(() => { if (!names.first) name(); }).observe(svg);
  tell(figure, data);
}

// Which part of the world is shown: the figure says it, or in a file the picture of the land.
function viewOf({ dataset }, picture) {
  if (dataset.view) {
    const [zoom, left, top] = dataset.view.split(" ").map(Number);
    return { first: { zoom, left, top }, middle: Number(dataset.middle) };
  }
  const [x, y, width] = ["x", "y", "width"].map((name) => Number(picture.getAttribute(name)));
  const [, middle] = /land-(-?\d+)/.exec(picture.getAttribute("href"));
  return { first: { zoom: width / WIDTH, left: -x, top: -y }, middle: Number(middle) };
}

// How large marks and letters are: pixels of the drawing for one of the screen.
function sizeOf(svg) {
  const unit = WIDTH / (svg.clientWidth || WIDTH);
  return { unit, mark: Math.max(1, Math.min(1.6, 0.75 * unit)), type: Math.max(10, Math.min(22, 12 * unit)) };
}

// The name of the place whose row is lit.
function nameOf(layer, state, ids, size) {
  layer.replaceChildren();
  const mark = state.marks.find((one) => one.members.some((k) => state.shown.places[k].lines.includes(ids[0])));
  if (!ids.length || !mark) return;
  const place = state.shown.places[mark.members.find((k) => state.shown.places[k].lines.includes(ids[0]))];
  const isRight = mark.at[0] < WIDTH / 2;
  const text = shape("text", {
    x: mark.at[0] + (isRight ? 1 : -1) * (mark.radius + 3 * size.unit), y: mark.at[1] + 0.33 * size.type,
    "text-anchor": isRight ? "start" : "end", "font-size": size.type, class: "halo lit-name",
  });
  text.style.fontSize = `${size.type}px`;
  text.textContent = place.name;
  layer.append(text);
}

// What a reader of the page, or a test, may ask: how many are drawn, and which.
function tell(figure, data) {
  const rows = data.ties ?? data.counts ?? data.places ?? [];
  figure.dataset.count = rows.length;
  figure.dataset.missing = data.without_point?.length ?? 0;
  figure.dataset.ids = rows.map((row) => row.id).join(" ");
  return data;
}
