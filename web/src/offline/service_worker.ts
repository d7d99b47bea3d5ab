// Keeps what was seen, so that it can be seen again without a network. What is there is answered
// from the network first (figures are revised); without one, from what was kept.
const worker = self as unknown as ServiceWorkerGlobalScope

const store = 'muster'
// What Check and Outlook need, wherever the reader began.
const first = [
  'index.html', 'check.html', 'outlook.html', 'assets/site.css', 'assets/site.js', 'assets/icon.svg',
  'assets/source-sans-3-latin-wght-normal.woff2', 'data/index.json', 'data/outlook/core-3.5.json',
]

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(store)
      .then((cache) => cache.addAll(first.map((path) => new URL(path, worker.registration.scope).href)))
      .then(() => worker.skipWaiting()))
})

worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))

worker.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || !request.url.startsWith(worker.registration.scope)) return
  event.respondWith(
    fetch(request)
      .then(async (response) => {
        if (response.ok && response.status === 200) {
          const cache = await caches.open(store)
          await cache.put(request, response.clone())
        }
        return response
      })
      .catch(async () =>
        (await caches.match(request, { ignoreSearch: true })) ??
        new Response('This was not kept, and there is no network.', { status: 503, headers: { 'content-type': 'text/plain' } })))
})
