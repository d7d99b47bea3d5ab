// The alliance: who met the line in a year, told again as of any day.
import * as Plot from '@observablehq/plot'

import * as address from '../address'
import { chart, redrawn, typed, widthOf } from '../chart'
import { load, root, type AlliesAsKnown, type AllyYear, type Index } from '../data'
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

export async function alliance(view: HTMLElement): Promise<void> {
  // What the page has asked for itself already.
  const newest = document.body.dataset.newest ?? ''
  void load<AlliesAsKnown>(`data/allies/${newest}.json`).catch(() => undefined)
  const index = await load<Index>('data/index.json')
  const names = new Map(index.areas.map((area) => [area.code, area.name]))
  const defaults = { year: String(index.first_year_shown), as_of: index.as_of }
  const chosen = address.read(defaults)
  if (!index.days.includes(chosen.as_of)) {
    // Any day can be asked for: it is answered by the last publication up to it.
    chosen.as_of = index.days.filter((day) => day <= chosen.as_of).at(-1) ?? index.days[0]
  }
  const sentences = document.querySelector<HTMLElement>('#sentences')!
  const controls = h('div', { class: 'controls' })
  const charts = h('div', { class: 'charts' })
  view.append(controls, charts)

  const columns = (vintage: string): Column<AllyYear>[] => [
    { title: 'ally', cell: (ally) => h('a', { href: `${root}allies/${ally.area}.html` }, names.get(ally.area) ?? ally.area) },
    { title: 'rank', cell: (ally) => (ally.rank ? String(ally.rank) : '–') },
    { title: 'share of GDP', cell: (ally) => (ally.share ? figure(ally.share, vintage) : ally.met === false ? 'below the line' : 'no figure') },
    { title: 'meets it', cell: (ally) => (ally.met === null ? 'unknown' : ally.met ? 'yes' : 'no') },
    { title: 'expenditure', cell: (ally) => (ally.spending ? figure(ally.spending) : '–') },
    { title: 'equipment share', cell: (ally) => (ally.equipment ? figure(ally.equipment) : '–') },
    { title: 'share by', cell: () => vintage },
    { title: 'cell', cell: (ally) => ally.share?.cell ?? '' },
  ]

  let told = await load<AlliesAsKnown>(`data/allies/${chosen.as_of}.json`)

  // What of the view is still to be drawn.
  let later: (() => HTMLElement) | undefined
  // The whole page; at first with one chart, so that the reader is answered before the second.
  const tell = (count = 2) => {
    const years = Object.keys(told.years)
    // Not every year is known on every day: the nearest that is.
    if (!told.years[chosen.year]) chosen.year = years.filter((year) => year <= chosen.year).at(-1) ?? years[0]
    const year = told.years[chosen.year]
    if (!year) {
      sentences.replaceChildren(h('p', {}, `Nothing was known of the allies' shares on ${prose(chosen.as_of)}.`))
      charts.replaceChildren()
      return
    }
    sentences.replaceChildren(...year.sentences.map((sentence) => h('p', {}, sentence)))
    const estimates = year.allies.some((ally) => ally.share && ally.share.status !== 'A')
    const caption = `Per cent of GDP, ${chosen.year}, ${year.vintage}, as known on ${prose(chosen.as_of)}.` +
      (estimates ? ' Pale with a broken edge: estimates.' : '')
    const rows = [...year.allies].sort((a, b) => (b.share?.value ?? -1) - (a.share?.value ?? -1))
    const width = widthOf(charts)
    const drawings = [
      () => chart({
        name: `map-${chosen.year}-as-of-${chosen.as_of}`,
        title: `Who met ${told.threshold}% in ${chosen.year}`,
        caption: `Blue: met; orange: not met; grey: no member, or (Iceland) no armed forces. ${caption}`,
        label: `Map of members: ${year.met} of ${year.of} allies met ${told.threshold}% of GDP in ${chosen.year}`,
        drawing: map(year, names, width),
        columns: columns(year.vintage),
        rows,
      }),
      () => chart({
        name: `ranking-${chosen.year}-as-of-${chosen.as_of}`,
        title: `Share of GDP, ${chosen.year}`,
        caption,
        label: `Bars of the share of GDP of each ally in ${chosen.year}, with the line of ${told.threshold}%`,
        drawing: ranking(rows, names, told.threshold, Math.min(width, 900)),
        columns: columns(year.vintage),
        rows,
      }),
    ]
    charts.replaceChildren(...drawings.slice(0, count).map((draw) => draw()))
    later = drawings[count]
    address.write(chosen, defaults)
  }
  const control = () => {
    const years = Object.keys(told.years)
    controls.replaceChildren(
      slider('As known on', index.days, chosen.as_of, prose, (day) => {
        chosen.as_of = day
        void load<AlliesAsKnown>(`data/allies/${day}.json`).then((content) => {
          if (chosen.as_of !== day) return
          told = content
          tell()
          const slot = controls.querySelector('.slider:last-child')!
          slot.replaceWith(yearSlider(Object.keys(told.years)))
        }).catch((error: unknown) => {
          sentences.replaceChildren(h('p', { class: 'failed' }, `What was known on ${prose(day)} can’t be read: ${error instanceof Error ? error.message : error}`))
        })
      }),
      yearSlider(years),
    )
  }
  const yearSlider = (years: string[]) =>
    slider('Year', years, chosen.year, (year) => year, (year) => {
      chosen.year = year
      tell()
    })
  tell(1)
  control()
  performance.mark('interactive')
  await idle()
  if (later) charts.append(later())
  redrawn(charts, () => tell())
}
