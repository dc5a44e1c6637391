import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { chromiumFile, leftOut } from '../../support/real-browser.ts'
import { temporaryFolder } from '../../support/run.ts'
import { runTutor } from '../../support/tutor.ts'
import { visitedApp } from './visited.ts'

/** As root Chromium runs only without its sandbox. */
const FLAGS =
  '--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync'.split(' ')

/** What a real browser makes of a page: its elements as HTML, and what it complains about. */
async function opened(file: string): Promise<{ readonly page: string; readonly complaints: readonly string[] }> {
  const profile = `--user-data-dir=${temporaryFolder()}`
  const words = [...FLAGS, profile, '--enable-logging=stderr', '--dump-dom', pathToFileURL(file).href]
  const browser = spawn(chromiumFile ?? '', words, { stdio: ['ignore', 'pipe', 'pipe'] })
  const [page, printed] = await Promise.all([text(browser.stdout), text(browser.stderr), once(browser, 'close')])
  return { page, complaints: printed.split('\n').filter((line) => line.includes('CONSOLE')) }
}

test.skipIf(chromiumFile === undefined)(`a report opens in a real browser without a complaint${leftOut}`, async () => {
  const options = `{ secret: 'a secret that is at least 32 bytes long', name: 'shop', resave: false, saveUninitialized: false, cookie: { secure: true } }`
  const folder = visitedApp(options, `await visit('POST /login'); await visit('GET /me?<script>alert(1)</script>')`)
  await runTutor(['trace', '--report', 'report.html', 'app.mjs'], folder)
  const { page, complaints } = await opened(path.join(folder, 'report.html'))
  expect(complaints).toEqual([])
  expect(page).toContain('secure-over-http')
  expect(page.match(/<details id="exchange-\d+">/g)).toHaveLength(2)
  expect(page).toContain('<svg')
  expect(page).not.toContain('<script')
  expect(page).not.toContain('"ada"')
})
