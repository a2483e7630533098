// Lines that would run over a pole, drawn lower on a flat map, whose edge they would follow; see
// `sistercities.report.maps.over_the_pole`.

import { signed } from "./sheet.js";

const TRUE_BELOW = 65;
const HIGHEST = 76;

// Latitude at which a shortest line is drawn to turn; null where it stays as it is.
export function highestDrawn(parts) {
  const latitudes = parts.flat().map((point) => point[1]);
  const peak = latitudes.reduce((most, one) => (Math.abs(one) > Math.abs(most) ? one : most), 0);
  if (Math.abs(peak) <= TRUE_BELOW) return null;
  const share = (Math.abs(peak) - TRUE_BELOW) / (90 - TRUE_BELOW);
  return Math.sign(peak) * (TRUE_BELOW + share * (HIGHEST - TRUE_BELOW));
}

// A bow between two points that reaches a latitude and not beyond, in one part or cut at the edge.
export function bow(start, end, highest, steps) {
  const side = Math.sign(highest);
  const top = Math.max(side * highest, side * start[1], side * end[1]);
  const across = signed(end[0] - start[0]);
  const lift = (Math.sqrt(top - side * start[1]) + Math.sqrt(top - side * end[1])) ** 2;
  const at = (share) => [
    start[0] + share * across,
    start[1] + share * (end[1] - start[1]) + side * lift * share * (1 - share),
  ];
  const shares = Array.from({ length: steps + 1 }, (_, k) => k / steps);
  if (Math.abs(start[0] + across) <= 180) return [shares.map(at)];
  const edge = across < 0 ? -180 : 180;
  const crossed = (edge - start[0]) / across;
  const before = [...shares.filter((share) => share < crossed), crossed].map(at);
  const after = [crossed, ...shares.filter((share) => share > crossed)].map(at);
  return [before, after.map(([x, y]) => [x - 2 * edge, y])];
}
