// Work that waits until a part of the page comes into view, and the page has done its own.

export function whenSeen(part, start, margin = "100px") {
  const watcher = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watcher.disconnect();
    whenIdle(start);
  }, { rootMargin: margin });
  watcher.observe(part);
}

// The first paint and what the reader does come first.
function whenIdle(start) {
  const soon = () => (window.requestIdleCallback ?? setTimeout)(() => start());
  if (document.readyState === "complete") soon();
  else addEventListener("load", soon, { once: true });
}
