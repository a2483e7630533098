import assert from "node:assert/strict";
import test from "node:test";

import { inLanguage, optionsOf, pathOf } from "../src/suggestions.js";
import { fill, readWords } from "../src/words.js";
import { addressOf, askedYears, inOrder, saidYears, span, yearsBetween } from "../src/years.js";

const drawn = { start: 1980, step: 5, bars: 8, left: 8, width: 20 };

test("years between two points are those of whole bars, in either direction", () => {
  assert.deepEqual(yearsBetween(9, 47, drawn), [1980, 1989]);
  assert.deepEqual(yearsBetween(47, 9, drawn), [1980, 1989]);
  assert.deepEqual(yearsBetween(-50, 900, drawn), [1980, 2019]);
  assert.deepEqual(span(1980, 1989, drawn), [8, 40]);
  assert.deepEqual(span(1900, 2100, drawn), [8, 160]);
  assert.deepEqual(inOrder(2010, 1985, drawn), [1985, 2010]);
  assert.deepEqual(inOrder(0, Infinity, drawn), [1980, 2019]);
  assert.deepEqual(askedYears(1985, 0, drawn), [1985, 2019]);
  assert.deepEqual(askedYears(1900, 1990, drawn), [1980, 1990]);
  assert.deepEqual(askedYears(1900, 1910, drawn), [1980, 2019], "no year that is drawn is said to be chosen");
});

test("no year before the first tie or after the last is said, and any chosen between stays", () => {
  const held = { ...drawn, first: 1982, last: 2016 };
  assert.deepEqual(saidYears([1980, 2019], held), { first: 1982, last: 2016 });
  assert.deepEqual(saidYears([1990, 1999], held), { first: 1990, last: 1999 });
  assert.deepEqual(saidYears([1980, 1984], held), { first: 1982, last: 1984 });
  assert.deepEqual(saidYears([2015, 2019], held), { first: 2015, last: 2016 });
});

test("the address of years keeps what else is chosen, and no page or empty field", () => {
  const fields = [["name", ""], ["status", "active"], ["from", "1900"], ["lang", "zh"]];
  assert.equal(
    addressOf("http://h/place/gn:1?page=3&kind=sister", fields, 1980, 1989),
    "http://h/place/gn:1?kind=sister&status=active&from=1980&lang=zh&to=1989#ties",
  );
});

test("each place is suggested once, the one that is meant first, with its own page", () => {
  const place = (id, level = "city", is_dual = false) => ({
    place: { place_id: id, name: id, name_local: id, level, country: "CN", is_dual }, n_ties: 1,
  });
  const answer = { place_id: "b", candidates: [place("a")], begins_so: [place("a"), place("b"), place("c")] };
  assert.deepEqual(optionsOf(answer).map((one) => one.id), ["b", "a", "c"]);
  assert.deepEqual(optionsOf(answer)[0].names, ["b"]);
  const ningbo = { place_id: "n", name: "Ningbo", name_local: "宁波市", level: "city", country: "CN", is_dual: false };
  const found = { place_id: "n", candidates: [], begins_so: [{ place: ningbo, n_ties: 18 }] };
  assert.deepEqual(optionsOf(found, "zh-Hans")[0].names, ["宁波市", "Ningbo"]);
  assert.deepEqual(optionsOf(found, "en")[0].names, ["Ningbo", "宁波市"]);
  const near = { begins_so: [{ ...place("a"), lies: "9 km south of B" }, place("b")] };
  assert.deepEqual(optionsOf(near).map((one) => one.lies ?? ""), ["9 km south of B", ""]);
  assert.equal(optionsOf(near, "zh-Hans")[0].lies, null);
  assert.equal(pathOf(place("x", "region1").place), "/region/x");
  assert.equal(pathOf(place("x", "region1", true).place), "/place/x");
  assert.equal(pathOf(place("x", "country").place), "/country/CN");
  assert.equal(inLanguage("/place/x", "?q=1&lang=zh"), "/place/x?lang=zh");
  assert.equal(inLanguage("/place/x", "?q=1"), "/place/x");
});

test("words set values in and have a form for one", () => {
  const words = readWords('{"n_ties":"{n} ties","n_ties.one":"1 tie","a":"{x} to {y}"}', "zh-Hans");
  assert.equal(words.count("n_ties", 1), "1 tie");
  assert.equal(words.count("n_ties", 1200), "1,200 ties");
  assert.equal(words.say("a", { x: "{y}", y: 2 }), "{y} to 2");
  assert.equal(words.country("JP"), "日本");
  assert.equal(fill("{a}{b}", { a: 1 }), "1{b}");
});
