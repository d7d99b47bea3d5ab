// Elements of a page: figures that say where they are from, tables, sliders, choices.
import type { Figure } from './data'

type Child = Node | string | null | undefined | false

/** An element with attributes and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | number | boolean | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value))
  for (const child of children) if (child) element.append(child)
  return element
}

const months = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
  'November', 'December',
]

/** "2025-04-24" as "24 April 2025". */
export function prose(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${date} ${months[month - 1]} ${year}`
}

/** Where a figure is from, in words. */
export function provenance(figure: Figure, vintage?: string): string {
  let text = figure.vintage ?? vintage ?? ''
  if (figure.status === 'E') text += ', an estimate'
  if (figure.status === 'P') text += ', provisional'
  if (figure.basis === 'current') text += ', at current prices'
  else if (figure.basis?.startsWith('constant:')) text += `, at constant ${figure.basis.slice(9)} prices`
  for (const step of figure.working ?? []) text += `; ${step}`
  if (figure.cell) text += `; cell ${figure.cell}`
  if (figure.more_cells) text += ` and ${figure.more_cells} more`
  return text
}

/** A figure to point at. */
export function figure(of: Figure, vintage?: string, text = of.text): HTMLElement {
  return h('data', {
    class: of.status === 'A' ? 'f' : 'f e',
    value: of.value,
    'data-behind': provenance(of, vintage),
  }, text)
}

export interface Column<Row> {
  title: string
  cell: (row: Row) => Child
  /** What a CSV has in its place; default: the cell's text. */
  plain?: (row: Row) => string
}

/** A table of which the first column names the row. */
export function table<Row>(label: string, columns: Column<Row>[], rows: Row[]): HTMLElement {
  const head = h('tr', {}, ...columns.map((column) => h('th', { scope: 'col' }, column.title)))
  const body = rows.map((row) =>
    h('tr', {}, ...columns.map((column, i) =>
      i === 0 ? h('th', { scope: 'row' }, column.cell(row)) : h('td', {}, column.cell(row)))))
  return h('div', { class: 'wide', role: 'region', 'aria-label': label, tabindex: 0 },
    h('table', {}, h('thead', {}, head), h('tbody', {}, ...body)))
}

/** The same as CSV. */
export function csv<Row>(columns: Column<Row>[], rows: Row[]): string {
  const field = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const text = (column: Column<Row>, row: Row) => {
    if (column.plain) return column.plain(row)
    const cell = column.cell(row)
    return typeof cell === 'string' ? cell : cell ? (cell.textContent ?? '') : ''
  }
  return [columns.map((column) => field(column.title)).join(',')]
    .concat(rows.map((row) => columns.map((column) => field(text(column, row))).join(',')))
    .join('\n') + '\n'
}

let labels = 0

/** A slider over a list of values; `changed` is called with the one that is chosen. */
export function slider(
  title: string, values: string[], chosen: string, say: (value: string) => string,
  changed: (value: string) => void,
): HTMLElement {
  const id = `slider-${++labels}`
  const input = h('input', {
    type: 'range', id, min: 0, max: values.length - 1, step: 1,
    value: Math.max(0, values.indexOf(chosen)),
  })
  const output = h('output', { for: id }, say(chosen))
  const tell = () => {
    const value = values[Number(input.value)]
    output.textContent = say(value)
    input.setAttribute('aria-valuetext', say(value))
    return value
  }
  tell()
  input.addEventListener('input', () => changed(tell()))
  return h('div', { class: 'slider' }, h('label', { for: id }, title), input, output)
}

/** A list to choose from. */
export function choice(
  title: string, options: [value: string, text: string][], chosen: string,
  changed: (value: string) => void,
): HTMLElement {
  const id = `choice-${++labels}`
  const select = h('select', { id },
    ...options.map(([value, text]) => h('option', { value, selected: value === chosen }, text)))
  select.addEventListener('change', () => changed(select.value))
  return h('div', { class: 'choice' }, h('label', { for: id }, title), select)
}

/** Shows what is behind a figure that is pointed at, touched or reached by the keyboard. */
export function watchFigures(): void {
  const card = h('div', { id: 'behind', role: 'status', hidden: true })
  document.body.append(card)
  const of = (event: Event) =>
    event.target instanceof Element ? event.target.closest<HTMLElement>('[data-behind]') : null
  let shown: HTMLElement | undefined
  const hide = () => { card.hidden = true }
  const show = (element: HTMLElement) => {
    shown = element
    card.textContent = element.dataset.behind ?? ''
    card.hidden = false
    const box = element.getBoundingClientRect()
    card.style.left = `${Math.max(4, Math.min(box.left, innerWidth - card.offsetWidth - 4))}px`
    card.style.top = box.bottom + card.offsetHeight + 6 < innerHeight
      ? `${box.bottom + 4}px` : `${Math.max(4, box.top - card.offsetHeight - 4)}px`
  }
  const look = (event: Event) => {
    const element = of(event)
    if (element) show(element)
    else hide()
  }
  // Not pointerover: a page that scrolls under a resting pointer would take the card away again.
  for (const kind of ['pointermove', 'click', 'focusin']) document.addEventListener(kind, look)
  // What the keyboard has reached may have to be scrolled to: its card goes with it.
  document.addEventListener('scroll', () => {
    if (card.hidden) return
    if (shown && shown === document.activeElement) show(shown)
    else hide()
  }, { passive: true, capture: true })
  // Within a block of figures the arrow keys go from one to the next.
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide()
    const block = event.target instanceof Element ? event.target.closest<HTMLElement>('.wide') : null
    if (!block) return
    const figures = [...block.querySelectorAll<HTMLElement>('[data-behind]')]
    if (figures.length === 0) return
    const at = figures.indexOf(event.target as HTMLElement)
    const row = figures[at]?.closest('tr')
    let to: HTMLElement | undefined
    if (event.key === 'ArrowRight') to = figures[at + 1]
    else if (event.key === 'ArrowLeft') to = at > 0 ? figures[at - 1] : undefined
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!row) to = figures[0]
      else {
        const column = figures[at].closest<HTMLTableCellElement>('td,th')?.cellIndex ?? 0
        const next = event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling
        to = (next as HTMLTableRowElement | null)?.cells[column]?.querySelector<HTMLElement>('[data-behind]') ?? undefined
      }
    }
    if (!to) return
    event.preventDefault()
    to.tabIndex = -1
    to.focus()
  })
}
