// What is said of a circle that was touched: names, numbers, and where to read on.

const MOST = 6;

export function cardOf(rows, words) {
  const card = document.createElement("div");
  card.className = "map-card";
  card.append(...rows.slice(0, MOST).map((row) => part(row)));
  if (rows.length > MOST) card.append(line(words.count("map.more", rows.length - MOST)));
  return card;
}

function part(row) {
  const made = document.createElement("p");
  const name = document.createElement("strong");
  name.textContent = row.local ? `${row.name} ${row.local}` : row.name;
  made.append(link(row.href, name));
  for (const said of row.said) made.append(line(said));
  if (row.more) made.append(line(link(row.more.href, row.more.label)));
  return made;
}

function link(href, content) {
  if (!href) return content;
  const made = document.createElement("a");
  made.href = href;
  made.append(content);
  return made;
}

function line(content) {
  const made = document.createElement("span");
  made.append(content);
  return made;
}
