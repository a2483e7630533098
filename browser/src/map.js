// Maps that can be moved: the drawing of the server stands in the page, and what makes it move is
// fetched when it comes into view, or on a touch where data are to be saved.

import { whenSeen } from "./when_seen.js";

export function startMaps(page, words) {
  for (const figure of [...page.querySelectorAll("figure[data-map]")].filter(hasData)) {
    const start = once(() => live(figure, words));
    if (navigator.connection?.saveData) figure.querySelector(".map-frame").addEventListener("click", start);
    else whenSeen(figure, start);
  }
}

// A drawing of a file whose ties the page does not hold stays as it is.
function hasData({ dataset }) {
  const isInRows = dataset.map === "chains" && document.querySelector("#ties tr[data-at]");
  return Boolean(dataset.from || dataset.held || dataset.place || isInRows);
}

function once(start) {
  let isStarted = false;
  return () => {
    if (!isStarted) start();
    isStarted = true;
  };
}

async function live(figure, words) {
  try {
    const [{ dataOf }, { showMap }] = await Promise.all([import("./map_data.js"), import("./live_map.js")]);
    await showMap(figure, await dataOf(figure), words);
    figure.dataset.state = "live";
  } catch (failure) {
    figure.dataset.state = "drawn"; // the drawing of the server stays
    figure.dataset.reason = failure.message;
  }
}
