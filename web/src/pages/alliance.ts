// The alliance: who met the line in a year, told again as of any day.
import * as Plot from '@observablehq/plot'

import * as address from '../address'
import { chart, redrawn, typed, widthOf } from '../chart'
import { load, root, type AlliesAsKnown, type AllyYear, type Index, type YearTold } from '../data'
import { figure, h, prose, slider, type Column } from '../elements'
import { map } from '../map'

/** One bar an ally, with the line. */
export function ranking(allies: AllyYear[], names: Map<string, string>, threshold: number, width: number): SVGSVGElement {
  const known = allies.filter((ally) => ally.share)
  const value = (ally: AllyYear) => ally.share?.value ?? 0
  const colour = (ally: AllyYear) => (ally.met ? 'var(--met)' : 'var(--missed)')
  const bars = {
    x: value, y: (ally: AllyYear) => names.get(ally.area), fill: colour, insetTop: 2, insetBottom: 2,
  }
  return Plot.plot({
    width,
    height: 22 * known.length + 46,
    marginLeft: 112,
    marginRight: 44,
    marginTop: 26,
    marginBottom: 6,
    style: typed(14),
    x: { axis: null, domain: [0, Math.max(threshold, ...known.map(value)) * 1.02] },
    y: { label: null, tickSize: 0, domain: known.map((ally) => names.get(ally.area)) },
    marks: [
      Plot.barX(known.filter((ally) => ally.share?.status === 'A'), bars),
      Plot.barX(known.filter((ally) => ally.share?.status !== 'A'), {
        ...bars, fillOpacity: 0.45, stroke: colour, strokeDasharray: '4 2',
      }),
      Plot.ruleX([threshold], { stroke: 'var(--goal)', strokeWidth: 1.5, strokeDasharray: '5 4' }),
      Plot.text([threshold], { x: (x: number) => x, frameAnchor: 'top', dy: -18, text: (x: number) => `${x}% of GDP`, fill: 'var(--goal)' }),
      Plot.text(known, {
        x: value, y: (ally) => names.get(ally.area), text: (ally) => ally.share?.text, textAnchor: 'start', dx: 6,
        fill: 'var(--ink)', stroke: 'var(--paper)', strokeWidth: 4,
      }),
    ],
  }) as SVGSVGElement
}

/** When the browser has nothing better to do. */
const idle = () => new Promise<void>((resolve) => {
  if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 1000 })
  else setTimeout(resolve, 1)
})

/** The last of a rising list up to what is wanted, or else its first. */
const upTo = (values: string[], wanted: string) => values.filter((value) => value <= wanted).at(-1) ?? values[0]

interface Page {
  index: Index
  names: Map<string, string>
  defaults: { year: string; as_of: string }
  chosen: { year: string; as_of: string }
  told: AlliesAsKnown // on the chosen day
  sentences: HTMLElement
  controls: HTMLElement
  charts: HTMLElement
  /** What of the view is still to be drawn. */
  later?: () => HTMLElement
}

/** What the charts of one year have in common. */
interface Drawn {
  year: YearTold
  rows: AllyYear[] // the highest share first
  columns: Column<AllyYear>[]
  caption: string
  width: number
}

function columnsOf(names: Map<string, string>, vintage: string): Column<AllyYear>[] {
  return [
    { title: 'ally', cell: (ally) => h('a', { href: `${root}allies/${ally.area}.html` }, names.get(ally.area) ?? ally.area) },
    { title: 'rank', cell: (ally) => (ally.rank ? String(ally.rank) : '–') },
    { title: 'share of GDP', cell: (ally) => (ally.share ? figure(ally.share, vintage) : ally.met === false ? 'below the line' : 'no figure') },
    { title: 'meets it', cell: (ally) => (ally.met === null ? 'unknown' : ally.met ? 'yes' : 'no') },
    { title: 'expenditure', cell: (ally) => (ally.spending ? figure(ally.spending) : '–') },
    { title: 'equipment share', cell: (ally) => (ally.equipment ? figure(ally.equipment) : '–') },
    { title: 'share by', cell: () => vintage },
    { title: 'cell', cell: (ally) => ally.share?.cell ?? '' },
  ]
}

function drawn({ names, chosen, charts }: Page, year: YearTold): Drawn {
  const estimates = year.allies.some((ally) => ally.share && ally.share.status !== 'A')
  return {
    year,
    rows: [...year.allies].sort((a, b) => (b.share?.value ?? -1) - (a.share?.value ?? -1)),
    columns: columnsOf(names, year.vintage),
    caption: `Per cent of GDP, ${chosen.year}, ${year.vintage}, as known on ${prose(chosen.as_of)}.` +
      (estimates ? ' Pale with a broken edge: estimates.' : ''),
    width: widthOf(charts),
  }
}

