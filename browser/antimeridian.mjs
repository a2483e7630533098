// Polygons that cross the 180th meridian, cut there into parts from -180 to 180 (RFC 7946, 3.1.9).
//
// A ring is first unrolled, so that it never jumps from one edge of the world to the other; then
// each turn of the world takes its part of it, with the cut of I. Sutherland and G. Hodgman (1974).

const TURN = 360;

// Rings of a polygon, longitudes and latitudes in degrees, to the polygons that it makes when cut.
export function cutPolygon(rings) {
  const unrolled = rings.map(unroll);
  const aligned = [unrolled[0], ...unrolled.slice(1).map((hole) => beside(unrolled[0], hole))];
  const [least, most] = extent(unrolled[0]);
  const found = [];
  for (let turn = turnOf(least); turn <= turnOf(most - 1e-9); turn += 1) {
    const part = aligned.map((ring) => clip(ring, turn)).filter((ring) => ring.length > 3);
    if (part.length && isIn(part[0], aligned[0], turn)) found.push(part);
  }
  return found;
}

function isIn(part, outer, turn) {
  return part.length > 3 && clip(outer, turn).length === part.length;
}

function turnOf(longitude) {
  return Math.floor((longitude + 180) / TURN);
}

function extent(ring) {
  const all = ring.map((point) => point[0]);
  return [Math.min(...all), Math.max(...all)];
}

// Longitudes that go on where the ring crosses the edge of the world: 179, -179 becomes 179, 181.
export function unroll(ring) {
  let moved = 0;
  return ring.map((point, k) => {
    const step = k ? point[0] - ring[k - 1][0] : 0;
    if (step > 180) moved -= TURN;
    if (step < -180) moved += TURN;
    return [point[0] + moved, point[1]];
  });
}

// A hole may have been unrolled to the other side of the world than its polygon.
function beside(outer, hole) {
  const [least, most] = extent(outer);
  const [west, east] = extent(hole);
  const turns = Math.round(((least + most) / 2 - (west + east) / 2) / TURN);
  return turns ? hole.map(([x, y]) => [x + turns * TURN, y]) : hole;
}

// The part of a closed ring within one turn of the world, turned back to -180 to 180.
function clip(ring, turn) {
  const west = turn * TURN - 180;
  const east = west + TURN;
  const kept = half(half(ring, (x) => x - west), (x) => east - x);
  return kept.map(([x, y]) => [x - turn * TURN, y]);
}

// The part of a closed ring where a signed distance from a meridian is not negative.
function half(ring, from) {
  const open = ring.slice(0, -1);
  const found = [];
  open.forEach((point, k) => {
    const next = open[(k + 1) % open.length];
    const [here, there] = [from(point[0]), from(next[0])];
    if (here >= 0) found.push(point);
    if (here * there < 0) found.push(between(point, next, here / (here - there)));
  });
  return found.length > 2 ? [...found, found[0]] : [];
}

function between([x, y], [x2, y2], share) {
  return [x + share * (x2 - x), y + share * (y2 - y)];
}
