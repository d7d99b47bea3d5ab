// The core of Muster in this browser: loaded when it is first asked.
import Worker from './core_worker?worker&inline'

import { loadBytes } from './data'

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

async function begin(): Promise<Worker> {
  const bytes = await loadBytes('assets/muster.wasm')
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
  await send(made, { bytes }, [bytes])
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
