// Shows what is already public on the words being typed; says nothing when the search is down.
"use strict";
(() => {
  const box = document.querySelector("[data-known]"), field = document.getElementById("id_wanted");
  if (!box || !field) return;
  const told = box.querySelector("[data-known-told]"), list = box.querySelector("ul");
  let timer = 0, asked = "";
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 600); });

  async function ask() {
    const words = field.value.split(/[，。；、：？！,.;:?!\s]+/u).filter((part) => part.length > 1).at(-1) ?? "";
    if (words === asked || words.length < 2) return;
    asked = words;
    const query = new URLSearchParams({ q: words.slice(0, 30), body: box.dataset.body });
    try {
      const answer = await fetch(`${box.dataset.known}?${query}`);
      if (!answer.ok) return show([]);
      show((await answer.json()).hits);
    } catch { show([]); }
  }
  function show(hits) {
    list.replaceChildren(...hits.map((hit) => {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = hit.address;
      link.textContent = `${hit.title}（${hit.published_on}）`;
      link.target = "_blank";
      link.rel = "noopener";
      item.append(link);
      return item;
    }));
    told.textContent = hits.length ? "也许已经公开，不必申请（在新窗口打开）：" : "";
  }
})();
