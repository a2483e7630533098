import assert from "node:assert/strict";
import test from "node:test";

import { cutPolygon, unroll } from "../antimeridian.mjs";

// Area of a ring by the shoelace formula, in square degrees.
function area(ring) {
  const sum = ring.slice(1).reduce((so, [x, y], k) => so + ring[k][0] * y - x * ring[k][1], 0);
  return Math.abs(sum) / 2;
}

const whole = (polygons) => polygons.flat().map(area).reduce((a, b) => a + b, 0);

test("a ring that does not cross stays as it is", () => {
  const ring = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]];
  assert.deepEqual(cutPolygon([ring]), [[ring]]);
});

test("a ring over the edge becomes two that fill the same area", () => {
  const ring = [[170, 0], [-170, 0], [-170, 10], [170, 10], [170, 0]];
  const cut = cutPolygon([ring]);
  assert.equal(cut.length, 2);
  assert.ok(Math.abs(whole(cut) - 200) < 1e-9);
  for (const [x] of cut.flat(2)) assert.ok(x >= -180 && x <= 180);
});

test("a ring that crosses four times keeps its area and never jumps", () => {
  const ring = [[175, 0], [-175, 0], [-175, 2], [175, 2], [175, 4], [-175, 4], [-175, 6], [175, 6], [175, 0]];
  const due = area(unroll(ring));
  const cut = cutPolygon([ring]);
  assert.ok(Math.abs(whole(cut) - due) < 1e-9, `${whole(cut)} instead of ${due}`);
  for (const part of cut.flat()) {
    part.slice(1).forEach((point, k) => assert.ok(Math.abs(point[0] - part[k][0]) <= 180));
    assert.deepEqual(part[0], part.at(-1));
  }
});

test("a hole goes with its polygon, on either side", () => {
  const outer = [[160, 0], [-160, 0], [-160, 20], [160, 20], [160, 0]];
  const hole = [[-175, 5], [-170, 5], [-170, 10], [-175, 10], [-175, 5]];
  const cut = cutPolygon([outer, hole]);
  assert.deepEqual(cut.map((rings) => rings.length), [1, 2]);
  assert.equal(area(cut[1][1]), 25);
});
