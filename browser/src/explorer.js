// The explorer in a browser: finds what is on the page and makes it livelier. Each page is whole
// without any of this.

import { startBrush } from "./brush.js";
import { keepToTheAddress, leaveOutEmptyFields } from "./forms.js";
import { startMaps } from "./map.js";
import { startSearch } from "./search.js";
import { startSorting } from "./sorting.js";
import { startStanding } from "./standing.js";
import { readWords } from "./words.js";

const own = document.querySelector("script[data-words]");
const words = readWords(own.dataset.words, document.documentElement.lang);

keepToTheAddress(document);
leaveOutEmptyFields(document);
startSearch(document, words, own.dataset.suggest);
startSorting(document, words);
startBrush(document, words);
startMaps(document, words);
startStanding(document);
