// Writes the licences of all that goes into a site (libraries, map, font) beside what was built of
// them: what is not a tool only (devDependencies), and all that it depends on.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const out = join(process.env.MUSTER_SITE_OUT ?? 'dist', 'assets/licences.txt')
const [, ...folders] = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], { encoding: 'utf8' }).trim().split('\n')
const notices = folders.sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one))
  if (!file) throw new Error(`${name} has no licence file`)
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
})
writeFileSync(out, notices.join('\n----\n\n'))
