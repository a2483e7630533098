// The reduced form of a page of a static site, which stands in a frame of a page of others: what is
// hidden is hidden by the styles. Links lead out of the frame.
export function isReduced() {
  return location.hash === "#reduced" && document.body.id === "reduced";
}

export function leadOut(page) {
  for (const link of page.links) link.target = "_blank";
}
