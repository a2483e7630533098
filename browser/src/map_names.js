// Names on a map: what it is about, then partners, then countries, more of these the closer it is.

import { written } from "./labels.js";
import { shape } from "./map_marks.js";
import { HEIGHT, place, seen, WIDTH } from "./sheet.js";

const CLOSE = 2.2;
const canvas = document.createElement("canvas").getContext("2d");

export function drawNames(group, { shown, view, middle, marks }, size, words, countries) {
  const isSmall = size.unit > 1.4;
  const at = (point) => seen(place(point, middle), view);
  const isIn = ([x, y]) => x > -20 && x < WIDTH + 20 && y > -20 && y < HEIGHT + 20;
  const homes = shown.homes.map((one) => ({ words: one.name, at: at(one.at), radius: 4.5 * size.mark, class: "home halo", isDue: true }));
  const signs = marks.filter((one) => shown.places[one.members[0]].label)
    .map((one) => ({ words: shown.places[one.members[0]].label, at: one.at, radius: 5 * size.mark, class: "strong halo", isDue: true }));
  const nameOf = (mark) => shown.places[mark.members[0]].name;
  const isHome = (mark) => shown.most && homes.some((one) => one.words === nameOf(mark));
  const named = marks.filter((one) => !shown.places[one.members[0]].label && isIn(one.at) && !isHome(one))
    .sort((one, other) => weight(shown, other) - weight(shown, one))
    .slice(0, Math.min(60, (isSmall ? 4 : 16) * Math.max(1, view.zoom / 1.5)))
    .map((one) => ({ words: nameOf(one), at: one.at, radius: one.radius, class: "halo", isDue: one.radius > 8 && Boolean(shown.most) }));
  const far = shown.most && shown.largest > 10 ? [] : countriesIn(shown, countries, view, words)
    .map(([code, point]) => ({ words: words.country(code), at: at(point), radius: 0, class: "country halo" }))
    .filter((one) => isIn(one.at)).slice(0, isSmall ? 5 : 30);
  const obstacles = [...marks.filter((one) => !shown.most || one.radius > 4).map((one) => [one.at, one.radius]), ...homes.map((one) => [one.at, one.radius])];
  const found = written([...homes, ...signs, ...named, ...far], obstacles, {
    width: WIDTH, height: HEIGHT, size: size.type, widthOf: (label) => widthOf(label, size.type),
  });
  group.replaceChildren(...found.map((one) => {
    const text = shape("text", { x: one.x.toFixed(1), y: one.y.toFixed(1), class: one.class, "text-anchor": one.anchor });
    text.style.fontSize = `${size.type}px`;
    text.style.strokeWidth = `${3 * size.unit}px`;
    text.textContent = one.words;
    return text;
  }));
}

// Countries of partners first; the others, by their area, when the map comes closer.
function countriesIn(shown, countries, view, words) {
  const counts = new Map();
  for (const one of shown.places) if (one.country) counts.set(one.country, (counts.get(one.country) ?? 0) + 1);
  const own = countries.filter(([code]) => counts.has(code)).sort((a, b) => counts.get(b[0]) - counts.get(a[0]));
  const others = view.zoom < CLOSE ? [] : countries.filter(([code]) => !counts.has(code));
  return [...own, ...others].map(([code, x, y]) => [code, [x, y]]).filter(([code]) => words.country(code) !== code);
}

function weight(shown, { members }) {
  const first = shown.places[members[0]];
  return shown.most ? first.n : members.length * 1e9 + (first.weight ?? 0);
}

function widthOf(label, size) {
  canvas.font = `${label.class.includes("home") || label.class.includes("strong") ? "700 " : ""}${size}px ${getComputedStyle(document.body).fontFamily}`;
  return canvas.measureText(label.words).width;
}
