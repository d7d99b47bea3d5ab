// Outlook: fans of shares and costs, for a path and a deadline that the reader chooses.
import * as Plot from '@observablehq/plot'

import * as address from '../address'
import { chart, redrawn, typed, widthOf } from '../chart'
import { ask, type CoreError } from '../core'
import { load, type Index } from '../data'
import { choice, h, slider, type Column } from '../elements'

interface Band {
  p5: number
  p25: number
  p50: number
  p75: number
  p95: number
}
interface Amount extends Band {
  prices: string
  currency: string
  per?: string
}
interface Year {
  year: number
  chance?: number
  assumed_percent_of_gdp?: number
  allies_meeting?: number[]
  share?: Band
  spending?: Amount[]
  above_today?: Amount[]
}
interface Told {
  area: string
  name: string
  last_known?: { year: number; percent_of_gdp: number; vintage: string }
  years: Year[]
}
interface Outlook {
  guideline: string
  threshold: number
  deadline: number
  as_of: string
  paths: number
  statements: { kind: 'assumed' | 'believed'; about: string; text: string }[]
  headlines: string[]
  groups: Told[]
  allies: Told[]
}

const paths: [string, string][] = [
  ['linear', 'in equal steps'], ['frontloaded', 'most of it early'], ['backloaded', 'most of it late'],
  ['hold', 'today’s share is held'],
]
const deadlines = Array.from({ length: 11 }, (_, i) => String(2030 + i))

const fixed = (value: number, places: number) =>
  value.toLocaleString('en', { minimumFractionDigits: places, maximumFractionDigits: places })
const dollars = (amounts: Amount[] | undefined) =>
  amounts?.find((one) => one.currency === 'USD' && !one.per && one.prices.startsWith('constant'))

export async function outlook(view: HTMLElement): Promise<void> {
  const index = await load<Index>('data/index.json')
  const defaults = { guideline: 'core-3.5', area: 'NATO', path: 'linear', deadline: '2035' }
  const chosen = address.read(defaults)
  const state = h('p', { role: 'status', class: 'note' })
  const place = h('div', { class: 'charts' })
  view.append(
    h('div', { class: 'controls' },
      choice('Guideline', [['core-3.5', '3.5% of GDP (core)'], ['share-2', '2% of GDP']], chosen.guideline, (guideline) => { chosen.guideline = guideline; void tell() }),
      choice('Of whom', index.areas.filter((area) => area.armed_forces).sort((a, b) => Number(b.group) - Number(a.group)).map((area): [string, string] => [area.code, area.name]), chosen.area, (area) => { chosen.area = area; void tell() }),
      slider('Path', paths.map(([path]) => path), chosen.path, (path) => paths.find(([id]) => id === path)?.[1] ?? path, (path) => { chosen.path = path; void tell() }),
      slider('Deadline', deadlines, chosen.deadline, (year) => year, (year) => { chosen.deadline = year; void tell() })),
    state, place)

  let latest = 0
  let told: Outlook | undefined
  const tell = async () => {
    address.write(chosen, defaults)
    const turn = ++latest
    // What every visitor sees first is there already; all else is worked out here.
    const prepared = chosen.area === defaults.area && chosen.path === defaults.path && chosen.deadline === defaults.deadline && chosen.guideline === defaults.guideline
    state.textContent = prepared ? '' : 'Working it out…'
    try {
      const answer = prepared
        ? await load<{ outlooks: Outlook[] }>('data/outlook/core-3.5.json')
        : await ask<{ outlooks: Outlook[] }>('outlook', {
            area: chosen.area, guideline: chosen.guideline, path: chosen.path,
            deadline: Number(chosen.deadline), as_of: index.as_of, paths: 4000, seed: 1,
            quantities: ['share', 'above_today', 'cumulative_above_today'],
          })
      if (turn !== latest) return
      if ('error' in answer) {
        state.textContent = (answer as CoreError).error.what
        place.replaceChildren()
        return
      }
      told = answer.outlooks[0]
      state.textContent = ''
      draw()
    } catch (error) {
      state.textContent = `It could not be worked out: ${error instanceof Error ? error.message : error}`
    }
  }
  const draw = () => {
    if (!told) return
    const one = told
    const width = widthOf(place)
    const group = one.groups[0]
    const parts: HTMLElement[] = one.headlines.map((line) => h('p', { class: 'lead' }, line))
    if (group) {
      parts.push(counts(one, group, width))
      const costs = cost(one, group, width)
      if (costs) parts.push(costs)
    }
    parts.push(fans(one, width))
    if (!group && one.allies[0]) {
      const costs = cost(one, one.allies[0], width)
      if (costs) parts.push(costs)
    }
    parts.push(h('h2', {}, 'What is assumed and what is believed'),
      h('dl', {}, ...one.statements.flatMap((said) => [h('dt', {}, `${said.kind}: ${said.about}`), h('dd', {}, said.text)])))
    place.replaceChildren(...parts)
  }
  await tell()
  redrawn(place, draw)
}

