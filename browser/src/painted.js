// Waits until the page is seen. What makes a page livelier measures it, and so takes longer than to
// draw it: whoever reads comes first. A page in the background is not drawn, and waits for nothing.

const LONGEST = 400; // milliseconds: not every browser tells when it has painted

export function painted(page) {
  if (page.visibilityState !== "visible") return Promise.resolve();
  return new Promise((go) => {
    new PerformanceObserver(() => go()).observe({ type: "paint", buffered: true });
    page.addEventListener("visibilitychange", () => go(), { once: true });
    setTimeout(go, LONGEST);
  });
}
