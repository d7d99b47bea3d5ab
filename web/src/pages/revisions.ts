// Revisions: what each publication says otherwise than the one before it.
import * as Plot from '@observablehq/plot'

import * as address from '../address'
import { chart, redrawn, typed, widthOf } from '../chart'
import { load, type RevisionStep } from '../data'
import { choice, figure, h, prose, type Column } from '../elements'

type Change = RevisionStep['changed'][number]

export async function revisions(view: HTMLElement): Promise<void> {
  const { steps } = await load<{ steps: RevisionStep[] }>('data/revisions.json')
  if (steps.length === 0) {
    view.append(h('p', {}, 'No two publications can be compared.'))
    return
  }
  const most = steps.reduce((best, step) => (step.compared >= 10 ? step : best), steps[0])
  const defaults = { to: most.to }
  const chosen = address.read(defaults)
  const place = h('div', { class: 'charts' })
  const find = () => steps.find((step) => step.to === chosen.to) ?? most
  view.append(
    h('div', { class: 'controls' }, choice('Publication',
      [...steps].reverse().map((step): [string, string] => [step.to, `${step.to}, against ${step.from}`]),
      find().to, (to) => {
        chosen.to = to
        tell()
      })), place)
  const signed = (points: number) => `${points > 0 ? '+' : ''}${points.toFixed(2)}`
  const tell = () => {
    const step = find()
    address.write(chosen, defaults)
    const rows = step.changed
    const width = Math.min(widthOf(place), 760)
    const shown = rows.slice(0, 40).map((row) => ({ ...row, label: `${width < 500 ? row.area : row.name} ${row.year}` }))
    const columns: Column<Change>[] = [
      { title: 'ally', cell: (row) => row.name },
      { title: 'year', cell: (row) => String(row.year) },
      { title: step.from, cell: (row) => figure(row.from, step.from) },
      { title: step.to, cell: (row) => figure(row.to, step.to) },
      { title: 'points', cell: (row) => signed(row.points) },
    ]
    const crossed = step.crossed.map((one) => h('li', {},
      `${one.name} ${step.counts_anew ? (one.met_now ? 'meets, so counted,' : 'does not meet, so counted,') : one.met_now ? 'now meets' : 'no longer meets'} ${one.guideline} in ${one.year}`))
    const sentences = [
      h('p', {}, step.counts_anew
        ? `${step.to}, published ${prose(step.published)}, counts ${step.counts_anew}, which ${step.from} does not: nothing is revised by it. Of ${step.compared} shares of GDP that both have ${rows.length} differ, by ${step.mean_absolute.toFixed(2)} points on average.`
        : `${step.to}, published ${prose(step.published)}, revised ${rows.length} of ${step.compared} shares of GDP that ${step.from} has too, by ${step.mean_absolute.toFixed(2)} points on average.`),
      crossed.length ? h('ul', {}, ...crossed) : h('p', {}, 'Nobody crossed a guideline’s line by it.'),
    ]
    if (rows.length === 0) {
      place.replaceChildren(...sentences)
      return
    }
    const drawing = Plot.plot({
      width,
      height: shown.length * 20 + 40,
      marginLeft: width < 500 ? 132 : 190,
      marginRight: 50,
      style: typed(13),
      x: { label: 'per cent of GDP', grid: true, axis: 'top' },
      y: { label: null, tickSize: 0, domain: shown.map((row) => row.label) },
      marks: [
        Plot.ruleX([2], { stroke: 'var(--goal)', strokeDasharray: '5 4' }),
        Plot.arrow(shown, { x1: (row) => row.from.value, x2: (row) => row.to.value, y: 'label', stroke: (row) => (row.points > 0 ? 'var(--met)' : 'var(--missed)'), strokeWidth: 2, headLength: 6 }),
        Plot.dot(shown, { x: (row) => row.from.value, y: 'label', r: 3, fill: (row) => (row.from.status === 'A' ? 'var(--dim)' : 'var(--paper)'), stroke: 'var(--dim)' }),
        Plot.text(shown, { x: (row) => Math.max(row.from.value, row.to.value), y: 'label', dx: 8, textAnchor: 'start', text: (row) => signed(row.points) }),
      ],
    }) as SVGSVGElement
    place.replaceChildren(...sentences, chart({
      name: `revisions-${step.to}`,
      title: step.counts_anew ? 'The largest differences' : 'The largest revisions',
      caption: `From ${step.from} (dot; hollow: an estimate) to ${step.to} (arrow), points of GDP${rows.length > shown.length ? `; the largest ${shown.length} of ${rows.length}` : ''}.`,
      label: `Arrows from the earlier to the later share of GDP, the largest ${rows[0].name} ${rows[0].year}`,
      drawing, columns, rows,
    }))
  }
  tell()
  redrawn(place, tell)
}
