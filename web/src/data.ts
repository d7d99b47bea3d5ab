// The site's data files (schemas: docs/publish.md), and how they are read: over HTTP as JSON, or,
// where the page was opened as a file and may not read its neighbours, by the script beside each.

export type Status = 'A' | 'E' | 'P'

export interface Figure {
  value: number
  text: string
  status: Status
  basis?: string
  vintage?: string
  cell?: string
  more_cells?: number
  working?: string[]
}

export interface Index {
  title: string
  publisher: string
  as_of: string
  first_year_shown: number
  days: string[]
  areas: { code: string; name: string; armed_forces: boolean; group: boolean }[]
  vintages: { id: string; publisher: string; title: string; published: string; counts: string }[]
  reports: string[]
  beyond_core: string[]
}

export interface AllyYear {
  area: string
  met: boolean | null
  rank?: number
  share: Figure | null
  spending: Figure | null
  equipment: Figure | null
}

export interface YearTold {
  vintage: string
  complete: boolean
  sentences: string[]
  met: number
  of: number
  total: Figure | null
  allies: AllyYear[]
}

export interface AlliesAsKnown {
  as_of: string
  threshold: number
  years: Record<string, YearTold>
}

export interface AreaFigure extends Figure {
  year: number
  vintage: string
}

export interface AreaData {
  area: string
  name: string
  measures: { measure: string; title: string; figures: AreaFigure[] }[]
  /** Of other publishers: of a year, or of months ("2022-01 to 2026-04"). */
  beside: BesideFigure[]
}

export interface BesideFigure extends Figure {
  measure: string
  title: string
  period: string
  vintage: string
}

export interface Standing {
  met: boolean | null
  text: string | null
  status: Status | null
  cell: string
}

export interface GuidelineData {
  id: string
  text: string
  threshold: number
  applies_from: number
  deadline: string
  agreed: { from: string; when: string; where: string; strength: string }[]
  days: Record<
    string,
    Record<
      string,
      { vintage: string; met: number; of: number; complete: boolean; standings: Record<string, Standing> }
    >
  >
}

export interface RevisionStep {
  from: string
  to: string
  published: string
  compared: number
  mean_absolute: number
  /** What `to` counts where it counts by another definition than `from`: then nothing was revised. */
  counts_anew?: string
  changed: { area: string; name: string; year: number; from: Figure; to: Figure; points: number }[]
  crossed: { area: string; name: string; year: number; guideline: string; met_now: boolean }[]
}

export const root = document.body?.dataset.root ?? ''

const waiting = new Map<string, (content: unknown) => void>()
declare global {
  interface Window {
    musterData: (path: string, content: unknown) => void
    /** What the page asked for while its script was still on the way, by path. */
    musterFirst?: Record<string, Promise<Response>>
  }
}

function byScript(path: string): Promise<unknown> {
  window.musterData ??= (from, content) => waiting.get(from)?.(content)
  return new Promise((resolve, reject) => {
    waiting.set(path, resolve)
    const script = document.createElement('script')
    script.src = `${root}${path}.js`
    script.onerror = () => reject(new Error(`${path} can't be read`))
    document.head.append(script)
  })
}

const known = new Map<string, Promise<unknown>>()

/** A data file of the site, once. */
export function load<T>(path: string): Promise<T> {
  let content = known.get(path)
  if (!content) {
    content =
      location.protocol === 'file:'
        ? byScript(path)
        : (window.musterFirst?.[path] ?? fetch(root + path)).then((response) => {
            if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`)
            return response.json()
          })
    known.set(path, content)
  }
  return content as Promise<T>
}

/** The bytes of a file that is no JSON. */
export async function loadBytes(path: string): Promise<ArrayBuffer> {
  if (location.protocol === 'file:') {
    const text = atob((await byScript(path)) as string)
    const bytes = new Uint8Array(text.length)
    for (let i = 0; i < text.length; ++i) bytes[i] = text.charCodeAt(i)
    return bytes.buffer
  }
  const response = await fetch(root + path)
  if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`)
  return response.arrayBuffer()
}
