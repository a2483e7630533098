import assert from "node:assert/strict";
import test from "node:test";

import { greatCircle } from "../src/great_circle.js";

const RADIUS = 6371.0088;
const radians = (degrees) => (degrees * Math.PI) / 180;

// The haversine formula: another way to the distance than the one of the module.
function distance([x, y], [x2, y2]) {
  const half = Math.sin(radians(y2 - y) / 2) ** 2
    + Math.cos(radians(y)) * Math.cos(radians(y2)) * Math.sin(radians(x2 - x) / 2) ** 2;
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(half)));
}

const pairs = [
  [[121.55, 29.88], [6.08, 50.78]],
  [[121.55, 29.88], [-122.68, 45.52]],
  [[174.76, -36.85], [-58.38, -34.6]],
  [[-179.9, 10], [179.9, 12]],
  [[180, 0], [-170, 5]],
  [[0, 0], [180, 0]],
];

test("a line begins and ends where it should, in small steps, as long as the shortest way", () => {
  for (const [start, end] of pairs) {
    const parts = greatCircle(start, end, 150);
    assert.deepEqual(parts[0][0], start);
    assert.deepEqual(parts.at(-1).at(-1), end);
    let length = 0;
    for (const part of parts) {
      part.slice(1).forEach((point, k) => {
        const step = distance(part[k], point);
        assert.ok(step <= 150.001, `${step} km`);
        length += step;
      });
    }
    assert.ok(Math.abs(length - distance(start, end)) < 0.5, `${start} to ${end}: ${length}`);
  }
});

test("no part jumps over the edge of the world, and two parts meet there", () => {
  for (const [start, end] of pairs) {
    const parts = greatCircle(start, end, 150);
    assert.ok(parts.length <= 2);
    for (const part of parts) {
      part.slice(1).forEach((point, k) => assert.ok(Math.abs(point[0] - part[k][0]) <= 180));
    }
    if (parts.length === 2) {
      const [before, after] = [parts[0].at(-1), parts[1][0]];
      assert.equal(Math.abs(before[0]), 180);
      assert.equal(before[0], -after[0]);
      assert.equal(before[1], after[1]);
    }
  }
  assert.equal(greatCircle([121, 30], [-122, 45]).length, 2);
  assert.equal(greatCircle([121, 30], [6, 50]).length, 1);
});

test("where two points are one there is no line", () => {
  assert.deepEqual(greatCircle([5, 5], [5, 5]), []);
});
