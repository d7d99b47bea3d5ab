// Chromium as Debian has it, for tests.
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

export async function launch() {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync)
  return chromium.launch({ executablePath, args: ['--disable-dev-shm-usage', ...(process.getuid() === 0 ? ['--no-sandbox'] : [])] })
}

/** The pages of a published site, one ally's for all of them. */
export const pages = [
  'index.html', 'allies/index.html', 'allies/POL.html', 'allies/ISL.html', 'guidelines.html', 'outlook.html',
  'revisions.html', 'reports.html', 'check.html', 'data.html', 'method.html',
  'reports/2024-as-of-2025-04-24/index.html', 'reports/2024-as-of-2025-04-24/press-release.html',
]

/** Opens a page and waits until its script has done all that it does by itself. */
export async function open(context, address) {
  const page = await context.newPage()
  const complaints = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (!['127.0.0.1', ''].includes(url.hostname) && !['data:', 'blob:'].includes(url.protocol))
      complaints.push(`a request to ${url.hostname}`)
  })
  await page.goto(address)
  if (!address.includes('/reports/')) await page.waitForSelector('body[data-ready]')
  return { page, complaints }
}
