// Comfort for the growing result page: a bar for the files read so far, and Escape to close an explanation.
"use strict";
(() => {
  let shown = -1;
  const follow = () => {
    const done = document.getElementById("done");
    if (done && done.children.length !== shown) {
      shown = done.children.length; // before the page is changed: the change is watched too
      document.getElementById("bar-line").hidden = false;
      document.getElementById("bar").value = shown;
      document.getElementById("bar-text").textContent = `${shown} / ${document.getElementById("progress").dataset.total}`;
    }
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
