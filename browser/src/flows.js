// Ties from country to country: a year, a country, and what is drawn then. The sentence above the
// map says the same as that of the server.

import { middleOf } from "./arcs.js";
import { WORLD } from "./sheet.js";

const WIDEST = 7;
const THINNEST = 0.4;
const LARGEST = 7;
const SAMPLES = [10, 100];

// The width of a line goes with the square root of its ties.
export function widthOf(n, most) {
  return Math.max(THINNEST, WIDEST * Math.sqrt(n / most));
}

// Dated ties that began in a year or before it; all ties, dated or not, after the last year.
export function tiesUntil(flow, until, last) {
  if (until > last) return flow.undated + flow.years.reduce((sum, [, n]) => sum + n, 0);
  return flow.years.reduce((sum, [year, n]) => sum + (year <= until ? n : 0), 0);
}

// The flows of a country, or all, with the most ties; `total` and `pairs` count all of them.
export function largest(data, { country, until, most }) {
  const hasPoint = (code) => data.countries[code].longitude !== null;
  const found = data.flows
    .filter((one) => !country || one.one === country || one.other === country)
    .map((one) => ({ ...one, n: tiesUntil(one, until, data.last_year) }))
    .filter((one) => one.n);
  const ranked = found
    .filter((one) => hasPoint(one.one) && hasPoint(one.other))
    .sort((a, b) => b.n - a.n || (a.one + a.other < b.one + b.other ? -1 : 1));
  return { shown: ranked.slice(0, most), total: found.reduce((sum, one) => sum + one.n, 0), pairs: found.length };
}

export function readFlows(figure, data, words) {
  const form = figure.querySelector("form");
  const [slider, choice] = ["until", "flows"].map((name) => form.elements.namedItem(name));
  const [output, answer, title] = ["output", ".flow-answer", "figcaption :is(h2, h3, h4)"].map((one) => figure.querySelector(one));
  const most = Number(figure.dataset.most);
  const state = () => ({ country: figure.dataset.country ?? choice?.value ?? "", until: Number(slider.value), most });
  const point = (code) => [data.countries[code].longitude, data.countries[code].latitude];
  const said = (found) => sentence(found, state(), data, words);

  function shown() {
    const asked = state();
    const found = largest(data, asked);
    const widest = largest(data, { ...asked, until: data.last_year + 1, most: 1 }).shown[0]?.n ?? 1;
    return { ...drawn(found.shown, widest), found, widest };
  }
  function drawn(flows, widest) {
    const places = countriesOf(flows).map(([code, n]) => placeOf(code, n, flows));
    const at = new Map(places.map((one, k) => [one.id, k]));
    const lines = [...flows].reverse().map((one) => ({
      id: `${one.one}-${one.other}`, from: point(one.one), to: point(one.other), kind: "flow", width: widthOf(one.n, widest),
      places: [at.get(one.one), at.get(one.other)], name: `${nameOf(one.one)} – ${nameOf(one.other)}`,
      said: [words.count("n_ties", one.n)], href: address("pair", one.one, one.other),
    }));
    return { homes: [], places, lines, most: places[0]?.n ?? 1, largest: LARGEST, isRanked: true };
  }
  function placeOf(code, n, flows) {
    const own = flows.filter((one) => one.one === code || one.other === code);
    const first = own.slice(0, 4).map((one) => `${nameOf(one.one === code ? one.other : one.one)} ${words.number(one.n)}`);
    return {
      id: code, name: nameOf(code), at: point(code), kind: "tie", n, country: null, href: address("country", code),
      said: [words.count("n_ties", n), first.join(", ")], lines: own.map((one) => `${one.one}-${one.other}`),
    };
  }
  const nameOf = (code) => data.countries[code].name;
  const address = (kind, one, other) => data.pages?.[kind].replace("ONE", one).replace("OTHER", other);

  return {
    shown,
    start(again, look) {
      let held = state().country;
      const change = () => {
        const now = shown();
        const asked = state();
        output.textContent = asked.until > data.last_year ? words.say("flows.every") : asked.until;
        answer.textContent = said(now.found);
        if (asked.country !== held) {
          const { found } = now;
          const home = asked.country ? point(asked.country) : null;
          const others = found.shown.map((one) => point(one.one === asked.country ? one.other : one.one));
          title.textContent = asked.country ? words.say("flows.title_of", { country: data.countries[asked.country].said }) : words.say("flows.title");
          tellOfCountry(figure, asked.country, now.widest, data, words);
          again(now, home && home[0] !== null ? middleOf(home, others) : 0);
          look(WORLD);
        } else again(now);
        held = asked.country;
        keep(asked, data);
      };
      slider.addEventListener("input", change);
      choice?.addEventListener("change", change);
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        change();
      });
    },
  };
}

export function countriesOf(flows) {
  const counts = new Map();
  for (const one of flows) for (const code of [one.one, one.other]) counts.set(code, (counts.get(code) ?? 0) + one.n);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function sentence({ shown, total, pairs }, { until }, data, words) {
  if (!shown.length) return words.say("flows.none", { year: until });
  const key = until > data.last_year ? "flows.answer_all" : "flows.answer";
  const [one, other] = [shown[0].one, shown[0].other].map((code) => data.countries[code].said);
  const parts = [
    words.count(key, total, { pairs: words.number(pairs), year: until }),
    words.count("flows.largest", shown[0].n, { one, other }),
  ];
  if (pairs > shown.length) parts.push(words.say("flows.shown", { n: shown.length }));
  return parts.join(words.lang === "en" ? " " : "");
}

// What is said under the map: how many ties have a year, and which widths stand for which numbers.
function tellOfCountry(figure, country, widest, data, words) {
  const own = data.flows.filter((one) => !country || one.one === country || one.other === country);
  const dated = own.reduce((sum, one) => sum + one.years.reduce((part, [, n]) => part + n, 0), 0);
  const total = own.reduce((sum, one) => sum + one.undated, dated);
  const values = { dated: words.number(dated), total: words.number(total), share: ((100 * dated) / Math.max(total, 1)).toFixed(0) };
  figure.querySelector(".flow-coverage").textContent = words.say("flows.coverage", values);
  const samples = [...figure.querySelectorAll(".flow-sample")];
  const shown = [...SAMPLES.filter((n) => n < widest / 1.5), widest];
  const pattern = samples[0];
  for (const one of samples.slice(1)) one.remove();
  pattern.after(...shown.slice(1).map(() => pattern.cloneNode(true)));
  [...figure.querySelectorAll(".flow-sample")].forEach((one, k) => {
    one.querySelector("path").setAttribute("stroke-width", widthOf(shown[k], widest).toFixed(1));
    one.lastChild.textContent = ` ${words.number(shown[k])}`;
  });
}

function keep({ country, until }, data) {
  const address = new URL(location.href);
  const set = (name, value) => (value ? address.searchParams.set(name, value) : address.searchParams.delete(name));
  set("flows", document.querySelector("#flow-country") ? country : "");
  set("until", until > data.last_year ? "" : until);
  history.replaceState(history.state, "", address);
}
