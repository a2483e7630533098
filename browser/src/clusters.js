// Places that lie at one spot of a map, as one mark; see `sistercities.report.maps.clusters`.

export const NEAR = 7;
export const DOT = 3;
const LARGEST = 16;

// Points in pixels, the most important first; each joins the nearest mark begun before it, or
// begins one. Gives the numbers of the points of each mark, and the mean of these.
export function cluster(points, near = NEAR) {
  const held = [];
  points.forEach((point, number) => {
    let [nearest, gap] = [null, near];
    for (const one of held) {
      const away = Math.hypot(points[one[0]][0] - point[0], points[one[0]][1] - point[1]);
      if (away < gap || (away === gap && !nearest)) [nearest, gap] = [one, away];
    }
    if (nearest) nearest.push(number);
    else held.push([number]);
  });
  return held.map((members) => ({ members, at: mean(members.map((k) => points[k])) }));
}

// The area of a mark stands for the number of its places.
export function radiusOf(n) {
  return Math.min(LARGEST, DOT * Math.sqrt(n));
}

function mean(points) {
  return [0, 1].map((k) => points.reduce((sum, point) => sum + point[k], 0) / points.length);
}
