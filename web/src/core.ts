// The core of Muster in this browser: loaded when it is first asked.
import Worker from './core_worker?worker&inline'

import { load, loadBytes, root, type Index } from './data'

export interface CoreError {
  error: { what: string; where: string; hint: string }
}

let worker: Promise<Worker> | undefined
let asked = 0
const waiting = new Map<number, { resolve: (answer: string) => void; reject: (error: Error) => void }>()

function send(to: Worker, message: object, transfer: Transferable[] = []): Promise<string> {
  const id = ++asked
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    to.postMessage({ id, ...message }, transfer)
  })
}

// The worker that keeps things for when there is no network is not there yet on the first visit:
// the core is put beside what it keeps (offline/service_worker.ts).
function keep(path: string, type: string, bytes: ArrayBuffer): void {
  if (location.protocol === 'file:' || !('caches' in window)) return
  void caches.open('muster').then((cache) =>
    cache.put(root + path, new Response(bytes, { headers: { 'content-type': type } })))
    .catch(() => undefined)
}

async function begin(): Promise<Worker> {
  const index = await load<Index>('data/index.json')
  const bytes = await loadBytes('assets/muster.wasm')
  keep('assets/muster.wasm', 'application/wasm', bytes.slice(0))
  let beyond = ''
  if (index.beyond_core.length > 0) {
    const csv = await loadBytes('data/beyond.csv')
    keep('data/beyond.csv', 'text/csv', csv)
    beyond = new TextDecoder().decode(csv)
  }
  const made = new Worker()
  made.onmessage = (event: MessageEvent<{ id: number; answer?: string; failed?: string }>) => {
    const { id, answer, failed } = event.data
    const one = waiting.get(id)
    waiting.delete(id)
    if (failed !== undefined) {
      worker = undefined
      one?.reject(new Error(failed))
    } else one?.resolve(answer ?? '')
  }
  await send(made, { bytes, beyond }, [bytes])
  return made
}

/** Loads the core, so that the first answer comes at once. */
export async function warmUp(): Promise<void> {
  await (worker ??= begin())
}

export async function ask<T>(what: 'check' | 'outlook', request: object): Promise<T | CoreError> {
  worker ??= begin()
  worker.catch(() => { worker = undefined })
  return JSON.parse(await send(await worker, { what, request })) as T | CoreError
}
