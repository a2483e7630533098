// Years chosen on the timeline: dragged over the bars, or set with two sliders, which fingers and
// keys move too. They lead to the address of the ties that began in these years.

import { addressOf, inOrder, span, yearsBetween } from "./years.js";

const LEAST_DRAG = 4; // units of the drawing; less is a click
const SVG = "http://www.w3.org/2000/svg";

export function startBrush(page, words) {
  const figure = page.querySelector("figure.timeline[data-bars]");
  if (!figure) return;
  const drawn = Object.fromEntries(
    ["start", "step", "bars", "left", "width"].map((name) => [name, Number(figure.dataset[name])]),
  );
  if (drawn.bars < 2) return;
  const form = page.querySelector("details.filters form");
  const target = figure.dataset.ties || form?.action;
  if (!target) return;
  const asked = new URLSearchParams(location.search);
  const chosen = figure.dataset.ties ? [] : ["from", "to"].map((name) => Number(asked.get(name)));
  const ends = inOrder(chosen[0] || drawn.start, chosen[1] || Infinity, drawn);
  const parts = controls(figure, drawn, words);

  function addressNow() {
    const fields = form && !figure.dataset.ties ? new FormData(form) : [];
    return addressOf(new URL(target, location.href), fields, ends[0], ends[1]);
  }
  function set(one, other) {
    [ends[0], ends[1]] = inOrder(one, other, drawn);
    const [x, width] = span(ends[0], ends[1], drawn);
    parts.shade.setAttribute("x", x);
    parts.shade.setAttribute("width", width);
    parts.shade.classList.toggle("is-all", width === drawn.width * drawn.bars);
    parts.years.textContent = words.say("brush.years", { first: ends[0], last: ends[1] });
    parts.link.href = addressNow();
  }
  parts.first.addEventListener("input", () => {
    set(Number(parts.first.value), Math.max(Number(parts.first.value), ends[1]));
    parts.last.value = ends[1];
  });
  parts.last.addEventListener("input", () => {
    set(Math.min(ends[0], Number(parts.last.value)), Number(parts.last.value));
    parts.first.value = ends[0];
  });
  for (const slider of [parts.first, parts.last]) {
    slider.addEventListener("keydown", (event) => {
      if (event.key === "Enter") parts.link.click();
    });
  }
  drag(parts.svg, (x, otherX, isDone) => {
    set(...yearsBetween(x, otherX, drawn));
    [parts.first.value, parts.last.value] = ends;
    if (isDone) location.assign(addressNow());
  });
  set(ends[0], ends[1]);
  [parts.first.value, parts.last.value] = ends;
}

// A mouse or a pen draws over the bars; a finger scrolls them, and has the sliders.
function drag(svg, moved) {
  let from = null;
  const at = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse()).x;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    from = at(event);
    svg.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  svg.addEventListener("pointermove", (event) => {
    if (from !== null && Math.abs(at(event) - from) >= LEAST_DRAG) moved(from, at(event), false);
  });
  svg.addEventListener("pointerup", (event) => {
    if (from !== null && Math.abs(at(event) - from) >= LEAST_DRAG) moved(from, at(event), true);
    from = null;
  });
  svg.addEventListener("pointercancel", () => {
    from = null;
  });
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
  return { svg, shade, first, last, years, link };
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
