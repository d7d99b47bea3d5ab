// What is written is what it claims to be: HTML by the Nu validator, the feed by what RFC 4287
// requires, the workbook by LibreOffice, cell by cell.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { XMLParser } from 'fast-xml-parser'
import vnu from 'vnu-jar'

import { publish, run, temporary } from './muster.mjs'

let folder, remove
before(() => {
  ;({ folder, remove } = temporary())
  const corrections = join(folder, 'corrections.csv')
  writeFileSync(corrections, 'day,about,text\n2025-05-02,2024,"A caption said 23; it is 22 & was."\n')
  publish(folder, '--address', 'https://example.org/muster', '--corrections', corrections)
  run('report', '2024', '--as-of', '2025-05-01', '--out', join(folder, 'report'), '--ally', 'POL',
    '--embargo', '2025-05-02T10:00+02:00', '--corrections', corrections)
})
after(() => remove?.())

test('every page is valid HTML', () => {
  const ran = spawnSync('java', ['-jar', vnu, '--format', 'json', '--skip-non-html', '--errors-only', folder],
    { maxBuffer: 1 << 28 })
  const { messages } = JSON.parse(ran.stderr.toString())
  assert.deepEqual([...new Set(messages.map((one) => `${one.url.slice(one.url.indexOf(folder) + folder.length)}:${one.lastLine} ${one.message}`))].slice(0, 10), [])
})

test('the report is printed as PDF', () => {
  run('report', '2024', '--as-of', '2025-05-01', '--out', join(folder, 'printed'), '--pdf')
  const pdf = readFileSync(join(folder, 'printed/report.pdf'))
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
  assert.ok(!readdirSync(join(folder, 'printed')).some((name) => name.includes('profile')))
})

test('the feed has what RFC 4287 requires', () => {
  const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => ['entry', 'link', 'author'].includes(name) })
  const { feed } = parser.parse(readFileSync(join(folder, 'site/feed.xml'), 'utf8'), true)
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/
  const iri = /^[a-z][a-z0-9+.-]*:\S+$/
  assert.equal(feed['@_xmlns'], 'http://www.w3.org/2005/Atom')
  assert.match(feed.id, iri)
  assert.ok(feed.title)
  assert.match(feed.updated, moment)
  assert.ok(feed.author[0].name)
  assert.ok(feed.link.some((link) => link['@_rel'] === 'self'))
  assert.ok(feed.entry.length > 20)
  assert.equal(new Set(feed.entry.map((entry) => entry.id)).size, feed.entry.length)
  for (const entry of feed.entry) {
    assert.match(entry.id, iri)
    assert.ok(entry.title)
    assert.match(entry.updated, moment)
    assert.ok(entry.updated <= feed.updated)
    const [link] = entry.link
    assert.match(link['@_href'], iri)
    const page = readFileSync(join(folder, 'site', new URL(link['@_href']).pathname.slice('/muster/'.length)), 'utf8')
    const anchor = new URL(link['@_href']).hash.slice(1)
    if (anchor) assert.ok(page.includes(`id="${anchor}"`), link['@_href'])
  }
  for (const kind of [/^Report for 2024/, /^New in the ledger/, /^Correction/])
    assert.ok(feed.entry.some((entry) => kind.test(entry.title)), kind)
})

test('the sitemap names every page', () => {
  const { urlset } = new XMLParser().parse(readFileSync(join(folder, 'site/sitemap.xml'), 'utf8'), true)
  assert.ok(urlset.url.length > 40)
  for (const { loc } of urlset.url) readFileSync(join(folder, 'site', loc.slice('https://example.org/muster/'.length)))
})

test('the workbook opens in LibreOffice, and its cells are the ledger’s', () => {
  const out = join(folder, 'sheets')
  // Every sheet as CSV: the last of the filter's tokens says so.
  execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/office`, '--convert-to',
    'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1', '--outdir', out,
    join(folder, 'report/tables.xlsx')], { stdio: 'ignore', timeout: 300_000 })
  const fields = (line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) => (match[1] ?? match[2]).replaceAll('""', '"'))
  const { sections } = JSON.parse(readFileSync(join(folder, 'report/figures.json'), 'utf8'))
  let compared = 0
  for (const table of sections.flatMap((section) => section.tables)) {
    const name = readdirSync(out).find((file) => file === `tables-${table.title}.csv`)
    assert.ok(name, table.title)
    const lines = readFileSync(join(out, name), 'utf8').trimEnd().split('\n')
    assert.equal(lines.length, table.rows.length + 1, table.title)
    table.rows.forEach((row, i) => {
      const cells = fields(lines[i + 1])
      row.forEach((cell, column) => {
        if (typeof cell === 'string') return
        assert.equal(Number(cells[column].replaceAll(',', '')), Number(cell.text.replaceAll(',', '')), `${table.title} ${lines[i + 1]}`)
        ++compared
      })
    })
  }
  console.log(`# ${compared} cells are the same`)
  assert.ok(compared > 1500)
})
