// The search of a static site: reads the small files of the index that hold what was typed.
const form = document.getElementById("index-search");
const words = document.getElementById("index-words");
const found = document.getElementById("index-found");
const field = form.elements.namedItem("q");
const lang = form.dataset.lang;
const base = new URL(form.dataset.index, location.href);
const MOST_FILES = 8;
const MOST_SHOWN = 30;
const LETTERS = { "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss" };
const read = new Map();

function folded(text) {
  return text.normalize("NFD").replace(/\p{Mn}/gu, "").normalize("NFC").toLowerCase()
    .replace(/[øłđðıß]/gu, (letter) => LETTERS[letter]).replace(/[ '’-]/gu, "");
}

function get(name) {
  if (!read.has(name)) {
    read.set(name, fetch(new URL(name, base)).then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }));
  }
  return read.get(name);
}

// Numbers of the files that may hold names that begin with a text.
function filesFor(first, text) {
  const wanted = [];
  for (let at = 0; at < first.length; at += 1) {
    const isTooLate = first[at] > text && !first[at].startsWith(text);
    const isTooEarly = at + 1 < first.length && first[at + 1] < text;
    if (!isTooLate && !isTooEarly) wanted.push(at);
  }
  return wanted;
}

async function placesFor(typed) {
  const [name, ...rest] = typed.split(/[,，]/u);
  const text = folded(name);
  const where = folded(rest.join(""));
  if (!text) return [];
  const { first } = await get("index.json");
  const files = await Promise.all(
    filesFor(first, text).slice(0, MOST_FILES).map((at) => get(`${at}.json`)),
  );
  const byFile = new Map();
  for (const { names, places, areas } of files) {
    for (const [key, at] of names) {
      if (!key.startsWith(text)) continue;
      const place = places[at].map((one, k) => (k === 2 ? areas[one] : one));
      const isWhole = key === text;
      if (where && !place[2].some((one) => folded(one).includes(where))) continue;
      const before = byFile.get(place[4]);
      if (!before || (isWhole && !before.isWhole)) byFile.set(place[4], { place, isWhole });
    }
  }
  return [...byFile.values()].sort(
    (a, b) => Number(b.isWhole) - Number(a.isWhole) || b.place[3] - a.place[3],
  );
}

function line({ place }) {
  const [name, local, [region, english, chinese], ties, file] = place;
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = file;
  link.textContent = local && local !== name ? `${name} ${local}` : name;
  const note = document.createElement("span");
  note.className = "quiet";
  const country = lang === "zh" ? chinese : english;
  note.textContent = file.startsWith("country/") ? "" : ` ${[region, country].filter(Boolean).join(", ")} · ${ties}`;
  item.append(link, note);
  return item;
}

let asked = 0;
async function show(typed) {
  const mine = (asked += 1);
  try {
    const places = await placesFor(typed);
    if (mine !== asked) return;
    found.replaceChildren(...places.slice(0, MOST_SHOWN).map(line));
    const { none, one, some } = words.dataset;
    const said = places.length === 1 ? one : some.replace("{n}", String(places.length));
    words.textContent = places.length ? said : none;
    found.classList.toggle("none", places.length === 0);
  } catch {
    words.textContent = words.dataset.failed;
    found.classList.add("none");
  }
}

const typed = new URLSearchParams(location.search).get("q") ?? "";
field.value = typed;
// What comes after the list is not read yet: it waits below what a screen shows, or for nothing found.
found.classList.toggle("awaited", typed.trim() !== "");
if (typed.trim()) show(typed);
field.addEventListener("input", () => show(field.value));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const address = new URL(location.href);
  address.searchParams.set("q", field.value);
  history.replaceState(null, "", address);
  show(field.value);
});
