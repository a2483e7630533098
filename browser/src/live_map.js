// A map that can be moved, in place of the drawing: MapLibre with our own land, no tiles, letters
// or pictures from anywhere. Names are HTML, so that every script is written by the system.

import { withoutOverlap } from "./labels.js";
import { cardOf } from "./map_cards.js";
import { styleOf } from "./map_style.js";
import { boundsOf, circlesOf, linesOf, pointOf } from "./shapes.js";

const MOST_LABELS = 60;
const VIEW = { padding: 34, maxZoom: 5 };
const DARK = matchMedia("(prefers-color-scheme: dark)");
const beside = (name) => new URL(name, import.meta.url).href; // file names that the build sets in

// `library` is MapLibre; the figure tells when the map stands, see `tell`. Gives what shows other
// data on the same map.
export async function showMap(library, figure, image, data, words) {
  const [world] = await Promise.all([readJson(beside(WORLD_FILE)), loadStyle(beside(STYLE_FILE))]);
  library.setWorkerUrl(beside(WORKER_FILE));
  const frame = frameAround(image);
  const shown = partsOf(data, frame.live.clientWidth);
  const style = () => styleOf(world, shown.lines, shown.circles, shown.data.home);
  const map = new library.Map(options(frame.live, figure, style(), words));
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  map.touchZoomRotate.disableRotation();
  keepOneWorld(map);
  look(map, data, shown.lines);
  await drawn(map);
  shown.labels = write(library, map, shown);
  map.on("moveend", () => choose(map, shown.labels));
  choose(map, shown.labels);
  explain(library, map, shown, words);
  DARK.addEventListener("change", () => map.setStyle(style()));
  frame.around.classList.add("is-live");
  tell(figure, map, data);
  return (other) => {
    for (const label of shown.labels) label.marker.remove();
    Object.assign(shown, partsOf(other, frame.live.clientWidth));
    for (const part of ["lines", "circles"]) map.getSource(part).setData(shown[part]);
    shown.labels = write(library, map, shown);
    choose(map, shown.labels);
    tell(figure, map, other);
  };
}

function partsOf(data, width) {
  const none = { type: "FeatureCollection", features: [] };
  return { data, lines: data.ties ? linesOf(data) : none, circles: circlesOf(data, width) };
}

function options(container, figure, style, words) {
  const parts = ["zoom_in", "zoom_out", "scroll", "scroll_mac", "touch"];
  const [zoomIn, zoomOut, scroll, scrollMac, touch] = parts.map((part) => words.say(`map.${part}`));
  return {
    container,
    style,
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    maxZoom: 6,
    fadeDuration: 0,
    trackResize: true,
    locale: {
      "Map.Title": words.say("map.label", { title: figure.querySelector("h2")?.textContent ?? "" }),
      "NavigationControl.ZoomIn": zoomIn,
      "NavigationControl.ZoomOut": zoomOut,
      "Popup.Close": words.say("map.close"),
      "CooperativeGesturesHandler.WindowsHelpText": scroll,
      "CooperativeGesturesHandler.MacHelpText": scrollMac,
      "CooperativeGesturesHandler.MobileHelpText": touch,
    },
  };
}

async function readJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function loadStyle(address) {
  return new Promise((done, failed) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: address, onload: done, onerror: () => failed(new Error("style")) });
    document.head.prepend(link); // our own rules come after it
  });
}

function frameAround(image) {
  const around = document.createElement("div");
  const live = document.createElement("div");
  around.className = "map-frame";
  live.className = "map-live";
  image.replaceWith(around);
  around.append(image, live);
  return { around, live };
}

// The world fills the width once, so that nothing is seen twice.
function keepOneWorld(map) {
  const set = () => map.setMinZoom(Math.max(-2, Math.log2(map.getContainer().clientWidth / 512)));
  set();
  map.on("resize", set);
}

// All lines are seen where they fit; else all places, in the middle of the world that is shown.
function look(map, data, lines) {
  const fits = map.cameraForBounds(boundsOf(data, lines), VIEW);
  const isWhole = fits && fits.zoom >= map.getMinZoom();
  map.fitBounds(boundsOf(data, isWhole ? lines : undefined), { ...VIEW, animate: false });
}

function drawn(map) {
  return new Promise((done, failed) => {
    map.once("load", done);
    map.once("error", (event) => failed(event.error));
  });
}

function write(library, map, { data, circles }) {
  const radii = new Map(circles.features.map(({ properties }) => [properties.id, properties.radius]));
  const rows = [...(data.home ? [{ ...data.home, isHome: true }] : []), ...named(data)];
  return rows.slice(0, MOST_LABELS).map((row) => {
    const label = document.createElement("div");
    const name = document.createElement("span");
    label.className = row.isHome ? "map-name is-home" : "map-name";
    name.style.setProperty("--beside", `${Math.round((radii.get(row.id) ?? 5) + 3)}px`);
    name.textContent = row.name;
    label.append(name);
    name.marker = new library.Marker({ element: label, anchor: "left" }).setLngLat(pointOf(row)).addTo(map);
    for (const attribute of ["tabindex", "role", "aria-label"]) label.removeAttribute(attribute);
    label.setAttribute("aria-hidden", "true"); // the table says the same
    return name;
  });
}

function named(data) {
  return data.ties ?? [...data.counts].sort((one, other) => other.n - one.n);
}

// Names stand to the right of their circles, or to the left where the map ends.
function choose(map, labels) {
  const edge = map.getContainer().getBoundingClientRect().right;
  for (const label of labels) label.classList.remove("is-left");
  for (const label of labels.filter((one) => one.getBoundingClientRect().right > edge)) label.classList.add("is-left");
  const boxes = labels.map((label) => label.getBoundingClientRect());
  withoutOverlap(boxes).forEach((isFree, k) => labels[k].classList.toggle("is-hidden", !isFree));
}

function explain(library, map, shown, words) {
  const popup = new library.Popup({ closeButton: true, maxWidth: "18rem", offset: 8 });
  map.on("mousemove", "circles", () => map.getCanvas().classList.add("is-over"));
  map.on("mouseleave", "circles", () => map.getCanvas().classList.remove("is-over"));
  map.on("click", "circles", (event) => {
    const rows = shown.data.ties ?? shown.data.counts;
    const found = [...new Set(event.features.map((one) => one.properties.row))].map((k) => rows[k]);
    popup.setLngLat(event.lngLat).setDOMContent(cardOf(found, words)).addTo(map);
  });
}

// What a reader of the page, or a test, may ask: how many are drawn, and which.
function tell(figure, map, data) {
  const rows = data.ties ?? data.counts;
  figure.dataset.count = rows.length;
  figure.dataset.missing = data.without_point.length;
  figure.dataset.ids = rows.map((row) => row.id).join(" ");
  figure.map = map;
}
