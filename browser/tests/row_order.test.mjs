import assert from "node:assert/strict";
import test from "node:test";

import { orderOf, positions, ranksOf, usualOrder } from "../src/row_order.js";

const RANKS = [
  ["2", "-", "1"],
  ["0", "1", "0"],
  ["0", "-", "3"],
  ["1", "0", "2"],
];

test("rows stand in the order of a column, and equal ones by the last rank", () => {
  assert.deepEqual(positions(RANKS, 0, false), [1, 2, 3, 0]);
  assert.deepEqual(positions(RANKS, 0, true), [0, 3, 1, 2]);
});

test("what is not known comes last in either direction", () => {
  assert.deepEqual(positions(RANKS, 1, false), [3, 1, 0, 2]);
  assert.deepEqual(positions(RANKS, 1, true), [1, 3, 0, 2]);
});

test("without a last rank equal rows stay as they stand", () => {
  assert.deepEqual(positions([["1"], ["0"], ["1"], ["0"]], 0, true), [0, 2, 1, 3]);
});

test("columns have ranks, the last of which repeats; one without has those of its rows", () => {
  assert.deepEqual(ranksOf(3, ["2 0 -", "1", undefined]), [["2", "1", "0"], ["0", "1", "1"], ["-", "1", "2"]]);
});

test("ranks are numbers, not texts", () => {
  assert.deepEqual(positions([["10"], ["9"], ["2"]], 0, false), [2, 1, 0]);
});

test("an order that no column has is none", () => {
  assert.deepEqual(orderOf("-year", ["partner", "year", ""]), { key: "year", column: 1, isDown: true });
  assert.equal(orderOf("", ["partner", ""]), null);
  assert.equal(orderOf("size", ["partner", ""]), null);
});

test("rows without an order that is told stand by the column that they ascend in", () => {
  const ranks = [["0", "3"], ["1", "1"], ["2", "2"]];
  assert.equal(usualOrder(["partner", "country"], [null, null], ranks), "partner");
  assert.equal(usualOrder(["", "country"], [null, null], ranks), "");
  assert.equal(usualOrder(["year"], [null], [["-"], ["-"]]), "");
});

test("rows stay in the order that a head tells, downwards too", () => {
  const [columns, ranks] = [["name", "ties"], [["1", "2"], ["0", "1"], ["2", "0"]]];
  assert.equal(usualOrder(columns, [null, "descending"], ranks), "-ties");
  assert.equal(usualOrder(columns, ["ascending", null], ranks), "name");
  const { column, isDown } = orderOf(usualOrder(columns, [null, "descending"], ranks), columns);
  assert.deepEqual(positions(ranks, column, isDown), [0, 1, 2]);
});
