// Keeps a draft of the form on this device, only where its owner ticks the box; files are never kept.
"use strict";
(() => {
  const done = document.querySelector("[data-draft-done]");
  if (done) { forget(done.dataset.draftDone); return; }
  const errors = document.getElementById("errors");
  if (errors) errors.focus();
  const form = document.querySelector("form[data-draft]");
  if (!form || !storage()) return;
  const name = form.dataset.draft, box = form.querySelector("[data-keep-box]"), clear = form.querySelector("[data-keep-clear]");
  const told = form.querySelector("[data-keep-told]"), skipped = new Set(["csrfmiddlewaretoken", "token", "answer", "website"]);
  form.querySelector("[data-keep]").hidden = false;
  const kept = read(name);
  if (kept) {
    box.checked = true;
    clear.hidden = false;
    if (!errors) { fill(kept); told.textContent = "已恢复上次的草稿"; }
  }
  form.addEventListener("input", keep);
  box.addEventListener("change", () => { if (box.checked) { keep(); } else { wipe(); } });
  clear.addEventListener("click", () => { wipe(); form.reset(); });

  function keep() {
    if (!box.checked) return;
    const values = {};
    for (const [field, value] of new FormData(form)) if (typeof value === "string" && !skipped.has(field)) values[field] = value;
    localStorage.setItem(name, JSON.stringify(values));
    clear.hidden = false;
    told.textContent = "草稿已保存在这台设备上";
  }
  function wipe() {
    forget(name);
    box.checked = false;
    clear.hidden = true;
    told.textContent = "草稿已清除";
  }
  function fill(values) {
    for (const [field, value] of Object.entries(values)) {
      for (const input of form.querySelectorAll(`[name="${CSS.escape(field)}"]`)) {
        if (input.type === "radio") input.checked = input.value === value;
        else if (input.type !== "file" && input.type !== "hidden") input.value = value;
      }
    }
  }
  function read(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } }
  function forget(key) { try { localStorage.removeItem(key); } catch { /* no storage: nothing was kept */ } }
  function storage() { try { localStorage.setItem("?", ""); localStorage.removeItem("?"); return true; } catch { return false; } }
})();
