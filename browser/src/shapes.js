// From the data of a map to what is drawn: lines, circles, and the part of the world around them.

import { greatCircle } from "./great_circle.js";

const SMALLEST = 3;
const LARGEST = 22;
const TIE = 4;
const WIDE = 960;

// Radius in pixels of a circle whose area stands for a number, on a map of some width.
export function radiusOf(n, most, width = WIDE) {
  const scale = Math.min(1, Math.max(0.55, width / WIDE));
  return Math.max(SMALLEST, LARGEST * scale * Math.sqrt(n / most));
}

// Longitude as it lies nearest to the meridian in the middle.
export function turned(longitude, middle) {
  return ((((longitude - middle + 180) % 360) + 360) % 360) - 180 + middle;
}

export function linesOf(data) {
  const lines = data.ties.map((tie) => ({
    type: "Feature",
    properties: { id: tie.id, former: tie.is_former },
    geometry: { type: "MultiLineString", coordinates: greatCircle(pointOf(data.home), pointOf(tie)) },
  }));
  return { type: "FeatureCollection", features: lines };
}

// Places as circles: those of a map of ties are of one size, those of counts differ by area.
export function circlesOf(data, width) {
  const rows = data.ties ?? data.counts;
  const most = Math.max(1, ...rows.map((row) => row.n ?? 1));
  const ranked = rows.map((row, k) => [row, k]).sort(([a], [b]) => (b.n ?? 1) - (a.n ?? 1));
  const circles = ranked.map(([row, k]) => ({
    type: "Feature",
    properties: {
      id: row.id,
      row: k,
      former: row.is_former ?? false,
      radius: data.ties ? TIE : radiusOf(row.n, most, width),
    },
    geometry: { type: "Point", coordinates: pointOf(row) },
  }));
  return { type: "FeatureCollection", features: circles };
}

export function pointOf(row) {
  return [row.longitude, row.latitude];
}

// West and south, east and north of the places and of lines between them; east may be beyond 180.
export function boundsOf(data, lines = { features: [] }) {
  const ends = [...(data.ties ?? data.counts), ...(data.home ? [data.home] : [])].map(pointOf);
  const ways = lines.features.flatMap((line) => line.geometry.coordinates.flat());
  const all = [...ends, ...ways].map(([x, y]) => [turned(x, data.middle), y]);
  const [xs, ys] = [all.map((point) => point[0]), all.map((point) => point[1])];
  return [
    [Math.min(...xs), Math.max(-56, Math.min(...ys))],
    [Math.max(...xs), Math.min(78, Math.max(...ys))],
  ];
}
