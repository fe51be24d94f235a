// The page on the wall: asks for its list, plays it, reports what it shows, and goes on without a network.
"use strict";
(() => {
  const part = (id) => document.getElementById(id);
  const home = location.pathname;
  const preview = new URLSearchParams(location.search).has("preview");
  const text = part("text"), stage = part("stage"), night = part("night");
  const zone = { timeZone: "Asia/Shanghai" };
  const clock = new Intl.DateTimeFormat("zh-CN", { ...zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const day = new Intl.DateTimeFormat("zh-CN", { ...zone, month: "long", day: "numeric", weekday: "short" });
  const moment = new Intl.DateTimeFormat("zh-CN", { ...zone, month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

  const kept = {
    get(name) { try { return localStorage.getItem(home + name); } catch { return null; } },
    set(name, value) { try { localStorage.setItem(home + name, value); } catch { /* full or forbidden: the list stays in memory */ } },
  };
  const device = kept.get("device") || [...crypto.getRandomValues(new Uint8Array(12))].map((one) => one.toString(16).padStart(2, "0")).join("");
  kept.set("device", device);

  let list = null, tag = "", ahead = 0, heardAt = Number(kept.get("heard")) || 0, isCut = false, failures = 0;
  let current = null, page = 0, pages = 1, turnAt = 0, last = null, arrived = [], sinceUrgent = 0;
  let plays = {}, beating = false, beatAt = 0, lastCut = "", fault = "", ticked = 0, minute = clock.format(Date.now()), shift = 0;

  const now = () => Date.now() + ahead;
  function write(id, words) { if (part(id).textContent !== words) part(id).textContent = words; }

  // ---- what may be played now
  function within(hours, time) { return hours[0] <= time && time < hours[1]; }
  function playable(entry) {
    const at = now();
    return entry.begins <= at && (!entry.ends || at < entry.ends) && (!entry.hours || within(entry.hours, minute));
  }
  function next() {
    const ready = list.entries.filter(playable);
    const fresh = ready.find((one) => arrived.includes(one.id));
    if (fresh) { arrived = arrived.filter((id) => id !== fresh.id); return fresh; }
    const urgent = ready.filter((one) => one.kind === "urgent"), others = ready.filter((one) => one.kind !== "urgent");
    if (urgent.length && (!others.length || !current || current.kind !== "urgent")) {
      sinceUrgent += 1;
      return urgent[sinceUrgent % urgent.length];
    }
    if (!others.length) return null;
    return others[(others.findIndex((one) => one.id === last) + 1) % others.length];
  }

  // ---- showing
  function show(entry) {
    current = entry;
    page = 0;
    text.classList.add("at-once");
    text.style.transform = "";
    part("title").textContent = entry ? entry.title : "政府信息公开";
    part("meta").textContent = entry ? entry.day : "";
    text.innerHTML = entry ? entry.html : "<p>现在没有要播放的内容。</p>";
    const qr = part("qr");
    qr.hidden = part("scan").hidden = !(entry && entry.qr);
    if (entry && entry.qr) qr.src = entry.qr;
    measure();
    if (entry) {
      if (entry.kind !== "urgent") last = entry.id;
      plays[entry.id] = (plays[entry.id] || 0) + 1;
      if (!entry.reported) { entry.reported = true; beatAt = 0; }
    }
  }
  function measure() {
    for (const size of ["large", "middle", "plain"]) { // a short text is written larger
      text.dataset.size = size;
      const width = text.clientWidth, gap = parseFloat(getComputedStyle(text).columnGap) || 0;
      pages = Math.max(1, Math.min(list.mostPages, Math.round((text.scrollWidth + gap) / (width + gap))));
      if (pages === 1) break;
    }
    page = Math.min(page, pages - 1);
    turn();
  }
  function turn() {
    const gap = parseFloat(getComputedStyle(text).columnGap) || 0;
    if (page) text.classList.remove("at-once");
    text.style.transform = page ? `translateX(${-page * (text.clientWidth + gap)}px)` : "";
    part("pages").textContent = pages > 1 ? `${page + 1} / ${pages}` : "";
    turnAt = now() + list.pageSeconds * 1000;
  }

  // ---- once a second
  function tick() {
    const at = now(), sixty = Math.floor(at / 60000);
    if (sixty !== ticked) { ticked = sixty; minute = clock.format(at); everyMinute(at, minute); }
    if (!list) return;
    const closed = !preview && !within(list.open, minute);
    if (document.body.classList.contains("closed") !== closed) { document.body.classList.toggle("closed", closed); night.hidden = !closed; beatAt = 0; }
    const urgent = list.entries.filter((one) => one.kind === "urgent" && playable(one));
    write("urgent-title", urgent.map((one) => one.title).join("　"));
    if (part("urgent").hidden !== !urgent.length) { part("urgent").hidden = !urgent.length; if (current) measure(); }
    if (closed) { if (current) show(null); } else if (current && !playable(current)) show(next());
    else if (!current && list.entries.some(playable)) show(next());
    else if (arrived.length && current && list.entries.some((one) => arrived.includes(one.id) && playable(one))) show(next());
    else if (current && at >= turnAt) {
      if (page + 1 < pages) { page += 1; turn(); } else { const one = next(); if (one !== current || pages > 1) show(one); else { plays[one.id] += 1; turn(); } }
    }
    write("cut", isCut ? `网络中断，现在显示的是${heardAt ? moment.format(heardAt) : "以前"}取得的内容` : "");
    if (!preview && Date.now() >= beatAt) beat();
  }
  function everyMinute(at, time) {
    part("time").textContent = part("night-time").textContent = time;
    part("day").textContent = day.format(at);
    shift = (shift + 1) % 16; // the picture wanders by a few lines, so that nothing burns in
    const x = Math.cos((shift * Math.PI) / 8) * 0.25, y = Math.sin((shift * Math.PI) / 8) * 0.25;
    stage.style.transform = `translate(${x.toFixed(3)}rem, ${y.toFixed(3)}rem)`;
    night.style.transform = `translate(${(shift * 37) % 70}vw, ${(shift * 23) % 75}vh)`;
  }

  // ---- the list
  function take(data) {
    const known = list && new Set(list.entries.map((one) => one.id));
    const reported = new Set(list ? list.entries.filter((one) => one.reported).map((one) => one.id) : []);
    list = data;
    for (const one of list.entries) one.reported = reported.has(one.id);
    arrived = known ? list.entries.filter((one) => !known.has(one.id)).map((one) => one.id) : [];
    part("body").textContent = list.body;
    part("numbers").replaceChildren(...list.numbers.map((line) => { const made = document.createElement("li"); made.textContent = line; return made; }));
    const same = current && list.entries.find((one) => one.id === current.id);
    if (same && same.html === current.html && same.title === current.title) current = same; // goes on where it is
    else show(document.body.classList.contains("closed") ? null : next());
    beatAt = 0;
    tick();
  }
  async function ask() {
    try {
      const answer = await fetch(`${home}list.json`, { cache: "no-store", headers: tag ? { "If-None-Match": tag } : {}, signal: AbortSignal.timeout(8000) });
      if (!answer.ok && answer.status !== 304) throw new Error(String(answer.status));
      const server = Number(answer.headers.get("X-Server-Time"));
      if (server) ahead = server - Date.now();
      if (answer.status === 200) {
        const body = await answer.text();
        take(JSON.parse(body));
        tag = answer.headers.get("ETag") || "";
        kept.set("list", body);
      }
      heardAt = now();
      failures = 0;
      if (isCut) { isCut = false; beatAt = 0; }
      kept.set("heard", String(heardAt));
      if (list && list.code !== document.documentElement.dataset.code && now() - Number(kept.get("reloaded")) > 600000) {
        kept.set("reloaded", String(now()));
        location.reload();
      }
    } catch {
      failures += 1;
      if (!isCut) { isCut = true; lastCut = moment.format(now()); }
    }
    setTimeout(ask, (list ? list.poll : 2) * 1000 * Math.min(2 ** failures, 8));
  }

  // ---- the report
  async function beat() {
    if (beating || isCut || !list) return;
    beating = true;
    beatAt = Date.now() + list.beat * 1000;
    const sent = plays;
    plays = {};
    try {
      const answer = await fetch(`${home}beat/`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        signal: AbortSignal.timeout(8000),
        body: JSON.stringify({
          device, plays: sent, holds: list.entries.map((one) => one.id), title: current ? current.title : "",
          page: page + 1, pages, width: innerWidth, height: innerHeight, cut_off: lastCut, fault,
        }),
      });
      if (!answer.ok) throw new Error(String(answer.status));
      fault = "";
    } catch {
      for (const [id, times] of Object.entries(sent)) plays[id] = (plays[id] || 0) + times;
    }
    beating = false;
  }

  addEventListener("error", (event) => { fault = String(event.message).slice(0, 120); });
  addEventListener("resize", () => { if (list && current) measure(); });
  if (preview) document.body.style.cursor = "auto";
  if ("serviceWorker" in navigator && !preview) navigator.serviceWorker.register(`${home}sw.js`).catch(() => {});
  try { const before = kept.get("list"); if (before) take(JSON.parse(before)); } catch { /* an older page kept something else */ }
  setInterval(tick, 1000);
  tick();
  ask();
})();
