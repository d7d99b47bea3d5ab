// One ally: a measure over the years in every vintage, beside any others or a group.
import * as Plot from '@observablehq/plot'

import * as address from '../address'
import { chart, redrawn, typed, widthOf } from '../chart'
import { load, type AreaData, type AreaFigure, type BesideFigure, type GuidelineData, type Index } from '../data'
import { choice, figure, h, prose, table, type Column } from '../elements'

const percent = new Set(['defence_share_of_gdp', 'real_change', 'equipment_share', 'personnel_share', 'infrastructure_share', 'other_share'])
const lines: Record<string, number> = { defence_share_of_gdp: 2, equipment_share: 20 }

// A line has no business where no year is known, nor across a change of what is counted.
function runs<T extends AreaFigure>(figures: T[], counts: Map<string, string>, of: (one: T) => string): (T & { run: string })[] {
  const last = new Map<string, { year: number; counts?: string; run: number }>()
  return [...figures].sort((a, b) => a.year - b.year).map((one) => {
    const before = last.get(of(one))
    const now = { year: one.year, counts: counts.get(one.vintage) || before?.counts, run: before?.run ?? 0 }
    if (before && (before.year < one.year - 1 || before.counts !== now.counts)) ++now.run
    last.set(of(one), now)
    return { ...one, run: `${of(one)}/${now.run}` }
  })
}

interface Point extends AreaFigure {
  name: string
}

// In the chart's unit: per cent and persons as they are, money in billions.
const shown = (measure: string, value: number) =>
  measure === 'defence_expenditure' ? value / 1e9 : value

// Money at constant prices of one base year and money of another are no one line.
function sameBasis(figures: AreaFigure[]): AreaFigure[] {
  if (figures.some((one) => one.basis === 'current')) return figures.filter((one) => one.basis === 'current')
  return figures
}

/** Of each year the newest vintage. */
function newest(figures: AreaFigure[], published: Map<string, string>): AreaFigure[] {
  const best = new Map<number, AreaFigure>()
  for (const one of figures) {
    const before = best.get(one.year)
    if (!before || (published.get(one.vintage) ?? '') >= (published.get(before.vintage) ?? '')) best.set(one.year, one)
  }
  return [...best.values()].sort((a, b) => a.year - b.year)
}

interface Page {
  code: string
  index: Index
  own: AreaData
  guidelines: GuidelineData[]
  published: Map<string, string> // when, by vintage
  counts: Map<string, string> // what, by vintage
  defaults: { measure: string; with: string }
  chosen: { measure: string; with: string } // `with`: codes with commas between them
  controls: HTMLElement
  charts: HTMLElement
}

/** A measure as the charts show it. */
interface Drawn {
  measure: string
  title: string
  figures: AreaFigure[]
  last: AreaFigure[] // of each year the newest
  counts: Map<string, string> // by vintage, where a change of them breaks the line
  unit: string
  basis: string // said behind the unit
  broken: string // said in captions
  width: number
}

const tableColumns: Column<AreaFigure>[] = [
  { title: 'year', cell: (one) => String(one.year) },
  { title: 'publication', cell: (one) => one.vintage },
  { title: 'figure', cell: (one) => figure(one) },
  { title: 'prices', cell: (one) => one.basis ?? '' },
  { title: 'status', cell: (one) => ({ A: 'actual', E: 'estimate', P: 'provisional' })[one.status] },
  { title: 'cell', cell: (one) => one.cell ?? '' },
]

function unitOf(measure: string): string {
  if (percent.has(measure)) return '%'
  if (measure === 'military_personnel') return 'persons'
  return measure === 'defence_per_capita' ? 'US dollars' : 'billion US dollars'
}

// Where the newest vintage of a year counts something else than that of the year before.
function breaks(last: AreaFigure[], counts: Map<string, string>): string {
  const named = last.filter((one) => counts.get(one.vintage)) // what is not named breaks nothing
  return named.flatMap((one, i) =>
    i > 0 && counts.get(one.vintage) !== counts.get(named[i - 1].vintage)
      ? [` Break in ${one.year}: ${one.vintage} counts “${counts.get(one.vintage)}”, the years before it “${counts.get(named[i - 1].vintage)}”.`]
      : []).join('')
}

function drawn(page: Page): Drawn {
  const measure = page.own.measures.find((one) => one.measure === page.chosen.measure)!
  const figures = sameBasis(measure.figures)
  const last = newest(figures, page.published)
  // GDP and persons are named by what a vintage has beside them, not by how they are counted.
  const counts = measure.measure.startsWith('defence_') ? page.counts : new Map<string, string>()
  return {
    measure: measure.measure,
    title: measure.title[0].toUpperCase() + measure.title.slice(1),
    figures, last, counts,
    unit: unitOf(measure.measure),
    basis: figures[0].basis === 'current' ? ', current prices' : '',
    broken: breaks(last, counts),
    width: Math.min(widthOf(page.charts), 820),
  }
}

