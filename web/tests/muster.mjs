// The program under test: MUSTER, or the release build's.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const muster = process.env.MUSTER ?? new URL('../../build/release/muster', import.meta.url).pathname
// No ledger of whoever runs the tests is read.
export const environment = { ...process.env, XDG_DATA_HOME: '/proc/none' }

/** A folder that is gone after the test. */
export function temporary() {
  const folder = mkdtempSync(join(tmpdir(), 'muster-web-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export function run(...words) {
  return execFileSync(muster, words, { env: environment, maxBuffer: 1 << 30 })
}

/** Publishes a site into a folder, and gives its path. */
export function publish(folder, ...words) {
  const site = join(folder, 'site')
  run('publish', '--out', site, ...words)
  return site
}
