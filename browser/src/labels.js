// Which names a map bears: the most important first, each where it covers nothing, or not at all;
// see `sistercities.report.maps.labels`.

const GAP = 2;

// Labels have `words`, `at`, `radius` of their mark (0: the name may lie on the point) and `isDue`;
// marks are [point, radius]. Gives the labels that have room, with `x`, `y` of their baseline and
// `anchor`. `widthOf` measures a label.
export function written(labels, marks, { width, height, size, widthOf }) {
  const taken = [];
  const found = [];
  for (const label of labels) {
    const box = freeBox(label, marks, taken, { width, height, size, wide: widthOf(label) });
    if (!box) continue;
    taken.push(box);
    found.push({ ...label, ...beside(label, box), y: box.bottom - 0.28 * size });
  }
  return found;
}

function beside(label, { left, right }) {
  if (label.radius && left > label.at[0]) return { x: left, anchor: "start" };
  if (label.radius && right < label.at[0]) return { x: right, anchor: "end" };
  return { x: (left + right) / 2, anchor: "middle" };
}

function freeBox(label, marks, taken, frame) {
  const fits = places(label, frame).filter((box) => isWithin(box, frame) && !taken.some((other) => isOver(box, other)));
  const covered = fits.map((box) => marks.filter(([at, radius]) => covers(box, at, radius)).length);
  const free = covered.indexOf(0);
  if (free >= 0) return fits[free];
  return label.isDue && fits.length ? fits[covered.indexOf(Math.min(...covered))] : null;
}

// Right, left, above and below a mark, or on its point and near it.
function places({ at: [x, y], radius }, { size, wide }) {
  const [off, high] = [radius + 3, 1.2 * size];
  const starts = radius
    ? [[x + off, y - high / 2], [x - off - wide, y - high / 2], [x - wide / 2, y - off - high + 2], [x - wide / 2, y + off - 2]]
    : [-0.5, -1, 0, -2, 1].map((up) => [x - wide / 2, y + up * high]);
  return starts.map(([left, top]) => ({ left, top, right: left + wide, bottom: top + high }));
}

function isWithin({ left, top, right, bottom }, { width, height }) {
  return left >= GAP && top >= 0 && right <= width - GAP && bottom <= height;
}

function isOver(one, other) {
  const across = one.left < other.right + GAP && other.left < one.right + GAP;
  return across && one.top < other.bottom && other.top < one.bottom;
}

function covers(box, [x, y], radius) {
  const reach = 0.8 * radius;
  return box.left - reach < x && x < box.right + reach && box.top - reach < y && y < box.bottom + reach;
}
