import { EventEmitter } from 'node:events'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { followFolder } from '../../src/commands/follow-folder.ts'
import { temporaryFolder } from '../support/run.ts'

/** As chokidar is where the system has no watcher left: it says so once, and then tells of nothing. */
vi.mock('chokidar', () => ({
  watch: () => {
    const watcher = Object.assign(new EventEmitter(), { close: () => Promise.resolve() })
    setImmediate(() => {
      watcher.emit('error', Object.assign(new Error('EMFILE: too many open files, watch'), { code: 'EMFILE' }))
      watcher.emit('ready')
    })
    return watcher
  },
}))

test('where the system has no watcher left, changes of a program are told of all the same', async () => {
  const folder = temporaryFolder()
  const at = (name: string) => path.join(folder, name)
  mkdirSync(at('lib'))
  mkdirSync(at('node_modules'))
  writeFileSync(at('app.js'), '0')
  let calls = 0
  const followed = await followFolder(folder, () => {
    calls += 1
  })
  onTestFinished(() => followed.close())
  const told = async (act: () => void) => {
    const before = calls
    act()
    return vi.waitUntil(() => calls > before, { timeout: 10_000 })
  }
  expect(await told(() => writeFileSync(at('app.js'), '1234'))).toBe(true)
  expect(await told(() => writeFileSync(at('lib/users.js'), '0'))).toBe(true)
  expect(await told(() => renameSync(at('lib/users.js'), at('lib/people.js')))).toBe(true)
  expect(await told(() => rmSync(at('app.js')))).toBe(true)
  // What is none of the learner's is told of no more than by a watcher: only the last of these is.
  const before = calls
  writeFileSync(at('node_modules/a.js'), '0')
  writeFileSync(at('.app.js.tmp'), '0')
  expect(await told(() => writeFileSync(at('app.js'), '0'))).toBe(true)
  expect(calls).toBe(before + 1)
})
