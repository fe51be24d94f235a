// Comfort for the form of /check/: drop anywhere, see what was chosen, be told of a limit before the upload. Nothing needs it.
"use strict";
(() => {
  const form = document.getElementById("hand-in");
  const input = document.getElementById("files");
  const text = document.getElementById("text");
  const chosen = document.getElementById("chosen");
  const warning = document.getElementById("warning");
  const sending = document.getElementById("sending");
  const limit = Number(form.dataset.limit);
  const most = Number(form.dataset.most);

  const size = (bytes) => (bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

  const fault = () => {
    const files = [...input.files];
    const total = files.reduce((sum, file) => sum + file.size, 0) + new Blob([text.value]).size;
    if (files.length > most) return `选择了 ${files.length} 个文件，一次最多提交 ${most} 个。请分几次提交。`;
    if (total > limit) return `文件合计 ${size(total)}，超过了 ${size(limit)}。请去掉无关的附件和图片，或分几次提交。`;
    return "";
  };

  const say = (words) => {
    warning.textContent = words;
    warning.hidden = !words;
  };

  const show = () => {
    chosen.replaceChildren(
      ...[...input.files].map((file) => {
        const item = document.createElement("li");
        item.textContent = `${file.name}（${size(file.size)}）`;
        return item;
      }),
    );
    chosen.hidden = input.files.length === 0;
    say(fault());
  };

  input.addEventListener("change", show);
  form.addEventListener("submit", (event) => {
    const words = input.files.length || text.value.trim() ? fault() : "请先选择文件，或者粘贴报告全文。";
    say(words);
    if (words) event.preventDefault();
    else sending.hidden = false;
  });
  // The browser's way back shows the page as it was left.
  window.addEventListener("pageshow", () => {
    sending.hidden = true;
    show();
  });

  const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    document.body.classList.add("dragging");
  });
  for (const end of ["dragleave", "dragend", "drop"]) {
    document.addEventListener(end, (event) => {
      if (end !== "dragleave" || event.relatedTarget === null) document.body.classList.remove("dragging");
    });
  }
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
    show();
  });
})();
