import assert from "node:assert/strict";
import test from "node:test";

import { middleOf, nearestMiddle, way } from "../src/arcs.js";
import { cluster, radiusOf } from "../src/clusters.js";
import { countriesOf, largest, tiesUntil, widthOf } from "../src/flows.js";
import { written } from "../src/labels.js";
import { lineParts, pointsOf, ringParts } from "../src/land.js";
import { closer, equalEarth, HEIGHT, moved, place, seen, turned, WIDTH, WORLD, zoomed } from "../src/sheet.js";
import { shownOf } from "../src/shown.js";

const isNear = (found, due, by = 1e-6) => assert.ok(Math.abs(found - due) < by, `${found} is not ${due}`);
const isIn = ([x, y]) => x >= 0 && x <= WIDTH && y >= 0 && y <= HEIGHT;

test("the projection has the values of its paper, and keeps areas", () => {
  isNear(equalEarth(180, 0)[0], 2.7066299);
  isNear(equalEarth(0, 90)[1], 1.3173627);
  for (const latitude of [-50, 0, 35, 70]) {
    const [x0, y0] = equalEarth(20, latitude);
    const across = equalEarth(20.01, latitude)[0] - x0;
    const up = equalEarth(20, latitude + 0.01)[1] - y0;
    const due = (0.01 * Math.PI / 180) ** 2 * Math.cos(((latitude + 0.005) * Math.PI) / 180);
    isNear((across * up) / due, 1, 1e-3);
  }
});

test("the whole world lies in the frame, whatever its middle", () => {
  for (const middle of [-150, 0, 180]) {
    for (const point of [[-180, 0], [180, 90], [0, -90], [37, 12]]) assert.ok(isIn(place(point, middle)));
    assert.deepEqual(place([middle, 0], middle), [WIDTH / 2, HEIGHT / 2]);
  }
  assert.equal(turned(-170, 150), 40);
  assert.equal(turned(-30, 150), -180);
});

test("coming closer keeps the point under the finger, and never shows what is no world", () => {
  const view = zoomed(WORLD, 4, [500, 100], 24);
  const under = seen([500, 100], view);
  isNear(under[0], 500);
  isNear(under[1], 100);
  assert.deepEqual(zoomed(view, 1 / 100, [3, 3], 24), WORLD);
  assert.equal(zoomed(view, 1e6, [0, 0], 24).zoom, 24);
  const edge = moved(view, 1e5, -1e5);
  assert.deepEqual([edge.left, edge.top], [WIDTH * 3, 0]);
});

test("places near each other are drawn closer, those of all the world are not", () => {
  const near = [[2, 48], [14, 52]].map((point) => place(point, 0));
  const view = closer(near);
  assert.ok(view.zoom > 4 && view.zoom <= 6);
  assert.ok(near.map((point) => seen(point, view)).every(isIn));
  assert.deepEqual(closer([[20, 20], [700, 330]]), WORLD);
  assert.deepEqual(closer([]), WORLD);
});

test("a map is turned to its place, so that no line runs around the world", () => {
  const honolulu = [-157.9, 21.3];
  const others = [[139.7, 35.7], [-9.1, 38.7], [121, 14.6]];
  const middle = middleOf(honolulu, others);
  assert.equal(middle, -150);
  for (const other of others) {
    const parts = way(honolulu, other, middle);
    assert.equal(parts.length, 1);
    assert.ok(parts[0].every(isIn));
    const across = parts[0].slice(1).map(([x], k) => Math.abs(x - parts[0][k][0]));
    assert.ok(Math.max(...across) < WIDTH / 6);
  }
  assert.equal(way(honolulu, [-9.1, 38.7], 90).length, 2);
  assert.deepEqual([nearestMiddle(178), nearestMiddle(-178), nearestMiddle(-16)], [180, 180, -30]);
});

