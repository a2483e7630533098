// What a map shows: from the rows of the page where it is a file, else from the server.

// `address` is where the server has it; the page of a file has the rows, or a block of JSON.
export async function dataOf(figure, address) {
  if (figure.dataset.at) return tiesOnPage(figure);
  const held = figure.querySelector('script[type="application/json"]');
  if (held) return JSON.parse(held.textContent);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// The ties of the table in its order, but for those that are not shown.
export function tiesOnPage(figure) {
  const { name, middle, place } = figure.dataset;
  const rows = [...document.querySelectorAll("#ties tbody tr:not([hidden])")];
  return {
    middle: Number(middle),
    home: { id: place, name, ...pointOf(figure) },
    ties: rows.filter((row) => row.dataset.at).map(tieOf),
    without_point: rows.filter((row) => !row.dataset.at).map(idOf),
  };
}

function pointOf({ dataset }) {
  const [longitude, latitude] = dataset.at.split(" ").map(Number);
  return { longitude, latitude };
}

function tieOf(row) {
  const name = row.cells[0].querySelector("a");
  const more = linkOf(row);
  return {
    id: idOf(row),
    name: name.textContent,
    local: row.cells[0].querySelector(".local")?.textContent,
    ...pointOf(row),
    href: name.getAttribute("href"),
    said: [...row.cells].slice(1, 4).map(said),
    more: more && { href: more.getAttribute("href"), label: more.textContent },
    is_former: "former" in row.dataset,
  };
}

// What a cell says, with its head before it where the words alone do not say what they are.
function said(cell) {
  const text = [...cell.querySelectorAll("span, small")].filter((one) => !one.parentElement.closest("span, small"));
  const words = (text.length ? text.map((one) => one.textContent).join(", ") : cell.textContent).trim();
  return cell.cellIndex === 2 ? `${headOf(cell)} ${words}` : words;
}

function headOf(cell) {
  return cell.dataset.label ?? cell.closest("table").tHead.rows[0].cells[cell.cellIndex].textContent;
}

function linkOf(row) {
  return row.cells[row.cells.length - 1].querySelector("a[href]");
}

function idOf(row) {
  return linkOf(row)?.getAttribute("href") ?? "";
}
