// Sea, land and borders of a map. The land is the picture that the server's drawing has under it,
// until the map comes so close that it is seen to be simple; then more detail is fetched.

import { closedPath, lineParts, openPath, pointsOf, ringParts } from "./land.js";
import { shape } from "./map_marks.js";
import { flat } from "./sheet.js";

const beside = (name) => new URL(name, import.meta.url).href; // file names that the build sets in
const DETAILED = 2.5; // from here on the land of the server is seen to be simple
const PICTURE = 6; // how many times larger than the world the server's picture of the land is

export async function drawGround(svg, state) {
  const world = shape("g", { class: "map-world" });
  const picture = svg.querySelector("image");
  const [borders, outline] = await Promise.all([readJson(beside(BORDERS_FILE)), outlineOf(picture)]);
  const land = shape("path", { class: "map-land", "fill-rule": "evenodd", d: outline, transform: `scale(${1 / PICTURE})` });
  const lines = shape("path", { class: "map-borders", d: bordersPath(borders, state.middle, 2) });
  let detail = null;
  let isAsked = false;
  let middle = state.middle;
  const sea = svg.querySelector(".map-sea");
  sea.removeAttribute("d");
  sea.setAttribute("d", seaPath());
  world.append(sea, land, lines);
  svg.querySelector(".map-lines")?.remove();
  svg.querySelector(".map-marks")?.remove();
  picture.remove();
  const words = svg.querySelector("desc"); // the drawing of a file has them in its label
  if (words) words.after(world);
  else svg.prepend(world);

  async function refine() {
    isAsked = true;
    detail = await readJson(beside(DETAIL_FILE));
    show();
  }
  function show() {
    const held = detail ?? borders;
    lines.setAttribute("d", bordersPath(held, middle, detail ? 2 : 1));
    if (!detail) return;
    const rings = detail.rings.flatMap((ring) => ringParts(pointsOf(ring, detail.per_degree), middle));
    land.setAttribute("d", closedPath(rings, 2));
    land.removeAttribute("transform");
  }
  return {
    after(name) {
      const group = shape("g", { class: name });
      world.append(group);
      return group;
    },
    top: (name) => shape("g", { class: name }),
    countries: () => borders.countries,
    look({ zoom, left, top }) {
      world.setAttribute("transform", `matrix(${zoom} 0 0 ${zoom} ${-left} ${-top})`);
      if (zoom > DETAILED && !isAsked) refine().catch(() => {});
    },
    async turn() {
      if (middle === state.middle) return;
      middle = state.middle;
      show();
      if (detail) return;
      const address = picture.getAttribute("href").replace(/land--?\d+/, `land-${middle}`);
      land.setAttribute("d", await outlineAt(address));
    },
  };
}

function bordersPath(held, middle, decimals) {
  return openPath(held.borders.flatMap((line) => lineParts(pointsOf(line, held.per_degree), middle)), decimals);
}

function seaPath() {
  const latitudes = Array.from({ length: 37 }, (_, k) => 5 * k - 90);
  const [west, east] = [-180, 180].map((edge) => latitudes.map((latitude) => flat(edge, latitude)));
  return closedPath([[...east.reverse(), ...west]]);
}

const outlineOf = (picture) => outlineAt(picture.getAttribute("href"));

async function outlineAt(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return / d="([^"]+)"/.exec(await answer.text())[1];
}

async function readJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}
