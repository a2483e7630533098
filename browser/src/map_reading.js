// What a map says of itself: by pointer, by touch and by keys. Arrows go from mark to mark, Enter
// opens a card whose links can be reached, Escape closes it.

const NEXT = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function readMap({ svg, frame, state, card, light, words }) {
  svg.setAttribute("role", "group");
  svg.setAttribute("tabindex", "0");
  addHelp(frame, svg, words);
  const markOf = (event) => {
    const element = event.target.closest?.(".map-mark");
    return element && state.marks.find((one) => one.element === element);
  };
  const lineOf = (event) => state.shown.lines.find((one) => one.id === event.target.dataset?.hit);
  let isClosing = false;
  const screen = ([x, y]) => [(x * svg.clientWidth) / 720, (y * svg.clientWidth) / 720];

  function tell(mark, isKept) {
    const places = mark.members.map((k) => state.shown.places[k]);
    light(places.flatMap((one) => one.lines));
    card.show(places, screen(mark.at), isKept);
  }
  function tellLine(line, event, isKept) {
    const box = svg.getBoundingClientRect();
    light([line.id]);
    const places = line.said ? [{ name: line.name, said: line.said, href: line.href }] : line.places.map((k) => state.shown.places[k]);
    card.show(places, [event.clientX - box.left, event.clientY - box.top], isKept);
  }
  function leave() {
    if (card.isKept()) return;
    light([]);
    card.hideSoon();
  }
  svg.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || card.isKept() || event.buttons) return;
    const [mark, line] = [markOf(event), lineOf(event)];
    if (mark) tell(mark, false);
    else if (line) tellLine(line, event, false);
    else leave();
  });
  svg.addEventListener("pointerleave", leave);
  svg.addEventListener("click", (event) => {
    const [mark, line] = [markOf(event), lineOf(event)];
    if (mark) tell(mark, true);
    else if (line) tellLine(line, event, true);
    else close();
  });
  svg.addEventListener("focusin", (event) => {
    const mark = markOf(event);
    if (mark && !isClosing && event.target.matches(":focus-visible")) tell(mark, false);
  });
  svg.addEventListener("focusout", leave);
  svg.addEventListener("keydown", (event) => {
    const mark = markOf(event);
    if (!mark) return;
    if (event.key === "Enter" || event.key === " ") {
      tell(mark, true);
      card.element.querySelector("a, button")?.focus();
    } else if (NEXT[event.key]) step(mark, NEXT[event.key]);
    else return;
    event.preventDefault();
  });
  frame.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || card.element.hidden) return;
    const back = card.element.contains(document.activeElement);
    close();
    isClosing = true; // the mark that the card was about says nothing again
    if (back) svg.querySelector('.map-mark[tabindex="0"]')?.focus();
    isClosing = false;
  });
  document.addEventListener("click", (event) => { if (!frame.contains(event.target) && card.isKept()) close(); });

  function close() {
    card.hide();
    light([]);
  }
  function step(mark, by) {
    const k = state.marks.indexOf(mark);
    const next = state.marks[(k + by + state.marks.length) % state.marks.length];
    mark.element.setAttribute("tabindex", "-1");
    next.element.setAttribute("tabindex", "0");
    next.element.focus({ preventScroll: true });
  }
}

let number = 0;

function addHelp(frame, svg, words) {
  const said = document.createElement("p");
  number += 1;
  Object.assign(said, { className: "unseen", id: `map-help-${number}`, textContent: words.say("map.keys") });
  frame.append(said);
  svg.setAttribute("aria-describedby", said.id);
}