// How many allies meet it without new policy: the median, and the band that has nine tenths.
function counts(told: Outlook, group: Told, width: number): HTMLElement {
  const at = (distribution: number[], probability: number) => {
    let sum = 0
    for (let i = 0; i < distribution.length; ++i) {
      sum += distribution[i]
      if (sum >= probability - 1e-12) return i
    }
    return distribution.length - 1
  }
  const rows = group.years.filter((year) => year.allies_meeting).map((year) => ({
    year: year.year, low: at(year.allies_meeting!, 0.05), middle: at(year.allies_meeting!, 0.5), high: at(year.allies_meeting!, 0.95),
  }))
  const drawing = Plot.plot({
    width: Math.min(width, 720), height: 280, marginLeft: 40, marginRight: 30, marginTop: 24,
    style: typed(14),
    x: { label: null, tickFormat: 'd', ticks: Math.min(rows.length, width < 500 ? 5 : 10) },
    y: { label: 'allies', grid: true, domain: [0, 32] },
    marks: [
      Plot.areaY(rows, { x: 'year', y1: 'low', y2: 'high', fill: 'var(--met)', fillOpacity: 0.22 }),
      Plot.lineY(rows, { x: 'year', y: 'middle', stroke: 'var(--met)', strokeWidth: 2, strokeDasharray: '2 3' }),
      Plot.text(rows.slice(-1), { x: 'year', y: 'middle', text: (row) => String(row.middle), dx: 8, textAnchor: 'start', fontWeight: 600 }),
    ],
  }) as SVGSVGElement
  type Row = (typeof rows)[number]
  const columns: Column<Row>[] = [
    { title: 'year', cell: (row) => String(row.year) }, { title: 'median', cell: (row) => String(row.middle) },
    { title: '5%', cell: (row) => String(row.low) }, { title: '95%', cell: (row) => String(row.high) },
  ]
  return chart({
    name: `outlook-${told.guideline}-count`, title: `How many would meet ${told.threshold}%`, drawing, columns, rows,
    caption: `Without new policy: median (dotted) and 90% band, ${fixed(told.paths, 0)} paths, as of ${told.as_of}.`,
    label: `Fan of the number of allies that meet ${told.threshold}% by year, without new policy`,
  })
}

function cost(told: Outlook, area: Told, width: number): HTMLElement | null {
  const rows = area.years.flatMap((year) => {
    const amount = dollars(year.above_today)
    return amount ? [{ year: year.year, ...amount }] : []
  })
  if (rows.length === 0) return null
  const billion = (value: number) => value / 1e9
  const drawing = Plot.plot({
    width: Math.min(width, 720), height: 280, marginLeft: 56, marginRight: 60, marginTop: 24,
    style: typed(14),
    x: { label: null, tickFormat: 'd', ticks: Math.min(rows.length, width < 500 ? 5 : 10) },
    y: { label: 'billion US dollars a year', grid: true, zero: true },
    marks: [
      Plot.areaY(rows, { x: 'year', y1: (row) => billion(row.p5), y2: (row) => billion(row.p95), fill: 'var(--met)', fillOpacity: 0.22 }),
      Plot.areaY(rows, { x: 'year', y1: (row) => billion(row.p25), y2: (row) => billion(row.p75), fill: 'var(--met)', fillOpacity: 0.3 }),
      Plot.lineY(rows, { x: 'year', y: (row) => billion(row.p50), stroke: 'var(--met)', strokeWidth: 2, strokeDasharray: '2 3' }),
      Plot.text(rows.slice(-1), { x: 'year', y: (row) => billion(row.p50), text: (row) => `$${fixed(billion(row.p50), billion(row.p50) < 10 ? 1 : 0)}`, dx: 8, textAnchor: 'start', fontWeight: 600 }),
    ],
  }) as SVGSVGElement
  type Row = (typeof rows)[number]
  const columns: Column<Row>[] = [
    { title: 'year', cell: (row) => String(row.year) },
    ...(['p5', 'p25', 'p50', 'p75', 'p95'] as const).map((q) => ({ title: q, cell: (row: Row) => fixed(billion(row[q]), 1) })),
  ]
  return chart({
    name: `outlook-${told.guideline}-cost-${area.area}`, title: `What it would cost ${area.name} above today’s share`, drawing, columns, rows,
    caption: `Billion US dollars a year at ${rows[0].prices.slice(9)} prices and exchange rates: median (dotted), half and nine tenths of the paths.`,
    label: `Fan of the yearly cost above today’s share, ${area.name}`,
  })
}

