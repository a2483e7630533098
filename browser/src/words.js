// The words of the scripts in the language of the page, as the server gave them.

// Text of a JSON object and a language tag to words: `words.say(key, values)` and others.
export function readWords(text, lang) {
  const held = JSON.parse(text);
  const numbers = new Intl.NumberFormat("en");
  const regions = new Intl.DisplayNames([lang], { type: "region", fallback: "code" });
  return {
    lang,
    say: (key, values = {}) => fill(held[key] ?? key, values),
    count: (key, n, values = {}) => fill(held[n === 1 ? `${key}.one` : key] ?? held[key], { ...values, n: numbers.format(n) }),
    number: (n) => numbers.format(n),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? regions.of(code) : code),
  };
}

// Sets values in where their names stand in braces.
export function fill(said, values) {
  return said.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
