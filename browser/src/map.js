// Maps that can be moved: the drawing of the server stands until the library and the data are
// there. They are fetched when the map comes into view, or on a touch where data are to be saved.

import { dataOf, tiesOnPage } from "./map_data.js";
import { whenSeen } from "./when_seen.js";

export function startMaps(page, words) {
  if (!hasGraphics()) return; // the drawings of the server stay, and nothing is fetched
  for (const figure of page.querySelectorAll("figure[data-map]")) {
    const image = figure.querySelector("img.drawn");
    if (!image) continue;
    const start = once(() => live(figure, image, words));
    if (navigator.connection?.saveData) image.addEventListener("click", start);
    else whenSeen(figure, start);
  }
}

function hasGraphics() {
  return Boolean(document.createElement("canvas").getContext("webgl2"));
}

function once(start) {
  let isStarted = false;
  return () => {
    if (!isStarted) start();
    isStarted = true;
  };
}

// What the map adds to the words under it: how to read it, and what it cannot show.
function noteOf(data, words) {
  const note = document.createElement("span");
  const missing = data.ties ? data.without_point.length : 0;
  note.className = "lively";
  note.append(" ", missing ? `${words.count("map.missing", missing)} ` : "", words.say("map.borders"));
  return note;
}

async function live(figure, image, words) {
  try {
    const address = image.getAttribute("src").replace("map.svg", "map.json");
    const [data, library, { showMap }] = await Promise.all([
      dataOf(figure, address), import("maplibre-gl"), import("./live_map.js"),
    ]);
    const showAgain = await showMap(library, figure, image.closest(".layers") ?? image, data, words);
    figure.querySelector(".foot")?.append(noteOf(data, words));
    figure.dataset.state = "live";
    if (figure.dataset.at) followRows(figure, showAgain);
  } catch (failure) {
    figure.querySelector(".map-live")?.remove(); // the drawing of the server stays
    figure.dataset.state = "drawn";
    figure.dataset.reason = failure.message;
  }
}

// The map shows the rows that the table shows, in their order.
function followRows(figure, showAgain) {
  const table = document.getElementById("ties");
  table.addEventListener("rowschange", () => showAgain(tiesOnPage(figure)));
}
