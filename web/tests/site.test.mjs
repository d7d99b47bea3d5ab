// The site as a reader uses it, in Chromium: every page, light and dark, by mouse and by keyboard,
// with and without a network, from a server and from a folder.
//
// The site is published once into a temporary folder.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'

import { launch, open, pages } from './browser.mjs'
import { publish, temporary } from './muster.mjs'
import { serve } from './serve.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let temporary_folder, site, server, browser
before(async () => {
  temporary_folder = temporary()
  site = publish(temporary_folder.folder, '--as-of', '2026-08-31')
  server = await serve(site)
  browser = await launch()
})
after(async () => {
  await browser?.close()
  await server?.close()
  temporary_folder?.remove()
})

/** A fresh page of the site; what went wrong on it is looked at when it is done with. */
async function on(path, options, use) {
  const context = await browser.newContext({ viewport: { width: 1024, height: 800 }, acceptDownloads: true, ...options })
  try {
    const { page, complaints } = await open(context, server.address + path)
    await use(page, context)
    assert.deepEqual(complaints, [], path)
  } finally {
    await context.close()
  }
}

/** axe-core finds nothing to say of the page as it stands. */
async function accessible(page) {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => window.axe.run())
  assert.deepEqual(
    violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html).join(' | ')}`), [])
}

const lead = (page) => page.locator('#sentences p').first().textContent()
const slide = (page, label, key) => page.getByLabel(label, { exact: true }).press(key)

describe('every page', () => {
  for (const colorScheme of ['light', 'dark']) {
    for (const path of pages) {
      test(`${path} opens without a complaint and axe finds nothing, ${colorScheme}`, () =>
        on(path, { colorScheme }, async (page) => {
          for (const summary of await page.locator('figure summary').all()) await summary.click()
          await accessible(page)
        }))
    }
  }
  test('none is wider than a phone', async () => {
    for (const path of pages) {
      await on(path, { viewport: { width: 390, height: 800 } }, async (page) => {
        const [wide, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
        assert.ok(wide <= view, `${path} is ${wide} pixels wide`)
      })
    }
  })
})

describe('The alliance', () => {
  test('the as-of slider tells the whole page again', () =>
    on('index.html?year=2024', {}, async (page) => {
      assert.match(await lead(page), /^17 of 31 .* in 2024, as known on 10 July 2026/)
      await slide(page, 'As known on', 'ArrowLeft')
      await slide(page, 'As known on', 'ArrowLeft')
      await page.waitForFunction(() => document.querySelector('#sentences').textContent.includes('24 April 2025'))
      assert.match(await lead(page), /^22 of 31 /)
      assert.match(page.url(), /as_of=2025-04-24/)
      await slide(page, 'As known on', 'ArrowLeft')
      await page.waitForFunction(() => document.querySelector('#sentences').textContent.includes('17 June 2024'))
      assert.match(await lead(page), /^23 of 31 /)
    }))
  test('the year slider too, and the address leads back to the view', () =>
    on('index.html?as_of=2024-06-17&year=2024', {}, async (page, context) => {
      await slide(page, 'Year', 'ArrowLeft')
      assert.match(await lead(page), /^10 of 30 .* in 2023/)
      const again = await open(context, page.url())
      assert.equal(await lead(again.page), await lead(page))
      assert.deepEqual(again.complaints, [])
    }))
  test('a figure of the table says where it is from, by mouse and by keyboard', () =>
    on('index.html?as_of=2024-06-17&year=2024', {}, async (page) => {
      await page.locator('figure summary').last().click()
      const poland = page.locator('figure').last().locator('tr', { hasText: 'Poland' }).locator('data').first()
      await poland.hover()
      assert.match(await page.locator('#behind').textContent(), /NATO-2024-06-17, an estimate.*cell TABLE3!N32/)
      await page.keyboard.press('Escape')
      await page.locator('figure').last().locator('.wide').focus()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowRight')
      assert.ok(await page.locator('#behind').isVisible())
      // Far down the page has to scroll to it, and the card goes along.
      for (let i = 0; i < 25; ++i) await page.keyboard.press('ArrowDown')
      await page.waitForTimeout(100)
      assert.ok(await page.locator('#behind').isVisible())
    }))
  test('a chart can be taken away as SVG, PNG and CSV', () =>
    on('index.html?as_of=2024-06-17&year=2024', {}, async (page) => {
      const figure = page.locator('figure').last()
      const take = async (kind) => {
        const waiting = page.waitForEvent('download')
        await figure.getByRole('button', { name: kind }).click()
        const download = await waiting
        assert.match(download.suggestedFilename(), new RegExp(`^ranking-2024-as-of-2024-06-17\\.${kind.toLowerCase()}$`))
        return readFileSync(await download.path())
      }
      assert.match((await take('SVG')).toString(), /^<svg[^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/)
      assert.equal((await take('PNG')).subarray(1, 4).toString(), 'PNG')
      assert.match((await take('CSV')).toString(), /\nPoland,1,4\.12%,yes,/)
    }))
})

describe('Allies', () => {
  test('aid to Ukraine and common funding stand with their publication, its day and their cells', () =>
    on('allies/DEU.html', {}, async (page) => {
      const aid = page.getByRole('region', { name: 'Aid to Ukraine' })
      const whole = aid.locator('tr', { hasText: '2022-01 to 2026-04' }).first()
      await whole.waitFor()
      assert.match(await whole.textContent(), /KIEL-2026-08-04.*data_explorer\.csv, Germany, total/)
      assert.match(await aid.locator('xpath=..').textContent(), /Ukraine Support Tracker.*4 August 2026/)
      assert.match(await page.getByRole('region', { name: 'Common funding' }).textContent(), /16\.35%.*as quoted in/)
    }))

  test('a measure is chosen and others set beside it, in the address too', () =>
    on('allies/POL.html', {}, async (page) => {
      await page.getByLabel('Measure').selectOption('equipment_share')
      await page.getByLabel('Compare with').selectOption('DEU')
      await page.locator('figure', { hasText: 'compared' }).waitFor()
      assert.match(page.url(), /measure=equipment_share&with=DEU/)
      await accessible(page)
      await page.getByRole('button', { name: /no longer with Germany/ }).click()
      await page.waitForFunction(() => document.querySelectorAll('figure').length === 1)
    }))
})

describe('Guidelines', () => {
  test('the timeline is told as of a day', () =>
    on('guidelines.html?as_of=2024-06-17', {}, async (page) => {
      const shares = page.locator('#share-2 figure svg')
      assert.match(await shares.getAttribute('aria-label'), /23 of 31 in 2024/)
      assert.match(await page.locator('#core-3\\.5 .timeline').textContent(), /No publication up to 17 June 2024/)
    }))
})

describe('Outlook', () => {
  test('a path and a deadline are worked out in the browser', () =>
    on('outlook.html', {}, async (page) => {
      const first = await page.locator('#view p.lead').first().textContent()
      assert.match(first, /3\.50% of GDP in 2035/)
      await slide(page, 'Deadline', 'ArrowLeft')
      await page.waitForFunction(() => document.querySelector('#view p.lead')?.textContent.includes('2034'), null, { timeout: 60_000 })
      assert.match(page.url(), /deadline=2034/)
      await page.getByLabel('Of whom').selectOption('POL')
      await page.waitForFunction(() => document.querySelector('#view p.lead')?.textContent.includes('Poland'), null, { timeout: 60_000 })
    }))
})

describe('Check', () => {
  const paste = async (page, text, date) => {
    await page.getByText('Ready; no network is needed').waitFor()
    await page.getByLabel('The article').fill(text)
    if (date) await page.getByLabel('Written on').fill(date)
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await page.locator('.card').first().waitFor()
  }
  const article = readFileSync(new URL('../../examples/annual-report-2024.txt', import.meta.url), 'utf8')

  test('an article is marked, and each statement shows its working', () =>
    on('check.html', {}, async (page) => {
      await paste(page, article)
      const card = page.locator('.card', { hasText: '22 allies spent at least 2%' }).first()
      assert.match(await card.textContent(), /✓ holds/)
      assert.match(await card.textContent(), /31 allies with armed forces/)
      assert.match(await card.textContent(), /Source: NATO-2025-04-24/)
      assert.match(await page.locator('.card.contradicted', { hasText: 'Germany spent 2.9%' }).textContent(), /Correction: Germany/)
      assert.equal(await page.locator('.article').evaluate((one) => {
        const copy = one.cloneNode(true)
        for (const sign of copy.querySelectorAll('sup')) sign.remove()
        return copy.textContent
      }), article)
      await accessible(page)
    }))
  test('a saved page is dropped in, and read without its menus', () =>
    on('check.html', {}, async (page) => {
      await page.getByText('Ready; no network is needed').waitFor()
      await page.getByLabel('or a file').setInputFiles(new URL('../../examples/annual-report-2024.html', import.meta.url).pathname)
      await page.locator('.card').first().waitFor()
      assert.ok((await page.locator('.card').count()) > 3)
    }))
  test('the text goes nowhere: once the page is ready it works without a network', () =>
    on('check.html', {}, async (page, context) => {
      await page.getByText('Ready; no network is needed').waitFor()
      await context.setOffline(true)
      await paste(page, 'NATO says that Greece spent 3.2% of GDP on defence in 2024.', '2024-07-05')
      assert.match(await page.locator('.card').textContent(), /✗ contradicted/)
    }))
  test('it opens and works without a network after the first visit', () =>
    on('check.html', {}, async (page, context) => {
      await page.getByText('Ready; no network is needed').waitFor()
      await page.evaluate(() => navigator.serviceWorker.ready)
      await context.setOffline(true)
      await page.reload()
      await paste(page, 'NATO says that Greece spent 3.2% of GDP on defence in 2024.', '2024-07-05')
      assert.match(await page.locator('.card').textContent(), /✗ contradicted/)
    }))
})

test('the keyboard alone reaches every link, control and table of every page', async () => {
  for (const path of pages) {
    await on(path, {}, async (page) => {
      const wanted = await page.evaluate(() => {
        const can = 'a[href],button,input,select,textarea,summary,[tabindex="0"]'
        const all = [...document.querySelectorAll(can)].filter((one) => one.checkVisibility() && !one.disabled)
        all.forEach((one, i) => { one.dataset.stop = String(i) })
        return all.length
      })
      const reached = new Set()
      for (let i = 0; i < wanted + 20 && reached.size < wanted; ++i) {
        await page.keyboard.press('Tab')
        const stop = await page.evaluate(() => document.activeElement?.dataset.stop)
        if (stop !== undefined) reached.add(stop)
      }
      assert.equal(reached.size, wanted, path)
    })
  }
})

test('the site works from a folder, without a server', async () => {
  const context = await browser.newContext()
  const { page, complaints } = await open(context, `file://${join(site, 'index.html')}?as_of=2025-04-24&year=2024`)
  assert.match(await lead(page), /^22 of 31 /)
  await page.goto(`file://${join(site, 'check.html')}`)
  await page.getByText('Ready; no network is needed').waitFor()
  await page.getByRole('button', { name: 'Try an example' }).click()
  await page.locator('.card.contradicted').first().waitFor()
  assert.deepEqual(complaints, [])
  await context.close()
})
