// What is said of a mark or a line: names, numbers, and where to read on, in a card that never
// leaves the frame of the map.

const MOST = 8;
const FEW = 2; // more places than these have a line each
const GAP = 6;

// `frame` is the element around the map. Gives `show(places, at, isKept)` and `hide()`; a card that
// is kept has links that can be reached, and stays until it is closed.
export function cardIn(frame, words) {
  const card = document.createElement("div");
  card.className = "map-card";
  card.hidden = true;
  frame.append(card);
  let timer = 0;
  const hide = () => {
    clearTimeout(timer);
    card.hidden = true;
    card.classList.remove("is-kept");
  };
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", () => !card.classList.contains("is-kept") && hide());
  return {
    element: card,
    hide,
    hideSoon: () => {
      clearTimeout(timer);
      if (!card.classList.contains("is-kept")) timer = setTimeout(hide, 220);
    },
    isKept: () => !card.hidden && card.classList.contains("is-kept"),
    show(places, at, isKept) {
      clearTimeout(timer);
      card.replaceChildren(...contentOf(places, words));
      if (isKept) card.append(closing(words, hide));
      card.classList.toggle("is-kept", isKept);
      card.hidden = false;
      settle(card, frame, at);
    },
  };
}

function contentOf(places, words) {
  const made = places.slice(0, MOST).map((one) => part(one, places.length > FEW));
  if (places.length > MOST) made.push(line(words.count("map.more", places.length - MOST)));
  return made;
}

function part(one, isShort) {
  const made = document.createElement("p");
  const name = document.createElement("strong");
  name.textContent = one.local ? `${one.name} ${one.local}` : one.name;
  made.append(link(one.href, name));
  if (isShort) {
    made.append(` ${one.said[0] ?? ""}`);
    return made;
  }
  for (const said of one.said) made.append(line(said));
  if (one.more) made.append(line(link(one.more.href, one.more.label)));
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

function closing(words, close) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "map-close", textContent: "×" });
  made.setAttribute("aria-label", words.say("map.close"));
  made.addEventListener("click", close);
  return made;
}

// Beside the mark, on the side with more room, and within the frame whatever its size.
function settle(card, frame, [x, y]) {
  const [wide, high] = [frame.clientWidth, frame.clientHeight];
  card.style.maxWidth = `${Math.min(288, wide - 2 * GAP)}px`;
  card.style.maxHeight = `${high - 2 * GAP}px`;
  const isRight = x < wide / 2;
  const left = isRight ? x + 12 : x - 12 - card.offsetWidth;
  const top = y - card.offsetHeight / 2;
  card.style.left = `${Math.max(GAP, Math.min(left, wide - card.offsetWidth - GAP))}px`;
  card.style.top = `${Math.max(GAP, Math.min(top, high - card.offsetHeight - GAP))}px`;
}
