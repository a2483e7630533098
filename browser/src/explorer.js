// The explorer in a browser: finds what is on the page and makes it livelier. Each page is whole
// without any of this.

import { startBrush } from "./brush.js";
import { keepToTheAddress, leaveOutEmptyFields } from "./forms.js";
import { startMaps } from "./map.js";
import { startRows } from "./page_rows.js";
import { startSearch } from "./search.js";
import { startSorting } from "./sorting.js";
import { startStanding } from "./standing.js";
import { readWords } from "./words.js";

const own = document.querySelector("script[data-words], script[data-words-at]");
const isFile = Boolean(own.dataset.wordsAt); // a page that no server answers has its words beside it
const held = own.dataset.words ?? (await (await fetch(own.dataset.wordsAt)).text());
const words = readWords(held, document.documentElement.lang);

keepToTheAddress(document);
leaveOutEmptyFields(document);
startSearch(document, words, own.dataset.suggest);
if (!isFile) startSorting(document, words);
startBrush(document, words, isFile ? startRows(document, words) : null);
startMaps(document, words);
startStanding(document);
