// How a place stands among places like it: the server takes a moment for it, so it has a page of
// its own, which is fetched into this one when its place comes into view. The link to it stays
// where that fails, where data are to be saved, and on a phone, whose page is long without it.

import { whenSeen } from "./when_seen.js";

export function startStanding(page) {
  const part = page.querySelector("[data-standing]");
  if (!part) return;
  const isPhone = matchMedia("(max-width: 40rem)").matches;
  if (isPhone || navigator.connection?.saveData) part.classList.add("is-settled"); // the link needs no more room
  else whenSeen(part, () => fill(part), "800px"); // it is long: it is to be there before the reader
}

const LONGEST = 20_000; // milliseconds after which the link stays

async function fill(part) {
  part.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(part.dataset.standing, { signal: AbortSignal.timeout(LONGEST) });
    if (!answer.ok) return;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    const standing = found.getElementById("standing");
    if (standing) part.querySelector(".to-come").replaceWith(lowered(document.adoptNode(standing)));
  } catch {
    // the link stays
  } finally {
    part.classList.add("is-settled");
    afterPaint(() => part.removeAttribute("aria-busy")); // the foot, hidden until then, has moved unseen
  }
}

function afterPaint(done) {
  requestAnimationFrame(() => requestAnimationFrame(done));
}

// Heads of the other page are one level lower here.
function lowered(standing) {
  for (const head of standing.querySelectorAll("h2")) {
    const lower = document.createElement("h3");
    lower.append(...head.childNodes);
    head.replaceWith(lower);
  }
  return standing;
}
