// The look of a map: the colours are those of the page, light or dark, and its table's words for
// them; ended, suspended and pending ties are dashed, so that colour is never alone.

export function styleOf(world, lines, circles, home) {
  const held = getComputedStyle(document.documentElement);
  const colour = (name) => held.getPropertyValue(`--${name}`).trim();
  const isFormer = ["get", "former"];
  const many = lines.features.length > 40;
  const line = { "line-width": many ? 0.9 : 1.3, "line-opacity": 0.55 };
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: world.land },
      borders: { type: "geojson", data: world.borders },
      lines: { type: "geojson", data: lines },
      circles: { type: "geojson", data: circles },
      home: { type: "geojson", data: { type: "FeatureCollection", features: home ? [dot(home)] : [] } },
    },
    layers: [
      { id: "paper", type: "background", paint: { "background-color": colour("paper") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land"), "fill-antialias": true } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": colour("border"), "line-width": 0.6 } },
      {
        id: "former-lines", type: "line", source: "lines", filter: ["==", isFormer, true],
        paint: { ...line, "line-color": colour("mark-grey"), "line-dasharray": [2, 2.5] },
      },
      {
        id: "lines", type: "line", source: "lines", filter: ["==", isFormer, false],
        paint: { ...line, "line-color": colour("blue") },
      },
      {
        id: "circles", type: "circle", source: "circles",
        paint: {
          "circle-color": ["case", isFormer, colour("paper"), colour("blue")],
          "circle-radius": ["get", "radius"],
          "circle-opacity": lines.features.length ? 1 : 0.62,
          "circle-stroke-width": 1,
          "circle-stroke-color": ["case", isFormer, colour("mark-grey"), colour("paper")],
        },
      },
      {
        id: "home", type: "circle", source: "home",
        paint: {
          "circle-color": colour("ink"), "circle-radius": 5,
          "circle-stroke-width": 1.5, "circle-stroke-color": colour("paper"),
        },
      },
    ],
  };
}

function dot({ longitude, latitude }) {
  return { type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [longitude, latitude] } };
}
