// From the data of a map to what is drawn: places, the lines between them, and what it is about.
//
// A place has `id`, `name`, `at` (degrees), `kind`, `said`, `n` where its area stands for a number;
// a line has `id`, `from` and `to` (degrees), `kind`, `places` (numbers of its ends), `width`.

const ORDER = ["tie", "unlisted", "former", "stop"];

export function shownOf(data) {
  if (data.ties) return ofTies(data);
  return data.counts ? ofCounts(data) : ofChains(data);
}

function ofTies(data) {
  const home = placeOf(data.home);
  const rank = (tie) => ORDER.indexOf(tie.kind);
  const ties = [...data.ties].sort((a, b) => rank(a) - rank(b) || (b.population ?? 0) - (a.population ?? 0));
  const places = ties.map((tie) => ({ ...placeOf(tie), lines: [tie.id], weight: tie.population ?? 0 }));
  const lines = places.map((one, k) => ({ id: one.id, from: home.at, to: one.at, kind: one.kind, places: [k] }));
  return { homes: [home], places, lines, missing: data.without_point.length };
}

function ofCounts(data) {
  const counts = [...data.counts].sort((a, b) => b.n - a.n);
  const places = counts.map((one) => ({ ...placeOf(one), kind: "count", n: one.n, lines: [] }));
  return { homes: data.home ? [placeOf(data.home)] : [], places, lines: [], most: places[0]?.n ?? 1, largest: 20 };
}

function ofChains(data) {
  const places = data.places.map((one) => ({ ...placeOf(one), lines: [] }));
  const homes = data.homes.map(placeOf);
  const all = new Map([...homes, ...places].map((one) => [one.id, one]));
  const lines = (data.lines ?? []).map((line) => ({
    ...line, from: all.get(line.from).at, to: all.get(line.to).at,
    places: [line.from, line.to].map((id) => places.findIndex((one) => one.id === id)).filter((k) => k >= 0),
  }));
  for (const line of lines) for (const k of line.places) places[k].lines.push(line.id);
  return { homes, places, lines };
}

function placeOf(one) {
  return { kind: "tie", said: [], ...one, at: [one.longitude, one.latitude] };
}
