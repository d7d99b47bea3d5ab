// Check: an article in, its statements marked, each with its working. All in this browser.
import { ask, warmUp, type CoreError } from '../core'
import { load, type Index } from '../data'
import { h } from '../elements'

interface Reading {
  vintage: string | null // none of what is no figure: an event, an office
  price_basis?: string
  value?: number
  unit?: string
  answer?: string
  working?: string[]
  cells?: string[]
  agrees?: boolean
}

interface Claim {
  id: number
  kind: string
  quote: string
  begin: number
  end: number
  verdict: 'holds' | 'holds_in_another_reading' | 'contradicted' | 'not_in_ledger'
  reading: Reading | null
  other_readings: Reading[]
  today: { vintage: string; value?: number; answer?: string; verdict: string } | null
  correction: string | null
}

interface Result {
  document: { date?: string; date_from?: string; title?: string }
  ledger: { as_of: string; publisher: string; vintage: string | null }
  claims: Claim[]
  summary: Record<string, number>
}

const looks = {
  holds: ['holds', '✓', 'holds'],
  holds_in_another_reading: ['another', '≈', 'holds in another reading'],
  contradicted: ['contradicted', '✗', 'contradicted'],
  not_in_ledger: ['unknown', '?', 'not in the ledger'],
} as const

// A sentence or two to try it with.
const example = `NATO’s yearly report is out, and it counts more countries that pay their way.

Twenty-two allies spent at least 2% of GDP on defence in 2024, according to the figures published in April 2025. Poland spent 4.07% of its GDP, more than any other ally, and the United States 3.19%. Germany spent 2.9% of its GDP.

Spain was last of all with 1.24%. Iceland has no armed forces.
`

/** The text of a saved page, without its menus. */
function textOfPage(markup: string): string {
  const page = new DOMParser().parseFromString(markup, 'text/html')
  for (const element of page.querySelectorAll('script,style,nav,header,footer,aside,form')) element.remove()
  const body = page.querySelector('article') ?? page.querySelector('main') ?? page.body
  for (const block of body.querySelectorAll('p,div,h1,h2,h3,h4,li,br,tr,blockquote,figcaption')) block.append('\n\n')
  return (body.textContent ?? '').replace(/[ \t]+/g, ' ').replace(/\s*\n\s*\n\s*/g, '\n\n').trim()
}

export async function check(view: HTMLElement): Promise<void> {
  const text = h('textarea', { id: 'article', rows: 12, spellcheck: 'false' })
  const date = h('input', { type: 'date', id: 'date' })
  const go = h('button', { type: 'button', class: 'go' }, 'Check')
  const try_it = h('button', { type: 'button' }, 'Try an example')
  const file = h('input', { type: 'file', id: 'file', accept: '.txt,.md,.html,.htm,text/*' })
  const state = h('p', { role: 'status', class: 'note' })
  const results = h('div', { id: 'results' })
  view.append(
    h('div', { class: 'form' },
      h('label', { for: 'article' }, 'The article'), text,
      h('div', { class: 'controls' },
        h('div', { class: 'choice' }, h('label', { for: 'date' }, 'Written on (else inferred)'), date),
        h('div', { class: 'choice' }, h('label', { for: 'file' }, 'or a file'), file), go, try_it)),
    state, results)

  const run = async () => {
    results.replaceChildren()
    if (!text.value.trim()) {
      state.textContent = 'There is no text to check.'
      return
    }
    state.textContent = 'Checking…'
    const now = new Date()
    const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
    try {
      const answer = await ask<Result>('check', {
        id: 'article', text: text.value, date: date.value || undefined, today, include_text: false,
      })
      if ('error' in answer) state.textContent = (answer as CoreError).error.what
      else show(text.value, answer, results, state)
    } catch (error) {
      state.textContent = `It could not be checked: ${error instanceof Error ? error.message : error}`
    }
  }
  const take = async (given: File) => {
    const content = await given.text()
    text.value = /\.html?$/i.test(given.name) || /^\s*<(!doctype|html)/i.test(content) ? textOfPage(content) : content
    await run()
  }
  go.addEventListener('click', () => void run())
  try_it.addEventListener('click', () => {
    text.value = example
    date.value = '2025-04-26'
    void run()
  })
  file.addEventListener('change', () => file.files?.[0] && void take(file.files[0]))
  text.addEventListener('dragover', (event) => event.preventDefault())
  text.addEventListener('drop', (event) => {
    const dropped = event.dataTransfer?.files[0]
    if (!dropped) return
    event.preventDefault()
    void take(dropped)
  })
  // Once the page stands, the core is fetched and kept: from then on it needs no network.
  state.textContent = 'Loading the checker…'
  try {
    await Promise.all([warmUp(), load<Index>('data/index.json')])
    state.textContent = 'Ready; no network is needed from here on.'
  } catch (error) {
    state.textContent = `The checker could not be loaded: ${error instanceof Error ? error.message : error}`
  }
}

