// Shows one kept page when the line is gone. Keeps nothing that anybody reads or types.
const KEPT = "offline-{{ version }}";
const PAGE = "/offline/";
const SHEET = "{{ sheet }}";
const STAFF = [{% for path in staff_paths %}"{{ path }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

addEventListener("install", (event) => {
  const keep = async () => {
    await (await caches.open(KEPT)).addAll([PAGE, SHEET]);
    await skipWaiting();
  };
  event.waitUntil(keep());
});

addEventListener("activate", (event) => {
  const clear = async () => {
    for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
  };
  event.waitUntil(clear());
});

addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.mode === "navigate") {
    if (STAFF.some((path) => pathname.startsWith(path))) return;
    event.respondWith(fetch(event.request).catch(() => caches.match(PAGE, { ignoreVary: true })));
  } else if (pathname === SHEET) {
    event.respondWith(fetch(event.request).catch(() => caches.match(SHEET, { ignoreVary: true })));
  }
});
