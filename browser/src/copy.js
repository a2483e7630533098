// The sheet at the foot of a page: opened by the link to it, its texts copied by buttons.

const SAID_FOR = 6000;

// `root` is the document, `words` its words (words.js).
export function startSharing(root, words) {
  const sheet = root.getElementById("share");
  if (!sheet) return;
  const open = () => (sheet.open ||= root.defaultView.location.hash.startsWith("#share"));
  root.defaultView.addEventListener("hashchange", open);
  for (const link of root.querySelectorAll('a[href^="#share"]')) {
    link.addEventListener("click", () => (sheet.open = true));
  }
  open();
  for (const button of sheet.querySelectorAll("button[data-copies]")) {
    const said = root.createElement("span");
    said.className = "copied";
    said.setAttribute("role", "status");
    button.after(said);
    button.hidden = false;
    button.addEventListener("click", async () => {
      const isDone = await copied(root, root.getElementById(button.dataset.copies));
      said.textContent = words.say(isDone ? "copied" : "copy_by_hand");
      setTimeout(() => (said.textContent = ""), isDone ? SAID_FOR : 3 * SAID_FOR);
    });
  }
}

// Whether the text was copied; else it stays selected.
async function copied(root, source) {
  try {
    await root.defaultView.navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    return true;
  } catch {
    if (source.select) source.select();
    else root.defaultView.getSelection().selectAllChildren(source);
    return root.execCommand("copy");
  }
}
