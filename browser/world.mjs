// What a map that comes closer needs of npm `world-atlas`: borders and where countries are named, and
// land in more detail. Coordinates are whole numbers, steps from point to point.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { merge, mesh } from "topojson-client";

import { cutPolygon } from "./antimeridian.mjs";

const BORDERS = { perDegree: 10, leastStep: 0.16 };
const DETAIL = { perDegree: 40, leastStep: 0.08 }; // a fortieth of a degree is under 3 km
const LEAST_AREA = 0.002; // square degrees, below which an islet has no room even there

export function makeWorld() {
  const atlas = createRequire(import.meta.url).resolve("world-atlas/countries-50m.json");
  const topology = JSON.parse(readFileSync(atlas, "utf8"));
  const all = topology.objects.countries;
  const lines = mesh(topology, all, (one, other) => one !== other).coordinates;
  const land = merge(topology, all.geometries).coordinates.flatMap(cutPolygon).flat();
  const seen = land.filter((ring) => areaOf(ring) > LEAST_AREA);
  return {
    borders: {
      per_degree: BORDERS.perDegree,
      borders: lines.map((line) => steps(line, BORDERS)).filter((line) => line.length > 2),
      countries: all.geometries.flatMap((one) => namedAt(topology, one)).sort((a, b) => b[3] - a[3]),
    },
    detail: {
      per_degree: DETAIL.perDegree,
      rings: seen.map((ring) => steps(ring, DETAIL)),
      borders: lines.map((line) => steps(line, DETAIL)).filter((line) => line.length > 2),
    },
  };
}

// Code of a country, the middle of its largest part, and its area in square degrees of the equator.
function namedAt(topology, country) {
  const code = country.id && new Intl.Locale(`und-${country.id}`).region;
  if (!/^[A-Z]{2}$/.test(code ?? "")) return [];
  const rings = merge(topology, [country]).coordinates.flatMap(cutPolygon).map((polygon) => polygon[0]);
  const largest = rings.sort((a, b) => sizeOf(b) - sizeOf(a))[0];
  const [x, y] = middleOf(largest);
  return [[code, round(x, 10), round(y, 10), Math.ceil(sizeOf(largest))]];
}

function sizeOf(ring) {
  return areaOf(ring) * Math.cos((middleOf(ring)[1] * Math.PI) / 180);
}

function areaOf(ring) {
  return Math.abs(cross(ring).reduce((sum, [, , c]) => sum + c, 0)) / 2;
}

// Centre of gravity of a ring.
function middleOf(ring) {
  const parts = cross(ring);
  const whole = parts.reduce((sum, [, , c]) => sum + c, 0);
  return [0, 1].map((k) => parts.reduce((sum, part) => sum + part[k] * part[2], 0) / (3 * whole));
}

function cross(ring) {
  return ring.slice(0, -1).map(([x, y], k) => {
    const [x2, y2] = ring[k + 1];
    return [x + x2, y + y2, x * y2 - x2 * y];
  });
}

function round(value, parts) {
  return Math.round(value * parts) / parts;
}

// Points that are nearer to each other than is ever seen are left out, but for the first and last.
export function thin(points, leastStep) {
  const found = [points[0]];
  for (const point of points.slice(1, -1)) {
    const last = found[found.length - 1];
    if (Math.hypot(point[0] - last[0], point[1] - last[1]) >= leastStep) found.push(point);
  }
  return [...found, points[points.length - 1]];
}

function steps(points, { perDegree, leastStep }) {
  const whole = thin(points, leastStep).map((point) => point.map((value) => Math.round(value * perDegree)));
  return whole.flatMap(([x, y], k) => {
    if (!k) return [x, y];
    const [x0, y0] = whole[k - 1];
    return x === x0 && y === y0 ? [] : [x - x0, y - y0];
  });
}