/** What both charts have: size, type and scales. */
const frame = (of: Drawn) => ({
  width: of.width, height: 340, marginLeft: 56, marginRight: 96, marginTop: 28,
  style: typed(14),
  x: { label: null, tickFormat: 'd', ticks: of.width < 500 ? 5 : 10 },
  y: { label: of.unit, grid: true, nice: true, zero: true },
} as const)

/** The guideline's line, where there is one. */
function goal(measure: string): Plot.Markish[] {
  const threshold = lines[measure]
  return threshold === undefined ? [] : [Plot.ruleY([threshold], { stroke: 'var(--goal)', strokeDasharray: '5 4' })]
}

// The fan: every vintage a line, the newest the strongest.
function vintagesChart({ code, own }: Page, of: Drawn): HTMLElement {
  const { figures, last, counts } = of
  const y = (one: AreaFigure) => shown(of.measure, one.value)
  const drawing = Plot.plot({
    ...frame(of),
    marks: [
      ...goal(of.measure),
      Plot.lineY(runs(figures, counts, (one) => one.vintage), { x: 'year', y, z: 'run', stroke: 'var(--dim)', strokeOpacity: 0.55 }),
      Plot.dot(figures, { x: 'year', y, r: 2.5, stroke: 'var(--dim)', fill: (one) => (one.status === 'A' ? 'var(--dim)' : 'var(--paper)') }),
      Plot.lineY(runs(last, counts, () => 'newest'), { x: 'year', y, z: 'run', stroke: 'var(--met)', strokeWidth: 2.5 }),
      Plot.dot(last, { x: 'year', y, r: 3.5, stroke: 'var(--met)', strokeWidth: 1.5, fill: (one) => (one.status === 'A' ? 'var(--met)' : 'var(--paper)') }),
      Plot.text(last.slice(-1), { x: 'year', y, text: 'text', textAnchor: 'start', dx: 8, fontWeight: 600 }),
    ],
  }) as SVGSVGElement
  return chart({
    name: `${code}-${of.measure}-vintages`,
    title: `${of.title}: every publication`,
    caption: `${of.unit}${of.basis}. Thin: each publication; thick: the newest of each year. Hollow: estimates.${of.broken}`,
    label: `${of.title} of ${own.name} over the years in each publication`,
    drawing, columns: tableColumns, rows: figures,
  })
}

// The newest of each year, a line an area.
function comparedChart({ code, own, published }: Page, of: Drawn, others: AreaData[]): HTMLElement {
  const rows: Point[] = [own, ...others].flatMap((area) => {
    const found = area.measures.find((one) => one.measure === of.measure)
    return found ? newest(sameBasis(found.figures), published).map((one) => ({ ...one, name: area.name })) : []
  })
  const ends = [...new Map(rows.map((one) => [one.name, one])).values()]
  const y = (one: AreaFigure) => shown(of.measure, one.value)
  const colour = (one: Point) => (one.name === own.name ? 'var(--met)' : 'var(--dim)')
  const drawing = Plot.plot({
    ...frame(of),
    marginRight: 140,
    marks: [
      ...goal(of.measure),
      Plot.lineY(runs(rows, of.counts, (one) => one.name), { x: 'year', y, z: 'run', stroke: colour, strokeWidth: 2 }),
      Plot.dot(rows, { x: 'year', y, r: 2.5, stroke: colour, fill: (one) => (one.status === 'A' ? colour(one) : 'var(--paper)') }),
      Plot.text(ends, { x: 'year', y, text: 'name', textAnchor: 'start', dx: 8, fill: 'var(--ink)', stroke: 'var(--paper)', strokeWidth: 4 }),
    ],
  }) as SVGSVGElement
  return chart({
    name: `${code}-${of.measure}-compared`,
    title: `${of.title}, compared`,
    caption: `${of.unit}${of.basis}; of each year the newest publication. Hollow: estimates.${of.broken}`,
    label: `${of.title} of ${own.name} and ${others.map((area) => area.name).join(', ')} over the years`,
    drawing,
    columns: [{ title: 'area', cell: (one: Point) => one.name }, ...tableColumns] as Column<Point>[],
    rows,
  })
}

async function draw(page: Page): Promise<void> {
  const { index, chosen } = page
  address.write(chosen, page.defaults)
  const others = await Promise.all(
    chosen.with.split(',').filter((other) => index.areas.some((area) => area.code === other))
      .map((other) => load<AreaData>(`data/areas/${other}.json`)))
  const measure = drawn(page)
  const made = [vintagesChart(page, measure)]
  if (others.length > 0) made.push(comparedChart(page, measure, others))
  page.charts.replaceChildren(...made, ...beside(page.own, index), standings(page.code, page.guidelines, index.as_of))
}

const comparedWith = (page: Page) => page.chosen.with.split(',').filter(Boolean)

// Compares with an area, or no longer.
function toggle(page: Page, other: string): void {
  const list = comparedWith(page)
  page.chosen.with = (list.includes(other) ? list.filter((one) => one !== other) : [...list, other]).join(',')
  control(page)
  void draw(page)
}

