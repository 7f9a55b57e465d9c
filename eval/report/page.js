"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const list = document.getElementById("articles");
  const articles = Array.from(list.querySelectorAll("details.article"));
  const [search, order, filter, count] = ["search", "order", "filter", "count"].map((id) => document.getElementById(id));
  const original = articles.slice();
  const numberOf = (article) => Number(article.dataset.n);

  const orders = {
    both: () => original,
    worst: () => articles.slice().sort((a, b) => data.worst[numberOf(a)] - data.worst[numberOf(b)]),
    spread: () => articles.slice().sort((a, b) => data.spread[numberOf(b)] - data.spread[numberOf(a)]),
    length: () => articles.slice().sort((a, b) => data.words[numberOf(b)] - data.words[numberOf(a)]),
    number: () => articles.slice().sort((a, b) => numberOf(a) - numberOf(b)),
  };
  const scoreOf = (article, system) => data.scores[numberOf(article)][system] ?? -1;
  const worstFor = (system) => articles.slice().sort((a, b) => scoreOf(a, system) - scoreOf(b, system));
  const filters = {
    all: () => true,
    findings: (article) => Number(article.dataset.findings) > 0,
    silent: (article) => Number(article.dataset.silent) > 0,
  };

  const texts = new Map();
  const textOf = (article) => {
    if (!texts.has(article)) texts.set(article, article.textContent.toLowerCase());
    return texts.get(article);
  };

  function arrange() {
    const chosen = orders[order.value] ? orders[order.value]() : worstFor(Number(order.value.slice("system-".length)));
    chosen.forEach((article) => list.append(article));
  }

  function sift() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const article of articles) {
      const fits = filters[filter.value](article) && words.every((word) => textOf(article).includes(word));
      article.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    count.textContent = shown === articles.length ? `${shown} articles` : `${shown} of ${articles.length} articles`;
  }

  function chooseSystems() {
    for (const box of document.querySelectorAll(".tools input[data-sys]")) {
      for (const card of list.querySelectorAll(`.card[data-sys="${box.dataset.sys}"]`)) card.hidden = !box.checked;
    }
  }

  function sortTable(button) {
    const head = button.closest("th");
    const row = head.parentElement;
    let column = 0;
    for (const other of row.children) {
      if (other === head) break;
      column += other.colSpan;
    }
    const ascending = head.getAttribute("aria-sort") === "descending";
    for (const other of row.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const body = head.closest("table").tBodies[0];
    const value = (line) => line.children[column].dataset.v ?? line.children[column].textContent;
    const compare = (a, b) => {
      const [x, y] = [value(a), value(b)];
      return x !== "" && y !== "" && !isNaN(x) && !isNaN(y) ? x - y : x.localeCompare(y);
    };
    Array.from(body.rows).sort((a, b) => (ascending ? compare(a, b) : compare(b, a))).forEach((line) => body.append(line));
  }

  function light(bullet, scroll) {
    const article = bullet.closest("details.article");
    dim(article);
    const source = article.querySelector(".source");
    const numbers = (bullet.dataset.e || "").split(" ").filter(Boolean);
    const sentences = numbers.map((number) => source.querySelector(`.s[data-n="${number}"]`)).filter(Boolean);
    sentences.forEach((sentence) => sentence.classList.add("on"));
    if (bullet.dataset.m !== undefined) article.querySelectorAll("li.r")[Number(bullet.dataset.m)].classList.add("lit");
    if (scroll && sentences.length && source.scrollHeight > source.clientHeight) {
      const offset = sentences[0].getBoundingClientRect().top - source.getBoundingClientRect().top;
      if (offset < 0 || offset > source.clientHeight - 60) source.scrollTop += offset - source.clientHeight / 3;
    }
  }

  function dim(article) {
    article.querySelectorAll(".on").forEach((sentence) => sentence.classList.remove("on"));
    article.querySelectorAll(".lit").forEach((bullet) => bullet.classList.remove("lit"));
  }

  function settle(article) {
    const pinned = article.querySelector("li.pin");
    article.classList.toggle("pinned", Boolean(pinned));
    if (pinned) light(pinned, false);
    else dim(article);
  }

  function pin(bullet) {
    const article = bullet.closest("details.article");
    const was = bullet.classList.contains("pin");
    article.querySelectorAll("li.pin").forEach((other) => other.classList.remove("pin"));
    bullet.classList.toggle("pin", !was);
    settle(article);
    if (!was) light(bullet, true);
  }

  const bulletOf = (event) => (event.target instanceof Element ? event.target.closest(".card li") : null);
  list.addEventListener("mouseover", (event) => {
    const bullet = bulletOf(event);
    if (bullet) light(bullet, true);
  });
  list.addEventListener("mouseout", (event) => {
    const bullet = bulletOf(event);
    if (bullet && !bullet.contains(event.relatedTarget)) settle(bullet.closest("details.article"));
  });
  list.addEventListener("focusin", (event) => {
    const bullet = bulletOf(event);
    if (bullet) light(bullet, true);
  });
  list.addEventListener("focusout", (event) => {
    const bullet = bulletOf(event);
    if (bullet) settle(bullet.closest("details.article"));
  });
  list.addEventListener("click", (event) => {
    const bullet = bulletOf(event);
    if (bullet && !String(getSelection())) pin(bullet);
  });
  list.addEventListener("toggle", (event) => {
    if (event.target.open && event.target.id) history.replaceState(null, "", `#${event.target.id}`);
  }, true);

  function step(direction) {
    const shown = Array.from(list.children).filter((article) => !article.hidden);
    const current = document.activeElement ? document.activeElement.closest("details.article") : null;
    const next = shown[Math.min(shown.length - 1, Math.max(0, shown.indexOf(current) + direction))];
    if (next) {
      next.querySelector("summary").focus();
      next.scrollIntoView({ block: "start" });
    }
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches && event.target.matches("input:not([type=checkbox]), select");
    if (event.key === "Escape") {
      if (event.target === search) { search.value = ""; sift(); }
      document.querySelectorAll("li.pin").forEach((bullet) => { bullet.classList.remove("pin"); settle(bullet.closest("details.article")); });
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") { event.preventDefault(); search.focus(); }
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Enter" && event.target.matches(".card li")) pin(event.target);
  });

  function drill() {
    const article = /^#a\d+$/.test(location.hash) ? document.querySelector(location.hash) : null;
    if (article) { article.hidden = false; article.open = true; article.scrollIntoView({ block: "start" }); }
  }

  document.querySelectorAll("table.sortable thead button").forEach((button) => button.addEventListener("click", () => sortTable(button)));
  document.querySelectorAll(".tools input[data-sys]").forEach((box) => box.addEventListener("change", chooseSystems));
  order.addEventListener("change", arrange);
  filter.addEventListener("change", sift);
  search.addEventListener("input", sift);
  addEventListener("hashchange", drill);
  chooseSystems();
  arrange();
  sift();
  drill();
})();
