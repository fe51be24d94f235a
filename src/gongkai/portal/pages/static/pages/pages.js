// What a page gains with script: large type that is remembered, printing, copying the address, the columns open where there is room.
const root = document.documentElement;
for (const one of document.querySelectorAll(".with-script")) one.hidden = false;

const layout = document.querySelector("details[data-wide-open]");
if (layout) {
  const wide = matchMedia("(min-width: 60rem)");
  const follow = () => { layout.open = wide.matches; };
  wide.addEventListener("change", follow);
  follow();
}

const large = document.getElementById("large");
const show = (on) => { root.classList.toggle("large", on); large.setAttribute("aria-pressed", String(on)); };
const kept = () => { try { return localStorage.getItem("large") === "yes"; } catch { return false; } };
const keep = (on) => { try { localStorage.setItem("large", on ? "yes" : "no"); } catch { /* a browser that keeps nothing */ } };
if (large) {
  show(kept());
  large.addEventListener("click", () => { const on = !root.classList.contains("large"); show(on); keep(on); });
}

document.getElementById("print")?.addEventListener("click", () => window.print());

const share = document.getElementById("share");
share?.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(share.dataset.address);
    share.textContent = share.dataset.done;
  } catch {
    window.prompt(share.textContent, share.dataset.address);
  }
});