// The core counts bytes of UTF-8, a string of this language its UTF-16 units.
function units(text: string): (bytes: number) => number {
  const at: number[] = []
  let bytes = 0
  let unit = 0
  for (const letter of text) {
    const code = letter.codePointAt(0)!
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    for (let i = 0; i < size; ++i) at[bytes + i] = unit
    bytes += size
    unit += letter.length
  }
  at[bytes] = unit
  return (offset) => at[offset] ?? unit
}

const number = (reading: Reading) =>
  reading.answer ?? (reading.value === undefined ? '' : `${reading.value.toLocaleString('en')}${reading.unit === '%' ? '%' : reading.unit ? ` ${reading.unit}` : ''}`)

function show(text: string, result: Result, results: HTMLElement, state: HTMLElement): void {
  const { claims, summary } = result
  state.textContent = claims.length === 0
    ? 'No checkable statement on alliance defence spending was found.'
    : `${claims.length} statements: ${summary.holds} hold, ${summary.holds_in_another_reading} in another reading, ${summary.contradicted} contradicted, ${summary.not_in_ledger} not in the ledger.`
  const at = units(text)
  const article = h('div', { class: 'article' })
  let done = 0
  for (const claim of claims) {
    const begin = at(claim.begin)
    const end = at(claim.end)
    if (begin < done) continue
    const [css, sign, word] = looks[claim.verdict]
    article.append(text.slice(done, begin),
      h('a', { class: `claim ${css}`, href: `#claim-${claim.id}`, 'aria-label': `${text.slice(begin, end)}: ${word}` },
        text.slice(begin, end), h('sup', {}, sign)))
    done = end
  }
  article.append(text.slice(done))
  const told = result.document.date
    ? `Read as of ${result.ledger.as_of}${result.document.date_from ? ` (date ${result.document.date_from})` : ''}.`
    : 'No date is given and none can be inferred: nothing is called contradicted by a vintage of the day.'
  results.replaceChildren(
    h('h2', {}, 'The article, marked'), h('p', { class: 'note' }, told), article,
    h('h2', {}, 'Each statement, with its working'),
    h('ol', { class: 'cards' }, ...claims.map(card)))
}

// Where a reading is from: "[NATO-2025-04-24, constant:2021]".
const where = (reading: Reading) => {
  const parts = [reading.vintage, reading.price_basis].filter(Boolean)
  return parts.length ? ` [${parts.join(', ')}]` : ''
}

function card(claim: Claim): HTMLElement {
  const [css, sign, word] = looks[claim.verdict]
  const reading = claim.reading
  const others = claim.other_readings.slice(0, 6)
  return h('li', { class: `card ${css}`, id: `claim-${claim.id}`, tabindex: -1 },
    h('blockquote', {}, claim.quote),
    h('p', { class: 'verdict' }, `${sign} ${word}`),
    reading && h('p', {}, h('strong', {}, number(reading)), where(reading)),
    reading?.working?.length ? h('ul', {}, ...reading.working.map((step) => h('li', {}, step))) : null,
    reading?.cells?.length ? h('p', { class: 'note' }, `Source: ${reading.cells[0]}${reading.cells.length > 1 ? ` and ${reading.cells.length - 1} more` : ''}`) : null,
    others.length ? h('p', {}, 'Other readings: ', others.map((one) => number(one) + where(one)).join('; ')) : null,
    claim.today?.verdict === 'stale' && h('p', { class: 'stale' }, `Stale: since revised${claim.today.answer ? ` to ${claim.today.answer}` : claim.today.value === undefined ? '' : ` to ${claim.today.value}`} [${claim.today.vintage}]`),
    claim.correction && h('p', {}, h('strong', {}, 'Correction: '), claim.correction))
}
