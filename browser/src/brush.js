// Years chosen on the timeline: dragged over the bars, or at their ends with a finger, or set with
// two sliders, which keys move too. Where the ties are on the page their rows are chosen; else the
// years lead to the address of the ties that began in them.

import { dragEnds, dragOver } from "./brush_drag.js";
import { addressOf, askedYears, inOrder, saidYears, span, yearsBetween } from "./years.js";

const SVG = "http://www.w3.org/2000/svg";

// `rows` are those of the page, where no server chooses them; else null.
export function startBrush(page, words, rows) {
  const figure = page.querySelector("figure.timeline[data-bars]");
  if (!figure) return;
  const drawn = Object.fromEntries(
    ["start", "step", "bars", "left", "width", "first", "last"].map((name) => [name, Number(figure.dataset[name])]),
  );
  if (drawn.bars < 2) return;
  const form = page.querySelector("details.filters form");
  const here = rows?.hasYears && !figure.dataset.ties ? rows : null;
  const target = here ? "#ties" : figure.dataset.ties || form?.action;
  if (!target) return;
  const all = inOrder(drawn.start, Infinity, drawn);
  const parts = controls(figure, drawn, words);
  let ends = chosen();

  function chosen() {
    const asked = new URLSearchParams(figure.dataset.ties ? "" : location.search);
    const [from, to] = ["from", "to"].map((name) => Number(asked.get(name)));
    return askedYears(from, to, drawn);
  }
  function addressNow() {
    if (here) return target;
    const fields = form && !figure.dataset.ties ? new FormData(form) : [];
    return addressOf(new URL(target, location.href), fields, ends[0], ends[1]);
  }
  function draw() {
    const [x, width] = span(ends[0], ends[1], drawn);
    parts.shade.setAttribute("x", x);
    parts.shade.setAttribute("width", width);
    parts.shade.classList.toggle("is-all", width === drawn.width * drawn.bars);
    parts.ends(x, x + width);
    [parts.first.value, parts.last.value] = ends;
    parts.years.textContent = words.say("brush.years", saidYears(ends, drawn));
    parts.link.href = addressNow();
  }
  function set(one, other) {
    ends = inOrder(one, other, drawn);
    draw();
    const isAll = ends.join() === all.join(); // those without a year, too
    const said = here?.show(...(isAll ? [0, Infinity] : ends));
    if (said) parts.years.textContent = said;
  }
  function done(isOver) {
    const isAll = ends.join() === all.join();
    if (here) here.keep(...(isAll ? ["", ""] : ends));
    else if (isOver) location.assign(addressNow());
  }
  parts.first.addEventListener("input", () => set(Number(parts.first.value), Math.max(Number(parts.first.value), ends[1])));
  parts.last.addEventListener("input", () => set(Math.min(ends[0], Number(parts.last.value)), Number(parts.last.value)));
  for (const slider of [parts.first, parts.last]) {
    slider.addEventListener("change", () => done(false));
    slider.addEventListener("keydown", (event) => {
      if (event.key === "Enter") parts.link.click();
    });
  }
  dragOver(parts.svg, (x, otherX) => set(...yearsBetween(x, otherX, drawn)), () => done(true));
  dragEnds(parts, (isFirst, x) => {
    const [first, last] = yearsBetween(x, x, drawn);
    if (isFirst) set(Math.min(first, ends[1]), ends[1]);
    else set(ends[0], Math.max(last, ends[0]));
  }, drawn.width / 2, () => done(false));
  const again = () => {
    ends = chosen();
    draw();
  };
  here?.table.addEventListener("allyears", again);
  if (here) {
    addEventListener("popstate", again);
    if (ends.join() !== all.join()) set(...ends);
  }
  draw();
}

function controls(figure, drawn, words) {
  const svg = figure.querySelector("svg");
  const shade = document.createElementNS(SVG, "rect");
  shade.setAttribute("class", "shade");
  shade.setAttribute("y", "0");
  shade.setAttribute("height", figure.dataset.base);
  svg.prepend(shade);
  const group = document.createElement("div");
  group.className = "brush";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", words.say("brush.label"));
  const [first, last] = ["first", "last"].map((end) => slider(end, drawn, group, words));
  const years = document.createElement("output");
  const link = document.createElement("a");
  link.textContent = words.say("brush.show");
  link.rel = "nofollow";
  const hint = document.createElement("small");
  hint.textContent = words.say("brush.hint");
  group.append(years, link, hint);
  figure.querySelector(".wide").after(group);
  return { svg, shade, first, last, years, link, ...grips(svg, Number(figure.dataset.base)) };
}

// Two lines at the ends of the chosen years, wide enough for a finger.
function grips(svg, base) {
  const around = document.createElement("div");
  around.className = "bars";
  svg.replaceWith(around);
  const { width, height } = svg.viewBox.baseVal;
  const made = ["first", "last"].map((end) => {
    const one = document.createElement("span");
    one.className = `grip is-${end}`;
    one.setAttribute("aria-hidden", "true"); // the sliders say and do the same
    one.style.height = `${(100 * base) / height}%`;
    return one;
  });
  around.append(svg, ...made);
  const ends = (...xs) => xs.forEach((x, k) => made[k].style.setProperty("left", `${(100 * x) / width}%`));
  return { grips: made, ends };
}

function slider(end, drawn, group, words) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  const shift = end === "last" ? drawn.step - 1 : 0;
  Object.assign(input, { type: "range", step: drawn.step, min: drawn.start + shift });
  input.max = drawn.start + drawn.step * (drawn.bars - 1) + shift;
  label.append(words.say(`brush.${end}`), " ", input);
  group.append(label);
  return input;
}
