import assert from "node:assert/strict";
import test from "node:test";

import { askLatest } from "../src/latest.js";

const settled = () => new Promise((done) => setImmediate(done));

test("what is typed quickly is asked once, when the typing rests", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const asked = [];
  const answered = [];
  const asking = askLatest(async (text) => asked.push(text) && text.toUpperCase(), (found, text) => answered.push([found, text]), 150);
  for (const text of ["n", "ni", "nin"]) {
    asking.next(text);
    t.mock.timers.tick(100);
  }
  assert.deepEqual(asked, []);
  t.mock.timers.tick(50);
  await settled();
  assert.deepEqual(asked, ["nin"]);
  assert.deepEqual(answered, [["NIN", "nin"]]);
});

test("an older question is given up, and its late answer is not heard", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const waiting = {};
  const signals = {};
  const answered = [];
  const ask = (text, signal) => new Promise((done) => Object.assign(waiting, { [text]: done }) && Object.assign(signals, { [text]: signal }));
  const asking = askLatest(ask, (found) => answered.push(found), 150);
  asking.next("old");
  t.mock.timers.tick(150);
  asking.next("new");
  assert.equal(signals.old.aborted, true);
  t.mock.timers.tick(150);
  waiting.new("second");
  await settled();
  waiting.old("first");
  await settled();
  assert.deepEqual(answered, ["second"]);
});

test("a question that fails is answered with nothing; after a stop nothing is asked", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const answered = [];
  const asking = askLatest(async () => { throw new Error("503"); }, (found) => answered.push(found), 150);
  asking.next("x");
  t.mock.timers.tick(150);
  await settled();
  asking.next("y");
  asking.stop();
  t.mock.timers.tick(500);
  await settled();
  assert.deepEqual(answered, [null]);
});
