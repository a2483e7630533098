// From degrees to the frame of a map: Equal Earth around a meridian, as the server draws it
// (`sistercities.report.maps.projection`), so that nothing moves when a script takes over.
//
// B. Savric, T. Patterson and B. Jenny (2019), The Equal Earth map projection, equations 1 to 4.

const A = [1.340264, -0.081106, 0.000893, 0.003796];
const M = Math.sqrt(3) / 2;
const RADIANS = Math.PI / 180;
const MARGIN = 4;
export const WIDTH = 720;
export const HEIGHT = 360;
export const WORLD = { zoom: 1, left: 0, top: 0 };

// Longitude from the middle and latitude in degrees; gives radii of the earth, to the east and north.
export function equalEarth(longitude, latitude) {
  const theta = Math.asin(M * Math.sin(latitude * RADIANS));
  const second = theta ** 2;
  const sixth = second ** 3;
  const slope = A[0] + 3 * A[1] * second + sixth * (7 * A[2] + 9 * A[3] * second);
  const x = (longitude * RADIANS * Math.cos(theta)) / (M * slope);
  return [x, theta * (A[0] + A[1] * second + sixth * (A[2] + A[3] * second))];
}

const SCALE = Math.min(
  (WIDTH - 2 * MARGIN) / (2 * equalEarth(180, 0)[0]),
  (HEIGHT - 2 * MARGIN) / (2 * equalEarth(0, 90)[1]),
);

// Degrees from a meridian, from -180 up to 180.
export function turned(longitude, middle) {
  return ((((longitude - middle + 180) % 360) + 360) % 360) - 180;
}

// Degrees from -180 to 180, 180 included.
export function signed(longitude) {
  return 180 - ((((180 - longitude) % 360) + 360) % 360);
}

// A point whose longitude is counted from the middle, in pixels of the whole world.
export function flat(longitude, latitude) {
  const [x, y] = equalEarth(longitude, latitude);
  return [WIDTH / 2 + SCALE * x, HEIGHT / 2 - SCALE * y];
}

// A point of the earth in pixels of the whole world around a meridian.
export function place([longitude, latitude], middle) {
  return flat(turned(longitude, middle), latitude);
}

// A pixel of the whole world where a view shows it; `zoom` times larger, cut at `left` and `top`.
export function seen([x, y], { zoom, left, top }) {
  return [x * zoom - left, y * zoom - top];
}

// The view that is so many times larger and keeps a point of the frame where it is.
export function zoomed(view, factor, [x, y], most) {
  const zoom = Math.min(most, Math.max(1, view.zoom * factor));
  const grown = zoom / view.zoom;
  return within({ zoom, left: (view.left + x) * grown - x, top: (view.top + y) * grown - y });
}

export function moved(view, across, down) {
  return within({ ...view, left: view.left + across, top: view.top + down });
}

// The frame never leaves the world.
export function within({ zoom, left, top }) {
  return {
    zoom,
    left: Math.min(Math.max(left, 0), WIDTH * (zoom - 1)),
    top: Math.min(Math.max(top, 0), HEIGHT * (zoom - 1)),
  };
}

// The view around some pixels of the whole world, as the server chooses it.
export function closer(points, most = 6) {
  if (!points.length) return WORLD;
  const [xs, ys] = [0, 1].map((k) => points.map((point) => point[k]));
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const zoom = Math.min(most, (0.82 * WIDTH) / (east - west + 1), (0.82 * HEIGHT) / (south - north + 1));
  if (zoom < 1.25) return WORLD;
  return within({
    zoom,
    left: (zoom * (west + east)) / 2 - WIDTH / 2,
    top: (zoom * (north + south)) / 2 - HEIGHT / 2,
  });
}
