import { spawn } from '@lydell/node-pty'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openProgress } from '../../../src/progress/open.ts'
import { lessonProgress } from '../../../src/progress/progress.ts'
import { temporaryFolder } from '../../support/run.ts'

const ROOT = path.join(import.meta.dirname, '../../..')
const QUESTION = 'Forget the progress of all lessons?'

/** Runs `session-tutor reset` in a terminal and types `keys` once the question is there. */
function reset(stateFolder: string, keys: string): Promise<{ readonly exitCode: number; readonly screen: string }> {
  const terminal = spawn(process.execPath, [path.join(ROOT, 'bin/session-tutor.js'), 'reset'], {
    env: { ...process.env, TERM: 'xterm', SESSION_TUTOR_STATE_DIR: stateFolder },
  })
  return new Promise((resolve) => {
    let screen = ''
    let answered = false
    terminal.onData((data) => {
      screen += data
      if (answered || !screen.includes(QUESTION)) return
      answered = true
      terminal.write(keys)
    })
    terminal.onExit(({ exitCode }) => resolve({ exitCode, screen }))
  })
}

test.each([
  ['y\r', 0, 'All progress is forgotten.', 'new'],
  ['n\r', 0, 'Nothing was changed.', 'done'],
  ['\r', 0, 'Nothing was changed.', 'done'],
  ['\x03', 130, QUESTION, 'done'],
])('%j answers the question', async (keys, exitCode, said, status) => {
  if (!existsSync(path.join(ROOT, 'dist'))) throw new Error('This test runs what was built. Run: npm run build')
  const stateFolder = temporaryFolder()
  const store = openProgress(stateFolder, Date.now)
  store.record({ type: 'done', lesson: 'genid', right: 1, predictions: 1 })
  expect(await reset(stateFolder, keys)).toEqual({ exitCode, screen: expect.stringContaining(said) })
  expect(lessonProgress(store.read(), 'genid').status).toBe(status)
})
