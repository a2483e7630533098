// What is on the page, made livelier. Each page is whole without any of this.

import { startBrush } from "./brush.js";
import { startSharing } from "./copy.js";
import { keepToTheAddress, leaveOutEmptyFields } from "./forms.js";
import { startMaps } from "./map.js";
import { isReduced, leadOut } from "./reduced.js";
import { startSearch } from "./search.js";
import { startSorting } from "./sorting.js";
import { startStanding } from "./standing.js";
import { readWords } from "./words.js";

const own = document.querySelector("script[data-words], script[data-words-at]");
const isFile = Boolean(own.dataset.wordsAt); // a page that no server answers has its words beside it
const held = own.dataset.words ?? (await (await fetch(new URL(own.dataset.wordsAt, own.src))).text());
const words = readWords(held, document.documentElement.lang);

keepToTheAddress(document);
leaveOutEmptyFields(document);
startSearch(document, words, { begins: own.dataset.suggest, near: own.dataset.search });
const rows = isFile ? (await import("./page_rows.js")).startRows(document, words) : null;
if (!isFile) startSorting(document, words);
if (isReduced()) {
  leadOut(document);
} else {
  startBrush(document, words, rows);
  startMaps(document, words);
}
startStanding(document);
startSharing(document, words);
