// Tables sorted without leaving the page: the server sorts, as it does without a script, and the
// parts that changed are put in place. The address is the state, also on the way back.

const CHANGING = ["details.filters", "form.order", "nav.languages", "footer.site"];

export function startSorting(page, words) {
  const said = statusOf(page);
  let shown = asLoaded();
  let running = null;

  async function turn(address, name, column) {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    const fresh = await pageAt(address, signal);
    if (name !== undefined) history.pushState(null, "", address);
    shown = location.pathname + location.search;
    swap(page, fresh);
    if (name) focus(page, name, column, said, words);
  }

  page.addEventListener("click", (event) => {
    const link = event.target.closest?.("thead th a");
    if (!link || !isPlain(event)) return;
    event.preventDefault();
    const head = link.closest("th");
    const place = [link.closest("table").id, head.cellIndex];
    turn(link.href, ...place).catch((failure) => left(failure, link.href));
  });
  page.addEventListener("submit", (event) => {
    if (!event.target.matches("form.order")) return;
    event.preventDefault();
    const address = new URL(event.target.action);
    address.search = new URLSearchParams(new FormData(event.target)).toString();
    turn(address.href, "").then(() => focusOnOrder(page, said), (failure) => left(failure, address.href));
  });
  addEventListener("popstate", follow);
  follow(); // who went back twice at once is elsewhere

  function follow() {
    if (location.pathname + location.search === shown) return; // only # changed
    turn(location.href).catch((failure) => left(failure, location.href));
  }
}

function asLoaded() {
  return performance.getEntriesByType("navigation")[0].name.slice(location.origin.length).split("#")[0];
}

function isPlain(event) {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

function left(failure, address) {
  if (failure.name !== "AbortError") location.assign(address);
}

async function pageAt(address, signal) {
  const answer = await fetch(address, { signal, headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function swap(page, fresh) {
  for (const table of page.querySelectorAll("table[id]")) {
    const due = fresh.getElementById(table.id);
    if (!due) continue;
    table.closest(".scroll").nextElementSibling?.replaceWith(due.closest(".scroll").nextElementSibling);
    table.replaceWith(due);
  }
  for (const part of CHANGING) {
    const [old, due] = [page.querySelector(part), fresh.querySelector(part)];
    if (!old || !due) continue;
    if (old.open) due.open = true;
    old.replaceWith(due);
  }
}

function focus(page, name, column, said, words) {
  const head = page.getElementById(name)?.tHead.rows[0].cells[column];
  const link = head?.querySelector("a");
  link?.focus({ preventScroll: true });
  const state = head?.getAttribute("aria-sort");
  const label = link?.firstChild.textContent.trim();
  if (state) said.textContent = words.say(`sorted.${state}`, { column: label });
}

// The list of orders that a narrow screen has in place of heads.
function focusOnOrder(page, said) {
  const list = page.querySelector("form.order select");
  list.focus({ preventScroll: true });
  said.textContent = list.selectedOptions[0].textContent;
}

function statusOf(page) {
  const said = page.createElement("div");
  said.className = "unseen";
  said.setAttribute("role", "status");
  page.body.append(said);
  return said;
}
