// The order of rows whose places in each order the server wrote: ranks of a row are texts, one a
// column, "-" where the value is not known; one more tells apart what a column holds equal.

// Ranks of each row from those of each column, in which the last one stands for all that follow; a
// column without any is one in whose order the rows stand.
export function ranksOf(n, columns) {
  const read = columns.map((text) => text?.split(" "));
  return Array.from({ length: n }, (_, k) => read.map((held) => (held ? held[k] ?? held.at(-1) : String(k))));
}

// Positions of the rows in the order of a column; what is not known comes last in either direction.
export function positions(ranks, column, isDown) {
  const turn = isDown ? -1 : 1;
  const isKnown = (k) => Number(ranks[k][column] !== "-");
  return ranks
    .map((_, k) => k)
    .sort((a, b) => isKnown(b) - isKnown(a)
      || (isKnown(a) ? turn * (ranks[a][column] - ranks[b][column]) : 0)
      || lastOf(ranks[a], column) - lastOf(ranks[b], column)
      || a - b);
}

function lastOf(ranks, column) {
  const last = ranks.length - 1;
  return last > column && ranks[last] !== "-" ? Number(ranks[last]) : 0;
}

// What the address calls an order: a column, with a minus before it for the reverse.
export function orderOf(text, columns) {
  const key = text.replace(/^-/, "");
  const column = key ? columns.indexOf(key) : -1;
  return column < 0 ? null : { key, column, isDown: text.startsWith("-") };
}

// The order that a head tells, else the first column that rows ascend in.
export function usualOrder(columns, states, ranks) {
  const said = states.findIndex(Boolean);
  const ascends = (at) => ranks.every((row, k) => !k || Number(ranks[k - 1][at]) < Number(row[at]));
  if (said < 0) return columns.find((name, k) => name && ascends(k)) ?? "";
  return `${states[said] === "descending" ? "-" : ""}${columns[said]}`;
}
