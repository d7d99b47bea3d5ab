// The core in the browser says the same as the command, byte for byte: every document of the
// transcripts, the examples and the fuzzer's corpus is checked by both, and some outlooks.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { build } from 'vite'

import { environment, muster, publish, run, temporary } from './muster.mjs'

const source = new URL('../../', import.meta.url).pathname

let core, another, folder, remove
before(async () => {
  ;({ folder, remove } = temporary())
  const site = publish(folder)
  // The module that the page's worker runs, as this language without types.
  const built = await build({
    configFile: false, logLevel: 'error', root: source + 'web',
    build: { write: false, lib: { entry: 'src/core_module.ts', formats: ['es'], fileName: 'core' } },
  })
  const code = (Array.isArray(built) ? built[0] : built).output[0].code
  const { instantiate } = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  core = await instantiate(readFileSync(join(site, 'assets/muster.wasm')))
  another = () => instantiate(readFileSync(join(site, 'assets/muster.wasm')))
})
after(() => remove?.())

const today = () => {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

/** Documents as text; those that the command takes for another format are none for this test. */
function documents() {
  const found = []
  for (const name of readdirSync(source + 'tests/transcripts/check'))
    found.push([name, readFileSync(source + 'tests/transcripts/check/' + name)])
  for (const name of readdirSync(source + 'fuzz/corpus/check'))
    found.push([name, readFileSync(source + 'fuzz/corpus/check/' + name)])
  found.push(['annual-report-2024.txt', readFileSync(source + 'examples/annual-report-2024.txt')])
  return found
}

test('checks agree byte for byte', () => {
  let compared = 0
  let claims = 0
  for (const [name, bytes] of documents()) {
    const file = join(folder, `${name}.txt`)
    writeFileSync(file, bytes)
    for (const date of [undefined, '2025-05-01', '2024-07']) {
      const native = spawnSync(muster, ['check', '--format', 'json', ...(date ? ['--date', date] : []), file], {
        env: environment, maxBuffer: 1 << 30,
      })
      if (native.status === 2) continue // not UTF-8, or empty
      const expected = native.stdout.toString()
      if ('text' in JSON.parse(expected)) continue // extracted from another format
      const answer = core.check({ id: `${name}.txt`, text: bytes.toString(), date, today: today() })
      assert.equal(answer + '\n', expected, `${name}, ${date}`)
      ++compared
      claims += JSON.parse(expected).summary.claims
    }
  }
  console.log(`# ${compared} checks with ${claims} claims are the same`)
  assert.ok(compared > 50 && claims > 1000)
})

test('outlooks agree byte for byte', () => {
  for (const [area, guideline, path, deadline, paths] of [
    ['NATO', 'core-3.5', 'linear', 2035, 10000], ['POL', 'core-3.5', 'hold', 2032, 1000],
    ['NATO_EUR_CAN', 'share-2', 'backloaded', 2030, 2000], ['DEU', 'core-3.5', 'frontloaded', 2040, 400],
  ]) {
    const native = run('outlook', area, '--guideline', guideline, '--path', path,
      '--deadline', String(deadline), '--paths', String(paths), '--as-of', '2026-08-31', '--format', 'json').toString()
    assert.equal(core.outlook({ area, guideline, path, deadline, paths, as_of: '2026-08-31', seed: 1 }), native, area)
  }
})

test('what was imported is known to the core too', async () => {
  // A made-up publication of a later day that says otherwise.
  const csv = join(folder, 'later.csv')
  const ledger = join(folder, 'ledger.sqlite')
  const export_ = run('export', '--area', 'POL,DEU,ESP', '--measure', 'defence_share_of_gdp', '--vintage', 'NATO-2025-08-28').toString()
  writeFileSync(csv, export_.replaceAll('NATO-2025-08-28', 'NATO-2026-10-01').replaceAll('2025-08-28', '2026-10-01').replaceAll(',3.79', ',3.99'))
  run('import', csv, '--ledger', ledger)
  const site = join(folder, 'beyond')
  run('publish', '--out', site, '--ledger', ledger)
  const index = JSON.parse(readFileSync(join(site, 'data/index.json'), 'utf8'))
  assert.deepEqual(index.beyond_core, ['NATO-2026-10-01'])
  const extended = await another()
  assert.equal(extended.extend(readFileSync(join(site, 'data/beyond.csv'), 'utf8')), '{}')
  const text = 'Poland spent 3.99% of its GDP on defence in 2024, NATO says. Germany spent 2.1%.\n'
  const file = join(folder, 'later.txt')
  writeFileSync(file, text)
  const native = spawnSync(muster, ['check', '--format', 'json', '--date', '2026-10-02', '--ledger', ledger, file], { env: environment })
  const request = { id: 'later.txt', text, date: '2026-10-02', today: today() }
  assert.equal(extended.check(request) + '\n', native.stdout.toString())
  assert.match(native.stdout.toString(), /NATO-2026-10-01/)
  assert.notEqual(core.check(request), extended.check(request))
  assert.ok(JSON.parse(extended.extend('no,table\n')).error.what)
})

test('bad requests are answered with what is wrong, and the core goes on', () => {
  const good = { id: 'a', text: 'Poland spent 4.07% of GDP on defence in 2024.', today: today() }
  for (const bad of [{}, { ...good, today: 'soon' }, { ...good, date: '2025-02-31' }, { ...good, publisher: 'NOBODY' }, []])
    assert.ok(JSON.parse(core.check(bad)).error.what)
  for (const bad of [{}, { area: 'Atlantis' }, { area: 'POL', guideline: 'core-3.5', path: 'up' },
    { area: 'POL', guideline: 'core-3.5', path: 'linear', deadline: 'never', as_of: '2026-08-31' },
    { area: 'POL', guideline: 'core-3.5', path: 'linear', deadline: 2035, paths: 1e9, as_of: '2026-08-31' }])
    assert.ok(JSON.parse(core.outlook(bad)).error.what)
  assert.equal(JSON.parse(core.check(good)).summary.claims, 1)
})
