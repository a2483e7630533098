// A sheet shows one tie: its name becomes that of the page, and other languages show the same tie.
function follow() {
  const leaf = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!leaf || !leaf.matches(".leaf")) return;
  const name = leaf.querySelector("h2").textContent.trim();
  const [, site] = document.title.split(" · ");
  document.title = site ? `${name} · ${site}` : name;
  for (const link of document.querySelectorAll("header a[hreflang]")) link.hash = location.hash;
}

document.querySelector(".skip")?.addEventListener("click", (event) => {
  event.preventDefault(); // the address goes on naming the tie
  document.getElementById("content").focus();
});
addEventListener("hashchange", follow);
follow();
