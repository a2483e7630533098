// The countries of npm `world-atlas` as GeoJSON that a map can draw: land and borders apart, so that
// no line is held twice; cut at 180 degrees; points nearer to each other than is ever seen left out.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { merge, mesh } from "topojson-client";

import { cutPolygon } from "./antimeridian.mjs";

const ANTARCTICA = "010"; // no ties lead there, and its ring goes around the pole
const DECIMALS = 2; // of a degree: a kilometre
const LEAST_STEP = 0.08; // degrees; the map is never drawn so close that it shows

export function makeWorld() {
  const atlas = createRequire(import.meta.url).resolve("world-atlas/countries-50m.json");
  const topology = JSON.parse(readFileSync(atlas, "utf8"));
  const kept = topology.objects.countries.geometries.filter((one) => one.id !== ANTARCTICA);
  const countries = { type: "GeometryCollection", geometries: kept };
  const land = merge(topology, kept).coordinates.flatMap(cutPolygon);
  const borders = mesh(topology, countries, (one, other) => one !== other);
  return {
    land: { type: "MultiPolygon", coordinates: land.map(thinRings) },
    borders: { type: "MultiLineString", coordinates: borders.coordinates.map(thin) },
  };
}

// Islets that would vanish keep their points: they may be countries.
function thinRings(rings) {
  const [outer, ...holes] = rings.map(thin);
  const sound = outer.length > 3 ? outer : rings[0].map(rounded);
  return [sound, ...holes.filter((ring) => ring.length > 3)];
}

// The first and the last point always stay.
export function thin(points) {
  const found = [points[0]];
  for (const point of points.slice(1, -1)) {
    const last = found[found.length - 1];
    if (Math.hypot(point[0] - last[0], point[1] - last[1]) >= LEAST_STEP) found.push(point);
  }
  return [...found, points[points.length - 1]].map(rounded);
}

function rounded(point) {
  const scale = 10 ** DECIMALS;
  return point.map((value) => Math.round(value * scale) / scale);
}
