// How long a report and a site take, and what the core costs in a browser beside the command.
//
//   publish.mjs MUSTER
//
// The core is timed in node, whose engine is Chromium's; each in turns with the command, whole
// process, on the same document and the same outlook.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'

const muster = process.argv[2]
const source = new URL('../', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'))
const run = (...words) => execFileSync(muster, words, { maxBuffer: 1 << 30, env: { ...process.env, XDG_DATA_HOME: '/proc/none' } })

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]
function timed(turns, ...things) {
  const times = things.map(() => [])
  for (let i = 0; i < turns; ++i)
    things.forEach((thing, which) => {
      const begin = performance.now()
      thing()
      times[which].push(performance.now() - begin)
    })
  return times.map(median)
}
const say = (what, ...figures) => console.log(what.padEnd(46), ...figures)
const ms = (time) => `${time.toFixed(1)} ms`

const [report, site] = timed(15,
  () => run('report', '2024', '--as-of', '2025-05-01', '--out', join(folder, 'report')),
  () => run('publish', '--out', join(folder, 'site')))
say('muster report 2024 --as-of 2025-05-01', ms(report))
say('muster publish', ms(site))
for (const file of ['index.html', 'assets/site.js', 'assets/site.css', 'assets/muster.wasm'])
  say(file, `${gzipSync(readFileSync(join(folder, 'site', file)), { level: 9 }).length} bytes compressed`)

const require = createRequire(join(source, 'web/package.json'))
const { build } = await import(pathToFileURL(join(require.resolve('vite/package.json'), '../dist/node/index.js')))
const built = await build({
  configFile: false, logLevel: 'error', root: join(source, 'web'),
  build: { write: false, lib: { entry: 'src/core_module.ts', formats: ['es'], fileName: 'core' } },
})
const { instantiate } = await import(`data:text/javascript,${encodeURIComponent((Array.isArray(built) ? built[0] : built).output[0].code)}`)
const core = await instantiate(readFileSync(join(folder, 'site/assets/muster.wasm')))
const article = join(source, 'examples/annual-report-2024.txt')
const text = readFileSync(article, 'utf8')
const checks = () => { try { run('check', '--format', 'json', article) } catch { /* a claim is contradicted */ } }
const [native, browser] = timed(101, checks, () => core.check({ id: 'a', text, today: '2026-08-31' }))
say('check of the example: the command', ms(native))
say('  the core in the browser', ms(browser), `${(browser / native).toFixed(2)} of it`)
const [drawn, drawnThere] = timed(9,
  () => run('outlook', '--as-of', '2026-08-31', '--format', 'json', '--threads', '1'),
  () => core.outlook({ area: 'NATO', guideline: 'core-3.5', path: 'linear', deadline: 2035, as_of: '2026-08-31', paths: 10000, seed: 1 }))
say('outlook of 10,000 paths: the command, one thread', ms(drawn))
say('  the core in the browser', ms(drawnThere), `${(drawnThere / drawn).toFixed(2)} times`)
rmSync(folder, { recursive: true, force: true })