test("land that crosses the edge of the sheet comes back on the other side", () => {
  const ring = [[170, 10], [190, 10], [190, 20], [170, 20], [170, 10]];
  const area = (parts) => parts.reduce((sum, points) => sum + Math.abs(points.reduce((whole, [x, y], k) => {
    const [x2, y2] = points[(k + 1) % points.length];
    return whole + x * y2 - x2 * y;
  }, 0)) / 2, 0);
  const [cut, whole] = [ringParts(ring, 0), ringParts(ring, 180)];
  assert.deepEqual([cut.length, whole.length], [2, 1]);
  isNear(area(cut) / area(whole), 1, 0.03); // meridians are drawn as straight lines
  const wrapped = ringParts(ring.map(([x, y]) => [x > 180 ? x - 360 : x, y]), 180);
  isNear(area(wrapped) / area(whole), 1, 1e-9);
  assert.deepEqual(lineParts([[170, 0], [-170, 0], [-160, 0]], 0).map((part) => part.length), [2]);
  assert.deepEqual(pointsOf([10, 20, 5, -5], 10), [[1, 2], [1.5, 1.5]]);
});

test("places at one spot share a mark whose area is their number", () => {
  const found = cluster([[10, 10], [12, 10], [10, 12], [40, 10], [11, 11]]);
  assert.deepEqual(found.map((one) => one.members), [[0, 1, 2, 4], [3]]);
  assert.deepEqual(found[0].at, [10.75, 10.75]);
  isNear((radiusOf(8) / radiusOf(2)) ** 2, 4, 1e-9);
});

test("names cover neither each other nor marks, the first of them first", () => {
  const label = (words, at, radius = 3) => ({ words, at, radius });
  const frame = { width: WIDTH, height: HEIGHT, size: 12, widthOf: (one) => one.words.length * 7 };
  const found = written(
    [label("United States", [300, 100]), label("Spain", [302, 101]), label("Turkey", [303, 102]), label("Edge", [719, 50])],
    [[[300, 100], 3], [[302, 101], 3], [[303, 102], 3]], frame,
  );
  assert.equal(found[0].words, "United States");
  assert.equal(found.at(-1).anchor, "end");
  const boxes = found.map((one) => {
    const wide = one.words.length * 7;
    const left = one.x - { start: 0, middle: wide / 2, end: wide }[one.anchor];
    return [left, one.y - 11, left + wide, one.y + 3.3];
  });
  boxes.forEach(([left, top, right, bottom], k) => {
    assert.ok(left >= 0 && right <= WIDTH);
    for (const other of boxes.slice(0, k)) assert.ok(left >= other[2] || right <= other[0] || top >= other[3] || bottom <= other[1]);
  });
});

test("ties of a map keep their ids, and what stands comes before what is over", () => {
  const tie = (id, kind, population) => ({ id, name: id, longitude: 1, latitude: 2, kind, population, said: [] });
  const data = { home: { id: "h", name: "h", longitude: 0, latitude: 0 }, ties: [tie("a", "former", 9), tie("b", "tie", 1), tie("c", "tie", 5)], without_point: ["x"] };
  const shown = shownOf(data);
  assert.deepEqual(shown.places.map((one) => one.id), ["c", "b", "a"]);
  assert.deepEqual(shown.lines.map((one) => [one.id, one.kind, ...one.places]), [["c", "tie", 0], ["b", "tie", 1], ["a", "former", 2]]);
  assert.equal(shown.missing, 1);
});

const flows = {
  last_year: 2000,
  countries: { AA: { longitude: 0, latitude: 0 }, BB: { longitude: 9, latitude: 9 }, CC: { longitude: null, latitude: null } },
  flows: [
    { one: "AA", other: "BB", undated: 3, years: [[1990, 2], [2000, 1]] },
    { one: "AA", other: "CC", undated: 9, years: [[1999, 4]] },
    { one: "BB", other: "BD", undated: 0, years: [] },
  ],
};
flows.countries.BD = { longitude: 5, latitude: 5 };

test("flows count the ties that began by a year, or all of them, dated or not", () => {
  assert.deepEqual([1989, 1990, 2000, 2001].map((until) => tiesUntil(flows.flows[0], until, 2000)), [0, 2, 3, 6]);
  const all = largest(flows, { country: "", until: 2001, most: 10 });
  assert.deepEqual([all.total, all.pairs, all.shown.map((one) => one.n)], [19, 2, [6]]);
  assert.deepEqual(countriesOf(all.shown), [["AA", 6], ["BB", 6]]);
  assert.equal(largest(flows, { country: "CC", until: 1998, most: 10 }).pairs, 0);
  isNear(widthOf(400, 400) / widthOf(100, 400), 2, 1e-9);
});
