// Years of a timeline: which bar lies under a point, and which years bars stand for.

// Years from one end to the other of a drag, in units of the drawing; whole bars are taken.
// `drawn` has `start`, the first year; `step`, years of a bar; `bars`; `left` and `width` of bars.
export function yearsBetween(x, otherX, drawn) {
  const [first, last] = [barAt(Math.min(x, otherX), drawn), barAt(Math.max(x, otherX), drawn)];
  return [yearOf(first, drawn), yearOf(last, drawn) + drawn.step - 1];
}

function barAt(x, { left, width, bars }) {
  return Math.min(Math.max(Math.floor((x - left) / width), 0), bars - 1);
}

function yearOf(bar, { start, step }) {
  return start + bar * step;
}

// Left edge and width of the bars of some years.
export function span(first, last, { start, step, left, width, bars }) {
  const from = Math.min(Math.max(Math.floor((first - start) / step), 0), bars - 1);
  const to = Math.min(Math.max(Math.floor((last - start) / step), 0), bars - 1);
  return [left + from * width, (to - from + 1) * width];
}

// Two ends in order, both within the years that are drawn.
export function inOrder(one, other, { start, step, bars }) {
  const most = start + step * bars - 1;
  const inside = [one, other].map((year) => Math.min(Math.max(year, start), most));
  return inside.sort((a, b) => a - b);
}

// The years that an address asks for, within those that are drawn: all of them where it asks for none
// of these. An end that is not asked for is 0.
export function askedYears(from, to, drawn) {
  const [start, most] = inOrder(0, Infinity, drawn);
  const isOutside = (to && to < start) || from > most;
  return isOutside ? [start, most] : inOrder(from || start, to || most, drawn);
}

// The years that the page says are chosen: no bar makes it tell of years before the first tie or
// after the last. `drawn` has `first` and `last`, the years of these.
export function saidYears([from, to], { first, last }) {
  return { first: Math.min(Math.max(from, first), to), last: Math.max(Math.min(to, last), from) };
}

// The address of the ties that began in some years: what else is chosen stays, pages do not.
export function addressOf(address, fields, first, last) {
  const due = new URL(address);
  for (const [name, value] of fields) {
    if (value) due.searchParams.set(name, value);
    else due.searchParams.delete(name);
  }
  due.searchParams.delete("page");
  due.searchParams.set("from", first);
  due.searchParams.set("to", last);
  due.hash = "ties";
  return due.href;
}
