// Keeps the page of a screen, so that it starts without a network; the list is kept by the page itself.
"use strict";
const KEPT = "screen-1";
const PARTS = ["./", "/static/screen/screen.css", "/static/screen/screen.js", "/static/site/mark.svg"];

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(PARTS)));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin || address.pathname.endsWith("/list.json")) return;
  event.respondWith(fresh(event.request));
});

async function fresh(request) {
  const cache = await caches.open(KEPT);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(8000) });
    if (answer.ok) await cache.put(request, answer.clone());
    return answer.status < 500 ? answer : (await cache.match(request)) || answer;
  } catch (fault) {
    const before = await cache.match(request, { ignoreSearch: true });
    if (before) return before;
    throw fault;
  }
}
