// The explorer in a browser. The page is seen first; only then is fetched what makes it livelier.

import { painted } from "./painted.js";

painted(document).then(() => import("./lively.js"));
