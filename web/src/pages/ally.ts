// One ally: a measure over the years in every vintage, beside any others or a group.
import * as Plot from '@observablehq/plot'

import * as address from '../address'
import { chart, redrawn, typed, widthOf } from '../chart'
import { load, type AreaData, type AreaFigure, type GuidelineData, type Index } from '../data'
import { choice, figure, h, prose, type Column } from '../elements'

const percent = new Set(['defence_share_of_gdp', 'real_change', 'equipment_share', 'personnel_share', 'infrastructure_share', 'other_share'])
const lines: Record<string, number> = { defence_share_of_gdp: 2, equipment_share: 20 }

// A line has no business where no year is known, nor across a change of what is counted.
function runs<T extends AreaFigure>(figures: T[], counts: Map<string, string>, of: (one: T) => string): (T & { run: string })[] {
  const last = new Map<string, { year: number; counts?: string; run: number }>()
  return [...figures].sort((a, b) => a.year - b.year).map((one) => {
    const before = last.get(of(one))
    const now = { year: one.year, counts: counts.get(one.vintage), run: before?.run ?? 0 }
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

export async function ally(view: HTMLElement, code: string): Promise<void> {
  const [index, own, guidelines] = await Promise.all([
    load<Index>('data/index.json'),
    load<AreaData>(`data/areas/${code}.json`),
    load<{ guidelines: GuidelineData[] }>('data/guidelines.json'),
  ])
  if (own.measures.length === 0) {
    view.append(h('p', {}, 'No figure of it is in the ledger.'))
    return
  }
  const published = new Map(index.vintages.map((vintage) => [vintage.id, vintage.published]))
  // GDP and persons are named by what a vintage has beside them, not by how they are counted.
  const counts = new Map(index.vintages.map((vintage) => [vintage.id, vintage.counts]))
  const defaults = { measure: own.measures[0].measure, with: '' }
  const chosen = address.read(defaults)
  if (!own.measures.some((one) => one.measure === chosen.measure)) chosen.measure = defaults.measure
  const controls = h('div', { class: 'controls' })
  const charts = h('div', { class: 'charts' })
  view.append(controls, charts)

  const draw = async () => {
    address.write(chosen, defaults)
    const others = await Promise.all(
      chosen.with.split(',').filter((other) => index.areas.some((area) => area.code === other))
        .map((other) => load<AreaData>(`data/areas/${other}.json`)))
    const measure = own.measures.find((one) => one.measure === chosen.measure)!
    const figures = sameBasis(measure.figures)
    const told = chosen.measure.startsWith('defence_') ? counts : new Map<string, string>()
    const broken = newest(figures, published).flatMap((one, i, all) =>
      i > 0 && told.get(one.vintage) !== told.get(all[i - 1].vintage)
        ? [` Break in ${one.year}: ${one.vintage} counts “${told.get(one.vintage)}”, the years before it “${told.get(all[i - 1].vintage)}”.`]
        : []).join('')
    const threshold = lines[chosen.measure]
    const unit = percent.has(chosen.measure) ? '%' : chosen.measure === 'military_personnel' ? 'persons' : chosen.measure === 'defence_per_capita' ? 'US dollars' : 'billion US dollars'
    const basis = figures[0].basis === 'current' ? ', current prices' : ''
    const width = Math.min(widthOf(charts), 820)
    const title = measure.title[0].toUpperCase() + measure.title.slice(1)
    const y = (one: AreaFigure) => shown(chosen.measure, one.value)
    const columns: Column<AreaFigure>[] = [
      { title: 'year', cell: (one) => String(one.year) },
      { title: 'publication', cell: (one) => one.vintage },
      { title: 'figure', cell: (one) => figure(one) },
      { title: 'prices', cell: (one) => one.basis ?? '' },
      { title: 'status', cell: (one) => ({ A: 'actual', E: 'estimate', P: 'provisional' })[one.status] },
      { title: 'cell', cell: (one) => one.cell ?? '' },
    ]
    const common = {
      width, height: 340, marginLeft: 56, marginRight: 96, marginTop: 28,
      style: typed(14),
      x: { label: null, tickFormat: 'd', ticks: width < 500 ? 5 : 10 },
    } as const
    const goal = threshold === undefined ? [] : [
      Plot.ruleY([threshold], { stroke: 'var(--goal)', strokeDasharray: '5 4' }),
    ]
    // The fan: every vintage a line, the newest the strongest.
    const last = newest(figures, published)
    const fan = Plot.plot({
      ...common,
      y: { label: unit, grid: true, nice: true, zero: true },
      marks: [
        ...goal,
        Plot.lineY(runs(figures, told, (one) => one.vintage), { x: 'year', y, z: 'run', stroke: 'var(--dim)', strokeOpacity: 0.55 }),
        Plot.dot(figures, { x: 'year', y, r: 2.5, stroke: 'var(--dim)', fill: (one) => (one.status === 'A' ? 'var(--dim)' : 'var(--paper)') }),
        Plot.lineY(runs(last, told, () => 'newest'), { x: 'year', y, z: 'run', stroke: 'var(--met)', strokeWidth: 2.5 }),
        Plot.dot(last, { x: 'year', y, r: 3.5, stroke: 'var(--met)', strokeWidth: 1.5, fill: (one) => (one.status === 'A' ? 'var(--met)' : 'var(--paper)') }),
        Plot.text(last.slice(-1), { x: 'year', y, text: 'text', textAnchor: 'start', dx: 8, fontWeight: 600 }),
      ],
    }) as SVGSVGElement
    const made = [chart({
      name: `${code}-${chosen.measure}-vintages`,
      title: `${title}: every publication`,
      caption: `${unit}${basis}. Thin: each publication; thick: the newest of each year. Hollow: estimates.${broken}`,
      label: `${title} of ${own.name} over the years in each publication`,
      drawing: fan, columns, rows: figures,
    })]
    if (others.length > 0) {
      const rows: Point[] = [own, ...others].flatMap((area) => {
        const found = area.measures.find((one) => one.measure === chosen.measure)
        return found ? newest(sameBasis(found.figures), published).map((one) => ({ ...one, name: area.name })) : []
      })
      const ends = [...new Map(rows.map((one) => [one.name, one])).values()]
      const compared = Plot.plot({
        ...common,
        marginRight: 140,
        y: { label: unit, grid: true, nice: true, zero: true },
        marks: [
          ...goal,
          Plot.lineY(runs(rows, told, (one) => one.name), { x: 'year', y, z: 'run', stroke: (one: Point) => (one.name === own.name ? 'var(--met)' : 'var(--dim)'), strokeWidth: 2 }),
          Plot.dot(rows, { x: 'year', y, r: 2.5, stroke: (one) => (one.name === own.name ? 'var(--met)' : 'var(--dim)'), fill: (one) => (one.status === 'A' ? (one.name === own.name ? 'var(--met)' : 'var(--dim)') : 'var(--paper)') }),
          Plot.text(ends, { x: 'year', y, text: 'name', textAnchor: 'start', dx: 8, fill: 'var(--ink)', stroke: 'var(--paper)', strokeWidth: 4 }),
        ],
      }) as SVGSVGElement
      made.push(chart({
        name: `${code}-${chosen.measure}-compared`,
        title: `${title}, compared`,
        caption: `${unit}${basis}; of each year the newest publication. Hollow: estimates.${broken}`,
        label: `${title} of ${own.name} and ${others.map((area) => area.name).join(', ')} over the years`,
        drawing: compared,
        columns: [{ title: 'area', cell: (one: Point) => one.name }, ...columns] as Column<Point>[],
        rows,
      }))
    }
    charts.replaceChildren(...made, standings(code, guidelines.guidelines, index.as_of))
  }

  const add = (other: string) => {
    const list = chosen.with.split(',').filter(Boolean)
    chosen.with = (list.includes(other) ? list.filter((one) => one !== other) : [...list, other]).join(',')
    control()
    void draw()
  }
  const control = () => {
    const compared = chosen.with.split(',').filter(Boolean)
    const nameOf = (other: string) => index.areas.find((area) => area.code === other)?.name ?? other
    controls.replaceChildren(
      choice('Measure', own.measures.map((one) => [one.measure, one.title]), chosen.measure, (measure) => {
        chosen.measure = measure
        void draw()
      }),
      choice('Compare with', [['', 'choose…'], ...index.areas.filter((area) => area.code !== code && area.armed_forces && !compared.includes(area.code)).map((area): [string, string] => [area.code, area.name])], '', (other) => other && add(other)),
      ...compared.map((other) => {
        const button = h('button', { type: 'button', class: 'chip' }, `${nameOf(other)} ×`)
        button.setAttribute('aria-label', `Compare no longer with ${nameOf(other)}`)
        button.addEventListener('click', () => add(other))
        return button
      }),
    )
  }
  control()
  await draw()
  redrawn(charts, () => void draw())
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
