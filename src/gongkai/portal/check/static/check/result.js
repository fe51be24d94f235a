// Comfort for the growing result page: a bar for the files read so far, and Escape to close an explanation.
"use strict";
(() => {
  const follow = () => {
    const progress = document.getElementById("progress");
    const done = document.getElementById("done");
    if (!done) return false;
    const total = Number(progress.dataset.total);
    const bar = document.getElementById("bar");
    document.getElementById("bar-line").hidden = false;
    bar.value = done.children.length;
    document.getElementById("bar-text").textContent = `${done.children.length} / ${total}`;
    return document.getElementById("end") !== null;
  };
  const watch = new MutationObserver(() => {
    if (follow()) watch.disconnect();
  });
  if (!follow()) watch.observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.activeElement?.classList.contains("why")) document.activeElement.blur();
  });
})();
