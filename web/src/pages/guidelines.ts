// Guidelines: for each a timeline of who met it, as known on any day.
import * as Plot from '@observablehq/plot'

import * as address from '../address'
import { chart, redrawn, typed, widthOf } from '../chart'
import { load, type GuidelineData, type Index, type Standing } from '../data'
import { figure, h, prose, slider, type Column } from '../elements'

interface Cell extends Standing {
  area: string
  name: string
  year: number
  vintage: string
}

export async function guidelines(): Promise<void> {
  const [index, all] = await Promise.all([
    load<Index>('data/index.json'),
    load<{ guidelines: GuidelineData[] }>('data/guidelines.json'),
  ])
  const names = new Map(index.areas.map((area) => [area.code, area.name]))
  const defaults = { as_of: index.as_of }
  const chosen = address.read(defaults)
  if (!index.days.includes(chosen.as_of)) chosen.as_of = index.as_of
  const first = document.querySelector('section')!
  first.before(h('div', { class: 'controls' },
    slider('As known on', index.days, chosen.as_of, prose, (day) => {
      chosen.as_of = day
      address.write(chosen, defaults)
      tell()
    })))
  const places = [...document.querySelectorAll<HTMLElement>('.timeline')]
  const tell = () => {
    for (const place of places) {
      const guideline = all.guidelines.find((one) => one.id === place.dataset.guideline)
      if (guideline) place.replaceChildren(timeline(guideline, chosen.as_of, names, widthOf(place)))
    }
  }
  tell()
  redrawn(places[0], tell)
}

function timeline(guideline: GuidelineData, day: string, names: Map<string, string>, width: number): HTMLElement {
  const years = guideline.days[day]
  if (!years || Object.keys(years).length === 0) {
    const ever = Object.keys(guideline.days).length > 0
    return h('p', { class: 'note' }, ever
      ? `No publication up to ${prose(day)} has figures for it.`
      : 'Nobody publishes what is spent on it: who meets it can’t be told.')
  }
  const cells: Cell[] = Object.entries(years).flatMap(([year, told]) =>
    Object.entries(told.standings).map(([area, standing]) => ({
      ...standing, area, name: names.get(area) ?? area, year: Number(year), vintage: told.vintage,
    })))
  const shown = cells.filter((cell) => cell.met !== null)
  const allies = [...new Set(shown.map((cell) => cell.name))].sort()
  const counts = Object.entries(years).map(([year, told]) => ({ year: Number(year), ...told }))
  const drawing = Plot.plot({
    width: Math.min(width, 820),
    height: allies.length * 19 + 60,
    marginLeft: 112,
    marginTop: 44,
    marginBottom: 4,
    marginRight: 4,
    padding: 0.12,
    style: typed(width < 500 ? 10 : 12),
    x: { type: 'band', axis: 'top', label: null, tickFormat: (year: number) => (width < 500 ? `’${String(year).slice(2)}` : String(year)), tickSize: 0 },
    y: { label: null, tickSize: 0, domain: allies },
    marks: [
      // Met or not, by an actual figure; the same by an estimate: pale, with a broken edge.
      Plot.cell(shown.filter((cell) => cell.status === 'A'), {
        x: 'year', y: 'name', fill: (cell) => (cell.met ? 'var(--met)' : 'var(--land)'),
      }),
      Plot.cell(shown.filter((cell) => cell.status !== 'A'), {
        x: 'year', y: 'name',
        fill: (cell) => (cell.met ? 'var(--met)' : 'var(--land)'),
        fillOpacity: 0.45,
        stroke: (cell) => (cell.met ? 'var(--met)' : 'var(--dim)'),
        strokeDasharray: '3 2',
      }),
      Plot.text(counts, { x: 'year', frameAnchor: 'top', dy: -32, text: (one) => `${one.met}${one.complete ? '' : '+'}`, fontWeight: 600 }),
    ],
  }) as SVGSVGElement
  const columns: Column<Cell>[] = [
    { title: 'ally', cell: (cell) => cell.name },
    { title: 'year', cell: (cell) => String(cell.year) },
    { title: 'figure', cell: (cell) => cell.text ? figure({ value: Number(cell.text), text: `${cell.text}%`, status: cell.status ?? 'A', cell: cell.cell.slice(cell.cell.indexOf('/') + 1), vintage: cell.vintage }) : 'no figure' },
    { title: 'met', cell: (cell) => (cell.met === null ? 'unknown' : cell.met ? 'yes' : 'no') },
    { title: 'publication', cell: (cell) => cell.vintage },
  ]
  const newest = counts.at(-1)!
  return chart({
    name: `${guideline.id}-as-of-${day}`,
    title: `Who met ${guideline.id}`,
    caption: `Filled: met; pale with a broken edge: by an estimate; above: how many (+: of those known so far). As known on ${prose(day)}.`,
    label: `Timeline of who met ${guideline.id}: ${newest.met} of ${newest.of} in ${newest.year}`,
    drawing, columns, rows: cells,
  })
}
