// The rows of a page that list what a map shows, lit with it both ways: by pointer, focus and touch.

// `light(ids)` lights lines of the map, none with an empty list. Gives what lights rows by ids.
export function linkRows(figure, light) {
  const rowOf = (event) => event.target.closest?.("tr[data-tie]");
  let lit = [];
  const on = (event) => {
    const row = rowOf(event);
    if (row) light([row.dataset.tie], event.type === "focusin" || event.type === "click");
  };
  const off = (event) => {
    if (rowOf(event) && rowOf(event) !== event.relatedTarget?.closest?.("tr[data-tie]")) light([]);
  };
  for (const name of ["mouseover", "focusin", "click"]) document.addEventListener(name, on);
  for (const name of ["mouseout", "focusout"]) document.addEventListener(name, off);
  return (ids) => {
    for (const row of lit) row.classList.remove("is-lit");
    lit = ids.flatMap((id) => [...document.querySelectorAll(`tr[data-tie="${CSS.escape(id)}"]`)]);
    for (const row of lit) row.classList.add("is-lit");
  };
}
