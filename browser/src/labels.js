// Which names on a map are written: in their order, each that covers none before it.

const ROOM = 2;

// Boxes with left, top, right and bottom; gives for each whether it is written.
export function withoutOverlap(boxes) {
  const kept = [];
  return boxes.map((box) => {
    const isFree = kept.every((other) => !isOver(box, other));
    if (isFree) kept.push(box);
    return isFree;
  });
}

function isOver(one, other) {
  const across = one.left < other.right + ROOM && other.left < one.right + ROOM;
  return across && one.top < other.bottom + ROOM && other.top < one.bottom + ROOM;
}
