// The pages' script: each page says which it is.
import '@fontsource-variable/source-sans-3/wght.css'
import './site.css'

import { watchFigures } from './elements'
import { alliance } from './pages/alliance'
import { ally } from './pages/ally'
import { check } from './pages/check'
import { guidelines } from './pages/guidelines'
import { outlook } from './pages/outlook'
import { revisions } from './pages/revisions'

const { page, area, root } = document.body.dataset
const view = document.querySelector<HTMLElement>('#view')

async function begin(): Promise<void> {
  if (page === 'guidelines') return guidelines()
  if (!view) return
  if (page === 'alliance') return alliance(view)
  if (page === 'allies' && area) return ally(view, area)
  if (page === 'outlook') return outlook(view)
  if (page === 'revisions') return revisions(view)
  if (page === 'check') return check(view)
}

watchFigures()
begin()
  .catch((error: unknown) => {
    const text = `This part of the page can’t be shown: ${error instanceof Error ? error.message : error}`
    const line = document.createElement('p')
    line.className = 'failed'
    line.textContent = text
    document.querySelector('main')?.append(line)
  })
  .finally(() => {
    document.body.dataset.ready = 'yes'
    // Kept for when there is no network; a page that was opened as a file has no need of it.
    if ('serviceWorker' in navigator && location.protocol !== 'file:')
      void navigator.serviceWorker.register(`${root}sw.js`).catch(() => undefined)
  })
