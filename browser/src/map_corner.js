// The buttons of a map stand in the corner where they cover fewest marks and names.

const CORNERS = ["", "is-low", "is-low is-left", "is-left"];
const ROOM = 4;

export function standFree(buttons, svg) {
  const drawn = [...svg.querySelectorAll(".map-marks circle, text")].map((one) => one.getBoundingClientRect())
    .filter((box) => box.width > 0);
  let least = Infinity;
  let best = "";
  for (const corner of CORNERS) {
    buttons.className = `map-buttons ${corner}`;
    const own = buttons.getBoundingClientRect();
    const covered = drawn.filter((box) => box.left < own.right + ROOM && box.right > own.left - ROOM
      && box.top < own.bottom + ROOM && box.bottom > own.top - ROOM).length;
    if (covered < least) [least, best] = [covered, corner];
    if (!least) break;
  }
  buttons.className = `map-buttons ${best}`.trim();
}
