// Addresses of earlier editions of a static site, and what became of them. The same rules stand in
// `.htaccess`, and in docs/guide/hosting.md for other web servers.
// A page at the foot of the site finds this file by several ways, and runs it for each: the names are its own.
{
  const TIE = /\/([a-z]{2,3})\/tie\/((?:(gn|wd)-(q?\d*?)\d{0,3}|(x)-([a-z0-9]+))[~-][^/]*)\.html$/;
  const CLAIMS = /\/data\/tie\/(?:(gn|wd)-(q?\d*?)\d{0,3}|(x)-([a-z0-9]+))[~-][^/]*\.(?:csv|json)$/;
  const REDUCED = /\/([a-z]{2,3})\/embed\/([^/]+\/[^/]+\.html)$/;
  const TABLE = /\/data\/(.+)\.json$/;
  const FEW = /\/([a-z]{2,3})\/region\/([^/]+)\/ties\.html$/;

  function movedTo(path) {
    return path
      .replace(TIE, (_, lang, name, kind, kept, x, part) => `/${lang}/ties/${kind ?? x}_${(kept ?? part) || "0"}.html#${name}`)
      .replace(CLAIMS, (_, kind, kept, x, part) => `/data/ties/${kind ?? x}_${(kept ?? part) || "0"}.csv`)
      .replace(REDUCED, "/$1/$2#reduced")
      .replace(TABLE, "/data/$1.csv")
      .replace(FEW, "/$1/region/$2.html#places");
  }

  const found = movedTo(location.pathname);
  const home = document.getElementById("home");
  if (found !== location.pathname) location.replace(found);
  else if (home) {
    const at = name => new URL(`../${name}`, document.currentScript.src);
    home.href = at("index.html");
    for (const one of document.querySelectorAll("[data-href]")) one.href = at(one.dataset.href);
    for (const one of document.querySelectorAll("[data-action]")) one.action = at(one.dataset.action);
    for (const one of document.querySelectorAll("[data-held]")) delete one.dataset.held;
  }
}
