// Dragging on the timeline: over the bars with whatever points, and at the ends with a finger too,
// where the bars are wider than the screen and a finger on them scrolls.

const LEAST_DRAG = 4; // units of the drawing; less is a click

function placeIn(svg) {
  return (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse()).x;
}

export function dragOver(svg, moved, done) {
  const at = placeIn(svg);
  const wide = svg.closest(".wide");
  const isWider = () => wide.scrollWidth > wide.clientWidth;
  let from = null;
  let isDrag = false;
  new ResizeObserver(() => wide.classList.toggle("fits", !isWider())).observe(wide);
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || (event.pointerType === "touch" && isWider())) return;
    [from, isDrag] = [at(event), false];
    svg.setPointerCapture(event.pointerId);
    if (event.pointerType === "mouse") event.preventDefault(); // no text is marked
  });
  svg.addEventListener("pointermove", (event) => {
    isDrag ||= from !== null && Math.abs(at(event) - from) >= LEAST_DRAG;
    if (from !== null && isDrag) moved(from, at(event));
  });
  const end = (event) => {
    if (from !== null && isDrag && event.type === "pointerup") done();
    from = null;
  };
  svg.addEventListener("pointerup", end);
  svg.addEventListener("pointercancel", end);
}

// `half` is half a bar: an end goes to the edge of a bar that it is next to.
export function dragEnds({ svg, grips }, moved, half, done) {
  const at = placeIn(svg);
  const wide = svg.closest(".wide");
  grips.forEach((grip, k) => {
    const isFirst = k === 0;
    let shift = null;
    grip.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      const box = svg.getBoundingClientRect();
      shift = event.clientX - (box.left + (box.width * parseFloat(grip.style.left)) / 100);
      grip.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    grip.addEventListener("pointermove", (event) => {
      if (shift === null) return;
      const edge = at({ clientX: event.clientX - shift, clientY: event.clientY });
      moved(isFirst, edge + (isFirst ? half : -half));
      follow(wide, event.clientX);
    });
    const end = () => {
      if (shift !== null) done();
      shift = null;
    };
    grip.addEventListener("pointerup", end);
    grip.addEventListener("pointercancel", end);
  });
}

// Bars beyond the edge of the screen come in when the finger is near it.
function follow(wide, x) {
  const { left, right } = wide.getBoundingClientRect();
  if (x > right - 24) wide.scrollLeft += 12;
  else if (x < left + 24) wide.scrollLeft -= 12;
}
