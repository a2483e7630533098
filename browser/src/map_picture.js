// A map saved as a file, with its title and its source: as SVG, or as PNG that is painted from it.

import { HEIGHT, WIDTH } from "./sheet.js";

const SVG = "http://www.w3.org/2000/svg";
const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap",
  "paint-order", "stroke-linejoin", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "opacity"];
const [HEAD, FOOT, SCALE] = [30, 24, 3];

// `zoomOf` says how many times larger than the world the map is drawn.
export function addDownloads(figure, svg, zoomOf) {
  const files = figure.querySelector(".map-files") ?? figure.querySelector(".foot");
  const title = figure.querySelector("figcaption :is(h2, h3, h4)")?.textContent ?? "";
  const name = title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "map";
  const made = () => new XMLSerializer().serializeToString(pictureOf(svg, title, sourceOf(figure), zoomOf()));
  if (!files.querySelector('a[download$=".svg"]')) {
    files.append(button("SVG", title, () => save(`${name}.svg`, new Blob([made()], { type: "image/svg+xml" }))));
  }
  files.append(button("PNG", title, async () => save(`${name}.png`, await painted(made()))));
}

function button(label, title, act) {
  const made = document.createElement("button");
  const unseen = document.createElement("span");
  Object.assign(made, { type: "button", className: "plain" });
  Object.assign(unseen, { className: "unseen", textContent: ` ${title}` });
  made.append(label, unseen);
  made.addEventListener("click", act);
  return made;
}

// The drawing with the colours and letters that the page gives it, on paper, between two lines of words.
export function pictureOf(svg, title, source, zoom) {
  const copy = svg.cloneNode(true);
  const [here, there] = [svg, copy].map((one) => [...one.querySelectorAll("*")]);
  const unit = WIDTH / svg.clientWidth;
  here.forEach((one, k) => dress(one, there[k], unit / (one.closest(".map-world") ? zoom : unit)));
  for (const one of copy.querySelectorAll(".map-hit, [display=none]")) one.remove();
  const whole = document.createElementNS(SVG, "svg");
  const look = getComputedStyle(document.body);
  whole.setAttribute("xmlns", SVG);
  whole.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT + HEAD + FOOT}`);
  whole.append(
    shape("rect", { width: "100%", height: "100%", fill: look.backgroundColor }),
    words(title, 20, 16, look, 650), words(source, HEAD + HEIGHT + 15, 10, look, 400),
  );
  for (const name of ["role", "tabindex", "class", "aria-labelledby", "aria-label"]) copy.removeAttribute(name);
  for (const [key, value] of Object.entries({ x: 0, y: HEAD, width: WIDTH, height: HEIGHT })) copy.setAttribute(key, value);
  whole.append(copy);
  return whole;
}

// `unit` is what one pixel of the screen is where strokes do not grow with the map.
function dress(one, copy, unit) {
  const look = getComputedStyle(one);
  if (look.display === "none") copy.setAttribute("display", "none");
  for (const name of KEPT) {
    const value = look.getPropertyValue(name);
    if (value && value !== "normal" && !(name === "opacity" && value === "1")) copy.setAttribute(name, value);
  }
  if (unit !== 1) {
    for (const name of ["stroke-width", "stroke-dasharray"]) {
      const value = look.getPropertyValue(name);
      if (/\d/.test(value)) copy.setAttribute(name, value.replace(/[\d.]+(px)?/g, (one) => (parseFloat(one) * unit).toFixed(3)));
    }
  }
  for (const name of ["class", "tabindex", "role", "aria-label"]) copy.removeAttribute(name);
}

function sourceOf(figure) {
  const said = [...figure.querySelectorAll(".foot")].pop()?.cloneNode(true);
  for (const one of said?.querySelectorAll(".map-files") ?? []) one.remove();
  return said?.textContent.trim().replace(/\s+/g, " ").slice(-130) ?? "";
}

function words(said, y, size, look, weight) {
  const made = shape("text", { x: 6, y, fill: look.color, "font-size": size, "font-weight": weight, "font-family": look.fontFamily });
  made.textContent = said;
  return made;
}

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// The policy of the pages takes pictures from data addresses, not from blobs.
async function painted(text) {
  const image = new Image();
  image.width = WIDTH * SCALE;
  image.height = (HEIGHT + HEAD + FOOT) * SCALE;
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: image.width, height: image.height });
  canvas.getContext("2d").drawImage(image, 0, 0, image.width, image.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function save(name, blob) {
  const link = document.createElement("a");
  Object.assign(link, { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
