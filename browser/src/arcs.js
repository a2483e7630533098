// Ties as great circles on the sheet of a map, and the meridian around which they are drawn; see
// `sistercities.report.maps.arcs`.

import { greatCircle } from "./great_circle.js";
import { bow, highestDrawn } from "./over_the_pole.js";
import { flat, signed, turned } from "./sheet.js";

const STEP_KM = 200;
const COARSE_KM = 900;
const BOW_STEPS = 48;
const TURN = 30;
const FARTHEST = 60;

// The line between two points, in pixels of the whole world, in one part or cut at its edge.
export function way(start, end, middle) {
  const ends = [start, end].map(([x, y]) => [turned(x, middle), y]);
  const parts = greatCircle(...ends, STEP_KM);
  const highest = highestDrawn(parts);
  const drawn = highest === null ? parts : bow(...ends, highest, BOW_STEPS);
  return drawn.map((part) => part.map((point) => flat(...point)));
}

export function spelled(parts) {
  return parts.map((part) => `M${part.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join("L")}`).join("");
}

export function nearestMiddle(longitude) {
  return signed(TURN * Math.round(longitude / TURN));
}

// Of the meridians near a home, the one at whose far side the fewest lines are cut.
export function middleOf(home, others) {
  const lines = others.map((other) => greatCircle(home, other, COARSE_KM).flat().map((point) => point[0]));
  const all = Array.from({ length: 360 / TURN }, (_, k) => k * TURN - 150);
  const cost = (middle) => lines.filter((line) => isCut(line, middle)).length;
  const away = (middle) => Math.abs(signed(middle - home[0]));
  return all
    .filter((middle) => away(middle) <= FARTHEST)
    .map((middle) => [cost(middle), away(middle), middle])
    .sort((one, other) => one[0] - other[0] || one[1] - other[1])[0][2];
}

function isCut(longitudes, middle) {
  const round = longitudes.map((each) => turned(each, middle));
  return round.some((each, k) => k && Math.abs(each - round[k - 1]) > 180);
}