function measureChoice(page: Page): HTMLElement {
  return choice('Measure', page.own.measures.map((one) => [one.measure, one.title]), page.chosen.measure, (measure) => {
    page.chosen.measure = measure
    void draw(page)
  })
}

function otherChoice(page: Page, compared: string[]): HTMLElement {
  const others = page.index.areas
    .filter((area) => area.code !== page.code && area.armed_forces && !compared.includes(area.code))
    .map((area): [string, string] => [area.code, area.name])
  return choice('Compare with', [['', 'choose…'], ...others], '', (other) => other && toggle(page, other))
}

// An area that is compared with; pressed, it is so no longer.
function chip(page: Page, other: string): HTMLElement {
  const name = page.index.areas.find((area) => area.code === other)?.name ?? other
  const button = h('button', { type: 'button', class: 'chip' }, `${name} ×`)
  button.setAttribute('aria-label', `Compare no longer with ${name}`)
  button.addEventListener('click', () => toggle(page, other))
  return button
}

function control(page: Page): void {
  const compared = comparedWith(page)
  page.controls.replaceChildren(
    measureChoice(page), otherChoice(page, compared), ...compared.map((other) => chip(page, other)))
}

export async function ally(view: HTMLElement, code: string): Promise<void> {
  const [index, own, { guidelines }] = await Promise.all([
    load<Index>('data/index.json'),
    load<AreaData>(`data/areas/${code}.json`),
    load<{ guidelines: GuidelineData[] }>('data/guidelines.json'),
  ])
  if (own.measures.length === 0) {
    view.append(h('p', {}, 'No figure of it is in the ledger.'))
    return
  }
  const published = new Map(index.vintages.map((vintage) => [vintage.id, vintage.published]))
  const counts = new Map(index.vintages.map((vintage) => [vintage.id, vintage.counts]))
  const defaults = { measure: own.measures[0].measure, with: '' }
  const chosen = address.read(defaults)
  if (!own.measures.some((one) => one.measure === chosen.measure)) chosen.measure = defaults.measure
  const controls = h('div', { class: 'controls' })
  const charts = h('div', { class: 'charts' })
  view.append(controls, charts)

  const page: Page = { code, index, own, guidelines, published, counts, defaults, chosen, controls, charts }
  control(page)
  await draw(page)
  redrawn(charts, () => void draw(page))
}

const besideColumns: Column<BesideFigure>[] = [
  { title: 'measure', cell: (one) => one.title },
  { title: 'period', cell: (one) => one.period },
  { title: 'figure', cell: (one) => figure(one) },
  { title: 'publication', cell: (one) => one.vintage },
  { title: 'cell', cell: (one) => one.cell ?? '' },
]

/** What others publish of it: aid to Ukraine, and shares in common funding. */
function beside(own: AreaData, index: Index): HTMLElement[] {
  const parts: [string, BesideFigure[]][] = [
    ['Aid to Ukraine', own.beside.filter((one) => one.measure.includes('support_to_ukraine'))],
    ['Common funding', own.beside.filter((one) => one.measure.startsWith('common_funding'))],
  ]
  return parts.filter(([, rows]) => rows.length > 0).map(([title, rows]) => {
    const vintages = index.vintages.filter((vintage) => rows.some((one) => one.vintage === vintage.id))
    const titles = new Set(vintages.map((vintage) => vintage.title))
    const cited = [...titles].map((name) => {
      const days = vintages.filter((vintage) => vintage.title === name).map((vintage) => prose(vintage.published))
      return `${name}, ${days.join(', ')}`
    })
    return h('section', {}, h('h2', {}, title), table(title, besideColumns, rows),
      h('p', { class: 'note' }, `Sources: ${cited.join('; ')}.`))
  })
}

// Guidelines over time: as known on the newest day.
function standings(code: string, guidelines: GuidelineData[], day: string): HTMLElement {
  const section = h('section', {}, h('h2', {}, 'Guidelines over time'))
  for (const guideline of guidelines) {
    const years = Object.entries(guideline.days[day] ?? {}).filter(([, year]) => year.standings[code])
    if (years.length === 0) continue
    section.append(
      h('h3', {}, guideline.text),
      h('ul', { class: 'years' }, ...years.map(([year, told]) => {
        const standing = told.standings[code]
        const met = standing.met === null ? 'unknown' : standing.met ? 'met' : 'missed'
        return h('li', { class: `${met}${standing.status === 'A' ? '' : ' estimate'}` },
          h('span', { class: 'year' }, year),
          standing.text
            ? h('data', { class: standing.status === 'A' ? 'f' : 'f e', value: standing.text, 'data-behind': standing.cell + (standing.status === 'A' ? '' : ', an estimate'), tabindex: 0 }, `${standing.text}%`)
            : 'no figure',
          h('span', { class: 'word' }, met === 'met' ? 'met' : met === 'missed' ? 'not met' : 'unknown'))
      })))
  }
  section.append(h('p', { class: 'note' }, `As known on ${prose(day)}. Broken edge: estimates.`))
  return section
}