// Every ally's share without new policy, small and on one scale.
function fans(told: Outlook, width: number): HTMLElement {
  const rows = told.allies.flatMap((area) => area.years.filter((year) => year.share).map((year) => ({
    name: area.name, year: year.year, ...year.share!, assumed: year.assumed_percent_of_gdp, chance: year.chance,
  })))
  const known = told.allies.flatMap((area) => area.last_known
    ? [{ name: area.name, year: area.last_known.year, p50: area.last_known.percent_of_gdp }] : [])
  const across = Math.max(1, Math.min(told.allies.length, Math.floor(width / 170)))
  const names = told.allies.map((area) => area.name)
  const column = (name: string) => names.indexOf(name) % across
  const line = (name: string) => Math.floor(names.indexOf(name) / across)
  const wide = told.allies.length === 1
  const drawing = Plot.plot({
    width: wide ? Math.min(width, 720) : width,
    height: Math.ceil(names.length / across) * (wide ? 300 : 110) + 30,
    marginLeft: 26, marginRight: 14, marginTop: 20, marginBottom: 24,
    style: typed(12),
    fx: { axis: null, padding: 0.08 }, fy: { axis: null, padding: 0.25 },
    x: { label: null, tickFormat: (year: number) => `’${String(year).slice(2)}`, ticks: wide ? 10 : 2, tickSize: 0 },
    y: { label: null, ticks: wide ? 6 : 2, domain: [0, Math.max(told.threshold * 1.3, ...rows.map((row) => row.p95))], tickFormat: (share: number) => `${share}%` },
    marks: [
      Plot.areaY(rows, { fx: (row) => column(row.name), fy: (row) => line(row.name), x: 'year', y1: 'p5', y2: 'p95', z: 'name', fill: 'var(--met)', fillOpacity: 0.22 }),
      Plot.areaY(rows, { fx: (row) => column(row.name), fy: (row) => line(row.name), x: 'year', y1: 'p25', y2: 'p75', z: 'name', fill: 'var(--met)', fillOpacity: 0.3 }),
      Plot.lineY(rows, { fx: (row) => column(row.name), fy: (row) => line(row.name), x: 'year', y: 'p50', z: 'name', stroke: 'var(--met)', strokeDasharray: '2 3' }),
      Plot.lineY(rows.filter((row) => row.assumed !== undefined), { fx: (row) => column(row.name), fy: (row) => line(row.name), x: 'year', y: 'assumed', z: 'name', stroke: 'var(--missed)' }),
      Plot.dot(known, { fx: (row) => column(row.name), fy: (row) => line(row.name), x: 'year', y: 'p50', r: 2.5, fill: 'var(--ink)' }),
      Plot.ruleY([told.threshold], { stroke: 'var(--goal)', strokeDasharray: '5 4' }),
      Plot.text(names, { fx: column, fy: line, frameAnchor: 'top-left', dy: -14, text: (name: string) => name, fontSize: 12, fontWeight: 600 }),
    ],
  }) as SVGSVGElement
  const last = told.allies.map((area) => ({ area, end: area.years.at(-1)! }))
  type Row = (typeof last)[number]
  const columns: Column<Row>[] = [
    { title: 'ally', cell: (row) => row.area.name },
    { title: 'last known', cell: (row) => row.area.last_known ? `${fixed(row.area.last_known.percent_of_gdp, 2)}% (${row.area.last_known.year}, ${row.area.last_known.vintage})` : '' },
    { title: 'without new policy', cell: (row) => row.end.share ? `${fixed(row.end.share.p50, 2)}% (${fixed(row.end.share.p5, 2)} to ${fixed(row.end.share.p95, 2)})` : '' },
    { title: 'chance of meeting it', cell: (row) => row.end.chance === undefined ? '' : `${fixed(100 * row.end.chance, 0)}%` },
    { title: 'assumed', cell: (row) => row.end.assumed_percent_of_gdp === undefined ? '' : `${fixed(row.end.assumed_percent_of_gdp, 2)}%` },
    { title: 'above today’s share, $ million', cell: (row) => { const amount = dollars(row.end.above_today); return amount ? `${fixed(amount.p50 / 1e6, 0)} (${fixed(amount.p5 / 1e6, 0)} to ${fixed(amount.p95 / 1e6, 0)})` : '' } },
  ]
  return chart({
    name: `outlook-${told.guideline}-shares`, title: 'The share of GDP, ally by ally', drawing, columns, rows: last,
    caption: `Per cent of GDP to ${told.deadline}. Dot: last known. Blue: without new policy, median (dotted), half and nine tenths of the paths. Orange: the assumed path. Dashed: the guideline.`,
    label: 'Fans of each ally’s share of GDP without new policy, with the assumed path and the guideline',
  })
}
