// Lines and marks of a map: partners at one spot share a mark; numbers are circles by area.

import { spelled, way } from "./arcs.js";
import { cluster, DOT, NEAR, radiusOf } from "./clusters.js";
import { place, seen } from "./sheet.js";

const SVG = "http://www.w3.org/2000/svg";
const COUNTED = 4;
const MANY = 40;
const TOUCH = 11;
const LINES = ["former", "unlisted", "stop", "flow", "tie", "asked"];

export function shape(name, attributes = {}) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, value);
  return made;
}

// What is over lies under what stands; each line can be touched a little beside it.
export function drawLines(layer, { shown, middle }, size) {
  const isMany = shown.lines.length > MANY;
  const ranked = shown.isRanked ? shown.lines
    : [...shown.lines].sort((one, other) => LINES.indexOf(one.kind) - LINES.indexOf(other.kind));
  const drawn = ranked.map((line) => {
    const d = spelled(way(line.from, line.to, middle)) || "M0 0";
    const own = line.kind === "asked" ? 1.6 : line.width ? line.width / Math.max(1, 0.9 * size.unit) : isMany ? 0.8 : 1.2;
    return [
      shape("path", {
        d, class: `map-line-${line.kind}${line.kind === "flow" ? " map-flow" : ""}`, "data-line": line.id,
        "stroke-width": own, "stroke-opacity": line.kind === "flow" || line.kind === "asked" ? null : isMany ? 0.5 : 0.7,
      }),
      shape("path", { d, class: "map-hit", "data-hit": line.id }),
    ];
  });
  layer.replaceChildren(...drawn.map((pair) => pair[0]), ...drawn.map((pair) => pair[1]));
}

// Gives the marks with their places, points and elements, in the order of the drawing.
export function drawMarks(layer, { shown, view, middle }, size, words) {
  const focused = document.activeElement?.closest?.(".map-mark")?.dataset.first;
  const points = shown.places.map((one) => seen(place(one.at, middle), view));
  const found = shown.most ? points.map((at, k) => ({ members: [k], at })) : clusters(shown, points, size);
  const marks = found
    .map((one) => ({ ...one, radius: radiusIn(shown, one, size) }))
    .map((one) => ({ ...one, element: markOf(shown, one, size, words) }));
  const order = [...marks].sort((one, other) => other.radius - one.radius);
  layer.replaceChildren(...order.map((one) => one.element), ...shown.homes.map((home) => homeOf(home, { view, middle }, size)));
  const entry = marks.find((one) => one.element.dataset.first === focused) ?? marks[0];
  entry?.element.setAttribute("tabindex", "0");
  if (focused !== undefined) entry?.element.focus({ preventScroll: true });
  return marks;
}

function clusters(shown, points, size) {
  const isAlone = (k) => ["suggested", "asked"].includes(shown.places[k].kind);
  const [alone, together] = [true, false].map((wanted) => points.map((_, k) => k).filter((k) => isAlone(k) === wanted));
  const grouped = cluster(together.map((k) => points[k]), NEAR * size.mark)
    .map((one) => ({ ...one, members: one.members.map((k) => together[k]) }));
  return [...grouped, ...alone.map((k) => ({ members: [k], at: points[k] }))];
}

function radiusIn({ places, most, largest }, { members }, size) {
  const n = places[members[0]].n;
  if (most) return Math.max(1.3, largest * Math.sqrt(n / most)) * (size.mark > 1.2 ? 1.2 : 1);
  return radiusOf(members.length) * size.mark;
}

function markOf(shown, { members, at: [x, y], radius }, size, words) {
  const [first] = members.map((k) => shown.places[k]);
  const said = members.length > 1 ? words.count("map.places", members.length) : first.said.join(", ");
  const group = shape("g", { class: "map-mark", tabindex: "-1", role: "button", "data-first": members[0], "aria-label": words.say("map.circle", { name: first.name, said }) });
  group.append(shape("circle", { class: "map-hit", cx: x, cy: y, r: Math.max(radius, TOUCH * size.unit * 0.8) }), signOf(first, x, y, radius));
  if (!shown.most && members.length >= COUNTED) {
    const n = shape("text", { class: `map-n${first.kind === "tie" || first.kind === "stop" ? "" : " hollow"}`, x, y: y + 3 * size.mark, "text-anchor": "middle" });
    n.textContent = members.length;
    group.append(n);
  }
  return group;
}

function signOf({ kind }, x, y, radius) {
  if (kind !== "suggested" && kind !== "asked") return shape("circle", { class: `map-${kind}`, cx: x, cy: y, r: radius });
  const r = radius * 1.5;
  return shape("path", { class: "map-asked", "stroke-width": 1.6, d: `M${x} ${y - r}l${r} ${r}l${-r} ${r}l${-r} ${-r}Z` });
}

function homeOf(home, { view, middle }, size) {
  const [cx, cy] = seen(place(home.at, middle), view);
  return shape("circle", { class: "map-home", cx, cy, r: 1.5 * DOT * size.mark, "stroke-width": 1.5 });
}