function mapChart({ names, chosen, told }: Page, { year, rows, columns, caption, width }: Drawn): HTMLElement {
  return chart({
    name: `map-${chosen.year}-as-of-${chosen.as_of}`,
    title: `Who met ${told.threshold}% in ${chosen.year}`,
    caption: `Blue: met; orange: not met; grey: no member, or (Iceland) no armed forces. ${caption}`,
    label: `Map of members: ${year.met} of ${year.of} allies met ${told.threshold}% of GDP in ${chosen.year}`,
    drawing: map(year, names, width),
    columns,
    rows,
  })
}

function rankingChart({ names, chosen, told }: Page, { rows, columns, caption, width }: Drawn): HTMLElement {
  return chart({
    name: `ranking-${chosen.year}-as-of-${chosen.as_of}`,
    title: `Share of GDP, ${chosen.year}`,
    caption,
    label: `Bars of the share of GDP of each ally in ${chosen.year}, with the line of ${told.threshold}%`,
    drawing: ranking(rows, names, told.threshold, Math.min(width, 900)),
    columns,
    rows,
  })
}

// The whole page; at first with one chart, so that the reader is answered before the second.
function tell(page: Page, count = 2): void {
  const { chosen, told, sentences, charts } = page
  // Not every year is known on every day: the nearest that is.
  if (!told.years[chosen.year]) chosen.year = upTo(Object.keys(told.years), chosen.year)
  const year = told.years[chosen.year]
  if (!year) {
    sentences.replaceChildren(h('p', {}, `Nothing was known of the allies' shares on ${prose(chosen.as_of)}.`))
    charts.replaceChildren()
    return
  }
  sentences.replaceChildren(...year.sentences.map((sentence) => h('p', {}, sentence)))
  const common = drawn(page, year)
  const drawings = [() => mapChart(page, common), () => rankingChart(page, common)]
  charts.replaceChildren(...drawings.slice(0, count).map((draw) => draw()))
  page.later = drawings[count]
  address.write(chosen, page.defaults)
}

function daySlider(page: Page): HTMLElement {
  const { index, chosen, sentences, controls } = page
  return slider('As known on', index.days, chosen.as_of, prose, (day) => {
    chosen.as_of = day
    void load<AlliesAsKnown>(`data/allies/${day}.json`).then((content) => {
      if (chosen.as_of !== day) return
      page.told = content
      tell(page)
      controls.querySelector('.slider:last-child')!.replaceWith(yearSlider(page))
    }).catch((error: unknown) => {
      sentences.replaceChildren(h('p', { class: 'failed' }, `What was known on ${prose(day)} can’t be read: ${error instanceof Error ? error.message : error}`))
    })
  })
}

// Over the years that are known on the chosen day.
function yearSlider(page: Page): HTMLElement {
  return slider('Year', Object.keys(page.told.years), page.chosen.year, (year) => year, (year) => {
    page.chosen.year = year
    tell(page)
  })
}

// What is asked for, and a place for each part of the view.
async function opened(view: HTMLElement): Promise<Page> {
  // What the page has asked for itself already.
  const newest = document.body.dataset.newest ?? ''
  void load<AlliesAsKnown>(`data/allies/${newest}.json`).catch(() => undefined)
  const index = await load<Index>('data/index.json')
  const defaults = { year: String(index.first_year_shown), as_of: index.as_of }
  const chosen = address.read(defaults)
  // Any day can be asked for: it is answered by the last publication up to it.
  if (!index.days.includes(chosen.as_of)) chosen.as_of = upTo(index.days, chosen.as_of)
  const names = new Map(index.areas.map((area) => [area.code, area.name]))
  const sentences = document.querySelector<HTMLElement>('#sentences')!
  const controls = h('div', { class: 'controls' })
  const charts = h('div', { class: 'charts' })
  view.append(controls, charts)
  const told = await load<AlliesAsKnown>(`data/allies/${chosen.as_of}.json`)
  return { index, names, defaults, chosen, told, sentences, controls, charts }
}

export async function alliance(view: HTMLElement): Promise<void> {
  const page = await opened(view)
  tell(page, 1)
  page.controls.replaceChildren(daySlider(page), yearSlider(page))
  performance.mark('interactive')
  await idle()
  if (page.later) page.charts.append(page.later())
  redrawn(page.charts, () => tell(page))
}
