// The core beside the page, so that the page answers while it works.
import { instantiate, type Core } from './core_module'

let core: Promise<Core> | undefined

interface Asked {
  id: number
  bytes?: ArrayBuffer
  beyond?: string
  what?: 'check' | 'outlook'
  request?: object
}

self.onmessage = async (event: MessageEvent<Asked>) => {
  const { id, bytes, beyond, what, request } = event.data
  try {
    if (bytes) core = instantiate(bytes)
    const ready = await core!
    if (beyond) {
      const answer = JSON.parse(ready.extend(beyond)) as { error?: { what: string } }
      if (answer.error) throw new Error(answer.error.what)
    }
    self.postMessage({ id, answer: what && request ? ready[what](request) : '' })
  } catch (error) {
    // A module that broke can't be asked again.
    core = undefined
    self.postMessage({ id, failed: String(error) })
  }
}
