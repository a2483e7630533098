// A table of a page that is a file: its own rows are put in order, and those of some years shown.
// The address is the state, as it is where a server sorts.

import { headsThatSort, orderForm } from "./order_controls.js";
import { orderOf, positions, ranksOf, usualOrder } from "./row_order.js";

export function startRows(page, words) {
  const table = page.querySelector("thead th[data-sort]")?.closest("table");
  if (!table) return null;
  const heads = [...table.tHead.rows[0].cells];
  const columns = heads.map((head) => head.dataset.sort ?? "");
  const rows = [...table.tBodies[0].rows];
  const ranks = ranksOf(rows.length, [...heads, table].map((one) => one.dataset.ranks));
  const usual = usualOrder(columns, heads.map((head) => head.ariaSort), ranks);
  const isPart = Boolean(page.querySelector('.under a[rel="next"], .under a[rel="prev"]'));
  const note = noteOver(table);
  const controls = [headsThatSort(heads, words, sortBy), orderForm(table, heads, words, sortBy)];

  function sortBy(text) {
    keep({ sort: text }, true);
    apply();
  }
  function apply() {
    const asked = new URLSearchParams(location.search);
    const order = orderOf(asked.get("sort") ?? "", columns) ?? orderOf(usual, columns);
    const due = order ? positions(ranks, order.column, order.isDown) : rows.keys();
    table.tBodies[0].append(...[...due].map((k) => rows[k]));
    for (const control of controls) control(order);
    show(Number(asked.get("from")) || 0, Number(asked.get("to")) || Infinity);
  }
  // Only ties whose year is sound began between years, as the server has it.
  function show(first, last) {
    const isAll = isPart || (first <= 0 && last === Infinity);
    for (const row of rows) row.hidden = !(isAll || isBetween(yearOf(row), first, last));
    const n = rows.filter((row) => !row.hidden).length;
    const said = isAll ? "" : words.say("order.years", { n, total: rows.length, first: first || "…", last: last === Infinity ? "…" : last });
    tell(said || (isPart && location.search ? words.say("order.part") : ""), !isAll);
    table.dispatchEvent(new CustomEvent("rowschange"));
    return said;
  }
  function tell(said, hasAll) {
    note.replaceChildren(said);
    if (hasAll) note.append(" ", button(words.say("order.all"), showAll));
  }
  function showAll() {
    keep({ from: "", to: "" }, true);
    apply();
    table.dispatchEvent(new CustomEvent("allyears"));
    table.closest(".scroll").focus({ preventScroll: true });
  }
  addEventListener("popstate", apply);
  apply();
  return { table, show, keep: (first, last) => keep({ from: first, to: last }, false), hasYears: !isPart };
}

function keep(changes, isStep) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  if (isStep) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

function isBetween(year, first, last) {
  return year >= first && year <= last;
}

// The cell of a sound date is marked so; a year in doubt, or none, is no number.
function yearOf(row) {
  return Number(row.querySelector("td .date")?.textContent.slice(0, 4) ?? Number.NaN);
}

function noteOver(table) {
  const note = document.createElement("p");
  note.className = "rows-note quiet";
  note.setAttribute("role", "status");
  table.closest(".scroll").before(note);
  return note;
}

function button(label, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "plain", textContent: label });
  made.addEventListener("click", act);
  return made;
}
