// The shortest line between two points of the earth, cut at the 180th meridian (RFC 7946, 3.1.9).

const EARTH_RADIUS_KM = 6371.0088;
const RADIANS = Math.PI / 180;

// Points are [longitude, latitude] in degrees. Gives no part where the two are one, else one, or
// two where the line crosses the meridian; `step` is the greatest distance between points, in km.
export function greatCircle(start, end, step = 150) {
  const [first, last] = [vector(start), vector(end)];
  const angle = Math.atan2(length(cross(first, last)), dot(first, last));
  if (angle * EARTH_RADIUS_KM < 0.001) return [];
  const steps = Math.max(1, Math.ceil((angle * EARTH_RADIUS_KM) / step));
  const between = Array.from({ length: steps - 1 }, (_, k) => along(first, last, angle, (k + 1) / steps));
  return cut([start, ...between, end]);
}

function vector([longitude, latitude]) {
  const east = Math.cos(latitude * RADIANS);
  return [
    east * Math.cos(longitude * RADIANS),
    east * Math.sin(longitude * RADIANS),
    Math.sin(latitude * RADIANS),
  ];
}

// Spherical linear interpolation (K. Shoemake, 1985); opposite points are joined over the pole.
function along(first, last, angle, share) {
  if (Math.sin(angle) < 1e-9) {
    const pole = [0, 0, 1];
    return share <= 0.5
      ? along(first, pole, Math.PI / 2, share * 2)
      : along(pole, last, Math.PI / 2, share * 2 - 1);
  }
  const [near, far] = [Math.sin((1 - share) * angle), Math.sin(share * angle)];
  const point = first.map((value, k) => (near * value + far * last[k]) / Math.sin(angle));
  const latitude = Math.atan2(point[2], Math.hypot(point[0], point[1]));
  return [Math.atan2(point[1], point[0]) / RADIANS, latitude / RADIANS];
}

function cut(points) {
  const parts = [[points[0]]];
  points.slice(1).forEach((after, k) => {
    const before = points[k];
    if (Math.abs(after[0] - before[0]) > 180) {
      const edge = before[0] < 0 ? -180 : 180;
      const latitude = latitudeAt(before, after);
      parts[parts.length - 1].push([edge, latitude]);
      parts.push([[-edge, latitude]]);
    }
    parts[parts.length - 1].push(after);
  });
  return parts.map(distinct).filter((part) => part.length > 1);
}

// Where the plane of the two points meets the 180th meridian, whose points are (-cos, 0, sin).
function latitudeAt(before, after) {
  const [x, , z] = cross(vector(before), vector(after));
  return Math.abs(z) < 1e-15 ? 0 : Math.atan(x / z) / RADIANS;
}

function distinct(points) {
  return points.filter((point, k) => !k || point.join() !== points[k - 1].join());
}

function cross([a, b, c], [d, e, f]) {
  return [b * f - c * e, c * d - a * f, a * e - b * d];
}

function dot(one, other) {
  return one.reduce((sum, value, k) => sum + value * other[k], 0);
}

function length(one) {
  return Math.sqrt(dot(one, one));
}
