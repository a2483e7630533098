// The search as an editable combobox with a list (ARIA Authoring Practices Guide).

import { askLatest } from "./latest.js";
import { inLanguage, optionsOf } from "./suggestions.js";

export function startSearch(page, words, address) {
  if (!address.begins) return;
  for (const input of page.querySelectorAll('[role="search"] input[type="search"]')) {
    combobox(input, words, address, (option) => {
      [input.value] = option.names;
      location.assign(inLanguage(option.path, location.search));
    });
  }
  for (const input of page.querySelectorAll("form.ask input[required], form.ask input[data-place]")) {
    combobox(input, words, address, (option) => keep(input, option));
  }
}

// The field says the name, and the form sends the id, so that namesakes are told apart.
function keep(input, option) {
  const sent = input.form.querySelector(`input[data-for="${input.id}"]`) ?? hidden(input);
  sent.value = option.id;
  input.value = option.names.join(" ");
  input.removeAttribute("name");
}

function hidden(input) {
  const made = document.createElement("input");
  const name = input.name;
  Object.assign(made, { type: "hidden", name });
  made.dataset.for = input.id;
  input.after(made);
  input.addEventListener("input", () => {
    made.remove();
    input.name = name;
  }, { once: true });
  return made;
}

function combobox(input, words, address, choose) {
  const list = listOf(input, words);
  const said = statusOf(input);
  let options = [];
  let active = -1;

  function close() {
    asking.stop();
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function show(answer) {
    options = answer ? optionsOf(answer, words.lang) : [];
    list.replaceChildren(...options.map((one, k) => element(one, `${list.id}-${k}`, words)));
    close();
    if (!answer || document.activeElement !== input) return;
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(options.length > 0));
    said.textContent = options.length ? words.count("search.found", options.length) : words.say("search.nothing_begins");
  }
  function point(k) {
    active = k;
    [...list.children].forEach((one, i) => one.setAttribute("aria-selected", String(i === k)));
    if (k < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[k].id);
    return list.children[k].scrollIntoView({ block: "nearest" });
  }
  const asking = askLatest((text, signal) => ask(address, text, signal), show);

  input.addEventListener("input", (event) => {
    if (!event.isComposing) typed();
  });
  input.addEventListener("compositionend", typed);
  function typed() {
    const text = input.value.trim();
    if (text) asking.next(text);
    else show(null);
  }
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // the keys belong to the input method
    const isOpen = !list.hidden;
    const n = options.length;
    if (event.key === "ArrowDown" && n && !isOpen) {
      open();
      if (!event.altKey) point(0);
    } else if (event.key === "ArrowUp" && n && !isOpen) {
      open();
      point(n - 1);
    } else if (event.key === "ArrowDown" && isOpen) point(active + 1 < n ? active + 1 : -1);
    else if (event.key === "ArrowUp" && isOpen) point(active < 0 ? n - 1 : active - 1);
    else if (event.key === "Escape" && isOpen) close();
    else if (event.key === "Enter" && isOpen && active >= 0) take(active);
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") return point(-1);
    else return undefined;
    return event.preventDefault();
  });
  function open() {
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }
  function take(k) {
    const option = options[k];
    close();
    choose(option);
  }
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const k = [...list.children].indexOf(event.target.closest('[role="option"]'));
    if (k >= 0) take(k);
  });
  // What was typed before this was fetched is asked for now.
  if (document.activeElement === input && input.value !== input.defaultValue) typed();
}

function listOf(input, words) {
  const list = document.createElement("ul");
  list.id = `${input.id}-list`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.say("search.list"));
  const around = document.createElement("div");
  around.className = "combobox";
  // Who types already, before this was fetched, goes on typing.
  const [isHere, from, to] = [document.activeElement === input, input.selectionStart, input.selectionEnd];
  input.replaceWith(around);
  around.append(input, list);
  if (isHere) {
    input.focus({ preventScroll: true });
    input.setSelectionRange(from, to);
  }
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": list.id, "aria-haspopup": "listbox", autocomplete: "off", spellcheck: "false",
  })) input.setAttribute(name, value);
  return list;
}

function statusOf(input) {
  const said = document.createElement("div");
  said.className = "unseen";
  said.setAttribute("role", "status");
  input.parentNode.append(said);
  return said;
}

function element(option, id, words) {
  const made = document.createElement("li");
  made.id = id;
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  const name = document.createElement("span");
  name.textContent = option.names.join(" ");
  const where = document.createElement("small");
  const ties = option.ties ? words.count("n_ties", option.ties) : words.say("unknown.ties");
  const parts = [words.say(`level.${option.level}`), option.lies, words.country(option.country), ties];
  where.textContent = parts.filter(Boolean).join(" · ");
  made.append(name, " ", where);
  return made;
}

// A name that is only near is looked for where none begins so: it takes the server far longer.
async function ask(address, text, signal) {
  const begun = await answerOf(address.begins, text, signal);
  return begun.begins_so.length ? begun : answerOf(address.near, text, signal);
}

async function answerOf(address, text, signal) {
  const answer = await fetch(`${address}?limit=8&q=${encodeURIComponent(text.slice(0, 100))}`, { signal });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}
