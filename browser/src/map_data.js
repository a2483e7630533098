// What a map shows: from the rows of the page where it is a file, from what its figure holds, or
// from the server.

export async function dataOf(figure) {
  if (figure.dataset.held) return JSON.parse(figure.dataset.held);
  if (!figure.dataset.from) return figure.dataset.map === "chains" ? pairsOnPage() : tiesOnPage(figure);
  const answer = await fetch(figure.dataset.from);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// The ties of the table in its order, but for those that are not shown.
export function tiesOnPage(figure) {
  const name = document.querySelector("h1").firstChild.textContent.trim();
  const rows = [...document.querySelectorAll("#ties tbody tr")].map(named).filter((row) => !row.hidden);
  return {
    home: { id: figure.dataset.place, name, ...pointOf(figure) },
    ties: rows.filter((row) => row.dataset.at).map(tieOf),
    without_point: rows.filter((row) => !row.dataset.at).map((row) => row.dataset.tie),
  };
}

// The ties of two countries: a row names both places, and says where they are.
function pairsOnPage() {
  const places = new Map();
  const rows = [...document.querySelectorAll("#ties tbody tr")];
  const drawn = rows.filter((row) => row.dataset.at);
  const comma = document.documentElement.lang.startsWith("zh") ? "、" : ", ";
  for (const [k, row] of drawn.entries()) row.dataset.tie ??= `row-${k}`;
  const lines = drawn.map((row) => {
    const kind = row.dataset.kind ?? "tie";
    const ends = [...row.cells].slice(0, 2).map((cell) => cell.querySelector("a"));
    const at = row.dataset.at.split(" ").map(Number);
    const ids = ends.map((end, k) => {
      const [longitude, latitude] = at.slice(2 * k);
      const [name, href] = [end.textContent, end.getAttribute("href")];
      const id = `${name} ${longitude} ${latitude}`; // a file of one country has no pages of the other
      const place = places.get(id) ?? { id, href, name, longitude, latitude, kind, names: [] };
      place.names.push(ends[1 - k].textContent);
      if (kind === "tie") place.kind = kind;
      places.set(id, place);
      return id;
    });
    return { id: row.dataset.tie, from: ids[0], to: ids[1], kind };
  });
  return {
    homes: [],
    places: [...places.values()].map(({ names, ...place }) => ({ ...place, said: [names.join(comma)] })),
    lines,
    without_point: rows.filter((row) => !row.dataset.at).map((_, k) => `row-without-${k}`),
  };
}

// A row of a file has the name of its tie in its link to the evidence.
function named(row, k) {
  row.dataset.tie ??= row.querySelector('td:last-child a[href*="#"]')?.hash.slice(1) || `row-${k}`;
  return row;
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
