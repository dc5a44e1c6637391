import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'

const printedBy = (...words: readonly string[]): string =>
  execFileSync(process.execPath, words, { cwd: packageRoot, encoding: 'utf8' })

test('the script written by hand makes the same exchanges on as many servers as lesson 3', () => {
  const lines = printedBy('bin/session-tutor.js', 'lesson', '3', '--json').trim().split('\n')
  const events = lines.map((line) => JSON.parse(line) as Event)
  const exchanges = events.flatMap(({ event, request, response }) =>
    event === 'exchange' ? [[request?.method, request?.path, response?.status]] : [],
  )
  const servers = events.filter(({ event }) => event === 'lesson' || event === 'restart').length
  expect(JSON.parse(printedBy(path.join(import.meta.dirname, 'by-hand.js')))).toEqual({ servers, exchanges })
})

/** What this looks at in an event. */
interface Event {
  readonly event: string
  readonly request?: { readonly method: string; readonly path: string }
  readonly response?: { readonly status: number }
}
