// What the API answers to what is typed, as options of a list: each place once, the one meant first
// where a search says so, then those whose name begins so, then those whose name is only near.

const MOST = 8;
const CHINESE = ["CN", "TW", "HK", "MO"];

export function optionsOf(answer, lang = "en") {
  const all = [...answer.begins_so, ...(answer.candidates ?? [])];
  const once = new Map();
  for (const line of all) if (!once.has(line.place.place_id)) once.set(line.place.place_id, line);
  const ranked = [...once.values()];
  ranked.sort((one, other) => meant(other, answer) - meant(one, answer));
  return ranked.slice(0, MOST).map(({ place, n_ties: ties, known_as: spelling, lies }) => ({
    id: place.place_id,
    // Where none of the names shown begins as was typed, the spelling that does stands behind them.
    names: spelling ? [...namesOf(place, lang), `(${spelling})`] : namesOf(place, lang),
    level: place.is_dual ? "dual" : place.level,
    country: place.country,
    lies: lang.startsWith("en") ? lies : null,
    ties,
    path: pathOf(place),
  }));
}

// A Chinese page calls Chinese places by their own name, as all its pages do.
function namesOf({ name, name_local: local, country }, lang) {
  if (!local || local === name) return [name];
  return lang.startsWith("zh") && CHINESE.includes(country) ? [local, name] : [name, local];
}

function meant(line, answer) {
  return line.place.place_id === answer.place_id ? 1 : 0;
}

// The page of a place: a country, a region, or a place; one that is both is a place.
export function pathOf(place) {
  if (place.level === "country") return `/country/${place.country}`;
  const isRegion = ["region1", "region2"].includes(place.level) && !place.is_dual;
  return `/${isRegion ? "region" : "place"}/${place.place_id}`;
}

// Address of a page in the language that the address of this one asks for.
export function inLanguage(path, search) {
  const lang = new URLSearchParams(search).get("lang");
  return lang ? `${path}?lang=${encodeURIComponent(lang)}` : path;
}
