// Land and borders on the sheet of a map. Rings and lines are steps of whole numbers: the first
// point, then from point to point, so many to a degree.

import { flat, turned } from "./sheet.js";

const EDGE = 180;
const EDGE_STEP = 4;

export function pointsOf(steps, perDegree) {
  let [x, y] = [0, 0];
  const points = [];
  for (let k = 0; k < steps.length; k += 2) {
    x += steps[k];
    y += steps[k + 1];
    points.push([x / perDegree, y / perDegree]);
  }
  return points;
}

// A ring as parts within the sheet around a meridian; what leaves on one side comes back on the other.
export function ringParts(ring, middle) {
  const moved = unrolled(ring, middle);
  const xs = moved.map((point) => point[0]);
  const [least, most] = [Math.min(...xs), Math.max(...xs)];
  return [-2, -1, 0, 1, 2]
    .map((turn) => turn * 360)
    .filter((shift) => most + shift > -EDGE && least + shift < EDGE)
    .map((shift) => moved.map(([x, y]) => [x + shift, y]))
    .map((points) => half(half(points, EDGE, 1), EDGE, -1))
    .filter((points) => points.length > 2)
    .map((points) => alongEdge(points).map((point) => flat(...point)));
}

// A line as parts that never jump from one edge of the sheet to the other.
export function lineParts(line, middle) {
  const parts = [[]];
  let before = null;
  for (const [longitude, latitude] of line) {
    const x = turned(longitude, middle);
    if (before !== null && Math.abs(x - before) > 180) parts.push([]);
    parts[parts.length - 1].push(flat(x, latitude));
    before = x;
  }
  return parts.filter((part) => part.length > 1);
}

// Longitudes from the middle that go on where the ring crosses the edge of the world.
function unrolled(ring, middle) {
  let shift = 0;
  return ring.map(([x, y], k) => {
    const step = k ? x - ring[k - 1][0] : 0;
    if (step > 180) shift -= 360;
    if (step < -180) shift += 360;
    return [x - middle + shift, y];
  });
}

// The part of a ring on one side of a meridian (I. Sutherland and G. Hodgman, 1974).
function half(points, limit, sign) {
  const kept = [];
  points.forEach(([x, y], k) => {
    const [x0, y0] = points[(k || points.length) - 1];
    const [isIn, wasIn] = [sign * x <= limit, sign * x0 <= limit];
    if (isIn !== wasIn) {
      const share = (sign * limit - x0) / (x - x0);
      kept.push([sign * limit, y0 + share * (y - y0)]);
    }
    if (isIn) kept.push([x, y]);
  });
  return kept;
}

// The edge of the sheet is no straight line.
function alongEdge(points) {
  return points.flatMap(([x, y], k) => {
    const [x1, y1] = points[(k + 1) % points.length];
    if (x !== x1 || Math.abs(x) !== EDGE) return [[x, y]];
    const n = Math.floor(Math.abs(y1 - y) / EDGE_STEP);
    return Array.from({ length: n + 1 }, (_, j) => [x, y + ((y1 - y) * j) / (n + 1)]);
  });
}

export function closedPath(parts, decimals = 1) {
  return parts.map((part) => `M${part.map((point) => spelled(point, decimals)).join("L")}Z`).join("");
}

export function openPath(parts, decimals = 1) {
  return parts.map((part) => `M${part.map((point) => spelled(point, decimals)).join("L")}`).join("");
}

function spelled([x, y], decimals) {
  return `${x.toFixed(decimals)} ${y.toFixed(decimals)}`;
}
