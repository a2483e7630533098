// The sheet at the foot of a page: opens it for who follows the link to it, and copies what is on
// it. Without scripts the sheet opens by a touch, and its texts are selected by hand.

const SAID_FOR = 6000;

// `root` is the document, `words` its words (words.js).
export function startSharing(root, words) {
  const sheet = root.getElementById("share");
  if (!sheet) return;
  openWhereAsked(root, sheet);
  for (const button of sheet.querySelectorAll("button[data-copies]")) {
    const said = root.createElement("span");
    said.className = "copied";
    said.setAttribute("role", "status");
    button.after(" ", said);
    button.hidden = false;
    button.addEventListener("click", () => copyText(root, button, said, words));
  }
}

function openWhereAsked(root, sheet) {
  const open = () => {
    if (root.defaultView.location.hash === "#share") sheet.open = true;
  };
  root.defaultView.addEventListener("hashchange", open);
  for (const link of root.querySelectorAll('a[href="#share"]')) {
    link.addEventListener("click", () => (sheet.open = true));
  }
  open();
}

async function copyText(root, button, said, words) {
  const source = root.getElementById(button.dataset.copies);
  const text = "value" in source ? source.value : source.textContent.trim();
  const isDone = (await written(root.defaultView.navigator, text)) || copiedAsBefore(root, source);
  said.textContent = words.say(isDone ? "copied" : "copy_by_hand");
  setTimeout(() => (said.textContent = ""), isDone ? SAID_FOR : 3 * SAID_FOR);
}

// Whether the browser took the text; a page without https may not ask it to.
async function written(navigator, text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

// Selects the text and asks as browsers did before; it stays selected for a copy by hand.
function copiedAsBefore(root, source) {
  if (source.select) {
    source.select();
  } else {
    root.defaultView.getSelection().selectAllChildren(source);
  }
  return root.execCommand("copy");
}
