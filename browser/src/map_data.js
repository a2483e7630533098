// What a map shows: from the rows of the page where it is a file, from what its figure holds, or
// from the server.

export async function dataOf(figure) {
  if (figure.dataset.held) return JSON.parse(figure.dataset.held);
  if (!figure.dataset.from) return tiesOnPage(figure);
  const answer = await fetch(figure.dataset.from);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// The ties of the table in its order, but for those that are not shown.
export function tiesOnPage(figure) {
  const { name, place } = figure.dataset;
  const rows = [...document.querySelectorAll("tr[data-tie]:not([hidden])")];
  return {
    home: { id: place, name, ...pointOf(figure) },
    ties: rows.filter((row) => row.dataset.at).map(tieOf),
    without_point: rows.filter((row) => !row.dataset.at).map((row) => row.dataset.tie),
  };
}

function pointOf({ dataset }) {
  const [longitude, latitude] = dataset.at.split(" ").map(Number);
  return { longitude, latitude };
}

function tieOf(row) {
  const name = row.cells[0].querySelector("a");
  const more = row.cells[row.cells.length - 1].querySelector("a[href]");
  return {
    id: row.dataset.tie,
    name: name.textContent,
    local: row.cells[0].querySelector(".local")?.textContent,
    ...pointOf(row),
    href: name.getAttribute("href"),
    said: [...row.cells].slice(1, 4).map(said).filter(Boolean),
    more: more && more !== name ? { href: more.getAttribute("href"), label: more.textContent } : null,
    kind: row.dataset.kind ?? "tie",
  };
}

// What a cell says, with its head before it where the words alone do not say what they are.
function said(cell) {
  const text = [...cell.querySelectorAll("span, small")].filter((one) => !one.parentElement.closest("span, small"));
  const words = (text.length ? text.map((one) => one.textContent).join(", ") : cell.textContent).trim();
  return /^[\d–-]/.test(words) ? `${headOf(cell)} ${words}`.trim() : words;
}

function headOf(cell) {
  return cell.dataset.label ?? cell.closest("table").tHead?.rows[0].cells[cell.cellIndex]?.textContent ?? "";
}
