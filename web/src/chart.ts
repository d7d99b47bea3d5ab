// The frame of every chart: the drawing, the table behind it, and both to take away.
import { csv, h, table, type Column } from './elements'

function download(name: string, content: Blob): void {
  const link = h('a', { href: URL.createObjectURL(content), download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

// A drawing that stands alone has no style sheet: what it takes from the page is written into it.
function alone(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const properties = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'font-size', 'font-family', 'font-weight', 'font-style', 'opacity', 'text-anchor']
  const from = [svg, ...svg.querySelectorAll('*')]
  const to = [copy, ...copy.querySelectorAll('*')]
  from.forEach((element, i) => {
    const style = getComputedStyle(element)
    for (const property of properties)
      (to[i] as SVGElement).style?.setProperty(property, style.getPropertyValue(property))
  })
  const box = svg.viewBox.baseVal
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(box.width))
  copy.setAttribute('height', String(box.height))
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  paper.setAttribute('width', '100%')
  paper.setAttribute('height', '100%')
  paper.setAttribute('x', String(box.x))
  paper.setAttribute('y', String(box.y))
  paper.setAttribute('fill', getComputedStyle(document.body).backgroundColor)
  copy.prepend(paper)
  return copy
}

const svgText = (svg: SVGSVGElement) => new XMLSerializer().serializeToString(alone(svg))

async function png(svg: SVGSVGElement): Promise<Blob> {
  const image = new Image()
  const box = svg.viewBox.baseVal
  image.src = `data:image/svg+xml,${encodeURIComponent(svgText(svg))}`
  await image.decode()
  const canvas = h('canvas', { width: box.width * 2, height: box.height * 2 })
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture can’t be made')))))
}

export interface Chart<Row> {
  name: string // of files that are taken away
  title: string
  caption: string
  drawing: SVGSVGElement | HTMLElement
  columns: Column<Row>[]
  rows: Row[]
  /** What the drawing shows, for who can't see it. */
  label: string
}

/** A figure element: title, drawing, caption, table, downloads. */
export function chart<Row>(of: Chart<Row>): HTMLElement {
  const svg = of.drawing instanceof SVGSVGElement ? of.drawing : of.drawing.querySelector('svg')
  if (svg) {
    svg.setAttribute('role', 'img')
    svg.setAttribute('aria-label', of.label)
    // Its parts are said by the label and by the table.
    for (const part of svg.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label')
  }
  const button = (text: string, act: () => void) => {
    const element = h('button', { type: 'button', 'aria-label': `${of.title} as ${text}` }, text)
    element.addEventListener('click', act)
    return element
  }
  const buttons = h('p', { class: 'take' }, 'Take away: ')
  if (svg) {
    buttons.append(
      button('SVG', () => download(`${of.name}.svg`, new Blob([svgText(svg)], { type: 'image/svg+xml' }))),
      button('PNG', () => void png(svg).then((blob) => download(`${of.name}.png`, blob))))
  }
  buttons.append(
    button('CSV', () => download(`${of.name}.csv`, new Blob([csv(of.columns, of.rows)], { type: 'text/csv' }))))
  // The table is made when it is wanted: it is most of the page's elements.
  const behind = h('details', {}, h('summary', {}, `The figures behind: ${of.title}`))
  behind.addEventListener('toggle', () => {
    if (behind.open && behind.childElementCount === 1) behind.append(table(of.title, of.columns, of.rows))
  })
  return h('figure', { class: 'chart' }, h('h2', {}, of.title), of.drawing,
    h('figcaption', {}, of.caption), buttons, behind)
}

/** The style of a drawing: the page's type at a size in pixels. */
export function typed(size: number): Partial<CSSStyleDeclaration> {
  return { fontFamily: 'inherit', fontSize: `${size}px`, background: 'none', overflow: 'visible' }
}

/** How wide a drawing is: as wide as its place, within what reads well. */
export function widthOf(place: HTMLElement, most = 1200): number {
  return Math.max(280, Math.min(most, place.clientWidth))
}

/** Draws again when the place's width changes. */
export function redrawn(place: HTMLElement, draw: () => void): void {
  let width = widthOf(place, 4000)
  new ResizeObserver(() => {
    const now = widthOf(place, 4000)
    if (Math.abs(now - width) < 24) return
    width = now
    draw()
  }).observe(place)
}
