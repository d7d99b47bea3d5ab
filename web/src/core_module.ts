// The core of Muster as a WebAssembly module (src/browser/core.cc): requests and answers as JSON.
// Used by the worker, and by the test that compares its answers with the command's.

export interface Core {
  /** Lays publications above the built-in ledger: Muster's own CSV. Answers {} or an error. */
  extend(csv: string): string
  check(request: object): string
  outlook(request: object): string
}

interface Exports extends WebAssembly.Exports {
  memory: WebAssembly.Memory
  _initialize(): void
  muster_reserve(size: number): number
  muster_extend(): void
  muster_check(): void
  muster_outlook(): void
  muster_answer(): number
  muster_answer_size(): number
}

export async function instantiate(bytes: BufferSource): Promise<Core> {
  let memory: WebAssembly.Memory
  // What the C library asks of a system that has files: there is none. Its last words go to the
  // console.
  const wasi = {
    fd_close: () => 8,
    fd_seek: () => 8,
    fd_write(_file: number, vectors: number, count: number, written: number): number {
      const view = new DataView(memory.buffer)
      let text = ''
      let size = 0
      for (let i = 0; i < count; ++i) {
        const at = view.getUint32(vectors + 8 * i, true)
        const length = view.getUint32(vectors + 8 * i + 4, true)
        text += new TextDecoder().decode(new Uint8Array(memory.buffer, at, length))
        size += length
      }
      console.warn(text)
      view.setUint32(written, size, true)
      return 0
    },
  }
  const { instance } = await WebAssembly.instantiate(bytes, { wasi_snapshot_preview1: wasi })
  const core = instance.exports as Exports
  memory = core.memory
  core._initialize()
  const ask = (what: () => void, request: string): string => {
    const text = new TextEncoder().encode(request)
    const at = core.muster_reserve(text.length)
    new Uint8Array(memory.buffer, at, text.length).set(text)
    what()
    return new TextDecoder().decode(
      new Uint8Array(memory.buffer, core.muster_answer(), core.muster_answer_size()))
  }
  return {
    extend: (csv) => ask(core.muster_extend, csv),
    check: (request) => ask(core.muster_check, JSON.stringify(request)),
    outlook: (request) => ask(core.muster_outlook, JSON.stringify(request)),
  }
}
