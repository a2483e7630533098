// What a reader touches to sort a table of a page that is a file: its heads, and on a narrow screen
// a list of orders.

const ARROWS = { ascending: "▲", descending: "▼" };

// Makes buttons of heads that sort; gives what shows an order.
export function headsThatSort(heads, words, sortBy) {
  const said = statusOf();
  let shown = null;
  const buttons = heads.map((head) => head.dataset.sort && buttonOf(head));
  buttons.forEach((one, k) => one && one.addEventListener("click", () => {
    const { sort } = heads[k].dataset;
    sortBy(shown?.key === sort && !shown.isDown ? `-${sort}` : sort);
    const state = stateOf(shown);
    said.textContent = words.say(`sorted.${state}`, { column: one.firstChild.textContent });
  }));
  return (order) => {
    shown = order;
    heads.forEach((head, k) => {
      if (!buttons[k]) return;
      const state = order?.column === k ? stateOf(order) : null;
      if (state) head.setAttribute("aria-sort", state);
      else head.removeAttribute("aria-sort");
      buttons[k].lastChild.textContent = state ? ` ${ARROWS[state]}` : "";
    });
  };
}

function buttonOf(head) {
  const label = head.firstChild.textContent.trim();
  const made = document.createElement("button");
  const arrow = document.createElement("span");
  Object.assign(made, { type: "button", className: "plain" });
  arrow.setAttribute("aria-hidden", "true");
  made.append(label, arrow);
  head.replaceChildren(made);
  return made;
}

function stateOf(order) {
  return order.isDown ? "descending" : "ascending";
}

// Puts a list of orders over the table; gives what shows an order.
export function orderForm(table, heads, words, sortBy) {
  const form = document.createElement("form");
  const around = document.createElement("p");
  const label = document.createElement("label");
  const list = document.createElement("select");
  const columns = heads.filter((head) => head.dataset.sort);
  form.className = "order";
  list.append(...columns.flatMap((head) => optionsOf(head, words)));
  list.id = label.htmlFor = `order-${table.id}`;
  label.append(words.say("sort.by"));
  around.append(label, list);
  form.append(around);
  list.addEventListener("change", () => sortBy(list.value));
  form.addEventListener("submit", (event) => event.preventDefault());
  table.closest(".scroll").before(form);
  return (order) => {
    const chosen = order ? `${order.isDown ? "-" : ""}${order.key}` : "";
    if (!chosen && !list.querySelector('[value=""]')) list.prepend(inNoOrder()); // no column has that of the page
    list.value = chosen;
  };
}

function inNoOrder() {
  const made = document.createElement("option");
  Object.assign(made, { value: "", textContent: "–" });
  return made;
}

function optionsOf(head, words) {
  const column = head.textContent.replace(/[▲▼]/u, "").trim();
  return ["ascending", "descending"].map((state) => {
    const made = document.createElement("option");
    made.value = `${state === "descending" ? "-" : ""}${head.dataset.sort}`;
    made.textContent = words.say(`sort.${state}`, { column });
    return made;
  });
}

function statusOf() {
  const said = document.createElement("div");
  said.className = "unseen";
  said.setAttribute("role", "status");
  document.body.append(said);
  return said;
}
