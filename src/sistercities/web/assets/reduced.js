// A page whose address ends in #reduced is so from its first picture on; styles alone (:target) know
// it when the page is read.
const show = () => document.documentElement.classList.toggle("reduced", location.hash === "#reduced");
show();
addEventListener("hashchange", show);
