// How a map is moved: wheel, drag, two fingers, keys and buttons. The wheel scrolls the page unless
// Ctrl is held or the map was clicked before; one finger scrolls the page where the map is whole.

import { HEIGHT, moved, place, seen, WIDTH, WORLD, zoomed } from "./sheet.js";

const CLOSEST = 24;
const STEP = 1.6;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// `state` holds `view`; `change(view)` shows another. `first` is the view to come back to.
// Without a pointer the map comes closer to what it is about.
export function moveMap({ frame, svg, first, state, change, words }) {
  const middle = [WIDTH / 2, HEIGHT / 2];
  const centre = () => {
    const [home] = state.shown.homes.map((one) => seen(place(one.at, state.middle), state.view));
    return home && home[0] > 0 && home[0] < WIDTH && home[1] > 0 && home[1] < HEIGHT ? home : middle;
  };
  const unit = () => WIDTH / svg.clientWidth;
  const at = (event) => {
    const box = svg.getBoundingClientRect();
    return [(event.clientX - box.left) * unit(), (event.clientY - box.top) * unit()];
  };
  const zoom = (factor, point = centre()) => change(zoomed(state.view, factor, point, CLOSEST));
  const buttons = controls(words, { closer: () => zoom(STEP), farther: () => zoom(1 / STEP), all: () => change(first) });
  frame.append(buttons);
  const hint = hintIn(frame, words);
  let isActive = false;

  svg.addEventListener("click", () => { isActive = true; });
  frame.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") isActive = false; });
  frame.addEventListener("wheel", (event) => {
    if (event.target.closest(".map-card")) return;
    if (!isActive && !event.ctrlKey && !event.metaKey) {
      hint();
      return;
    }
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 20 : 1;
    zoom(Math.exp((-event.deltaY * lines) / (event.ctrlKey ? 120 : 300)), at(event));
  }, { passive: false });
  svg.addEventListener("dblclick", (event) => {
    event.preventDefault();
    zoom(event.shiftKey ? 1 / STEP : STEP, at(event));
  });
  svg.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target !== svg) return;
    if (event.key === "+" || event.key === "=") zoom(STEP);
    else if (event.key === "-") zoom(1 / STEP);
    else if (event.key === "0") change(first);
    else if (KEYS[event.key]) change(moved(state.view, ...KEYS[event.key].map((one) => one * 60)));
    else return;
    event.preventDefault();
  });
  drag(svg, { at, state, change, unit });
  return () => {
    const { zoom: now, left, top } = state.view;
    buttons.querySelector(".map-all").hidden = now === first.zoom && left === first.left && top === first.top;
    buttons.querySelector(".map-closer").disabled = now >= CLOSEST;
    buttons.querySelector(".map-farther").disabled = now <= WORLD.zoom;
    svg.classList.toggle("is-closer", now > 1);
  };
}

function drag(svg, { at, state, change, unit }) {
  const held = new Map();
  let isDragging = false;
  svg.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button) return;
    held.set(event.pointerId, at(event));
    isDragging = false;
  });
  svg.addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const now = at(event);
    if (held.size === 2) pinch(event.pointerId, before, now);
    else if (state.view.zoom > 1 && (isDragging || Math.hypot(now[0] - before[0], now[1] - before[1]) > 4 * unit())) {
      if (!isDragging) svg.setPointerCapture(event.pointerId);
      isDragging = true;
      svg.classList.add("is-dragged");
      change(moved(state.view, before[0] - now[0], before[1] - now[1]));
    } else return;
    held.set(event.pointerId, now);
  });
  function pinch(id, before, now) {
    const other = [...held].find(([key]) => key !== id)[1];
    const gap = (point) => Math.max(1, Math.hypot(point[0] - other[0], point[1] - other[1]));
    isDragging = true;
    change(zoomed(state.view, gap(now) / gap(before), [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2], CLOSEST));
  }
  const leave = (event) => {
    held.delete(event.pointerId);
    svg.classList.remove("is-dragged");
  };
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) svg.addEventListener(name, leave);
  // What was dragged was not clicked.
  svg.addEventListener("click", (event) => { if (isDragging) event.stopImmediatePropagation(); isDragging = false; }, true);
}

function controls(words, acts) {
  const made = document.createElement("div");
  made.className = "map-buttons";
  for (const [name, sign, key] of [["closer", "+", "zoom_in"], ["farther", "−", "zoom_out"], ["all", "", "reset"]]) {
    const button = document.createElement("button");
    const said = words.say(`map.${key}`);
    Object.assign(button, { type: "button", className: `map-${name}`, textContent: sign || said });
    if (sign) button.setAttribute("aria-label", said);
    button.addEventListener("click", acts[name]);
    made.append(button);
  }
  return made;
}

function hintIn(frame, words) {
  const made = document.createElement("p");
  const isMac = /mac/i.test(navigator.userAgentData?.platform ?? navigator.platform);
  made.className = "map-hint";
  made.textContent = words.say(isMac ? "map.scroll_mac" : "map.scroll");
  made.setAttribute("aria-hidden", "true"); // the keys are told elsewhere
  made.hidden = true;
  frame.append(made);
  let timer = 0;
  return () => {
    made.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => { made.hidden = true; }, 1400);
  };
}
