import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { followFolder } from '../../src/workspace/follow-folder.ts'
import { temporaryFolder } from '../support/run.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})

afterEach(() => {
  vi.useRealTimers()
})

/** Follows a folder with a program and a folder of its own in it. */
function follow() {
  const folder = temporaryFolder()
  const at = (name: string) => path.join(folder, name)
  writeFileSync(at('app.js'), '0')
  mkdirSync(at('lib'))
  writeFileSync(at('lib/users.js'), '0')
  let calls = 0
  let length = 1
  const followed = followFolder(folder, () => {
    calls += 1
  })
  onTestFinished(() => followed.close())
  return {
    folder,
    at,
    followed,
    calls: () => calls,
    /** Does something, and waits until the next look. @returns true if it was told of once */
    told(act: () => void) {
      const before = calls
      act()
      vi.runOnlyPendingTimers()
      return calls === before + 1
    },
    /** Content that is longer each time: the system's clock may stand still between two writes. */
    content: () => '0'.repeat((length += 1)),
  }
}

test('tells of each way to save, also after many at once', () => {
  const { at, content, told } = follow()
  const write = () => writeFileSync(at('app.js'), content())
  const replace = () => {
    writeFileSync(at('.app.js.tmp'), content())
    renameSync(at('.app.js.tmp'), at('app.js'))
  }
  const putBack = () => {
    rmSync(at('app.js'))
    write()
  }
  for (let round = 0; round < 10; round += 1) {
    expect(told(write)).toBe(true)
    expect(told(replace)).toBe(true)
    expect(told(putBack)).toBe(true)
    // One that could not be read now can.
    expect(told(() => chmodSync(at('app.js'), 0o600))).toBe(true)
    expect(
      told(() => {
        for (let save = 0; save < 10; save += 1) replace()
      }),
    ).toBe(true)
  }
})

test('tells of what a file imports, of a link, and of folders that are new or take the place of others', () => {
  const { at, content, told } = follow()
  const elsewhere = path.join(temporaryFolder(), 'shared.js')
  writeFileSync(elsewhere, '0')
  expect(told(() => symlinkSync(elsewhere, at('shared.js')))).toBe(true)
  expect(told(() => writeFileSync(elsewhere, content()))).toBe(true)
  expect(told(() => writeFileSync(at('lib/users.js'), content()))).toBe(true)
  expect(
    told(() => {
      renameSync(at('lib'), at('old'))
      mkdirSync(at('lib'))
    }),
  ).toBe(true)
  expect(told(() => writeFileSync(at('lib/users.js'), content()))).toBe(true)
  expect(told(() => writeFileSync(at('lib/users.js'), content()))).toBe(true)
})

test('tells of a folder that goes and comes back, however soon, and of links to folders', () => {
  const { at, content, folder, told } = follow()
  const away = `${folder}-away`
  onTestFinished(() => rmSync(away, { recursive: true, force: true }))
  for (let round = 0; round < 5; round += 1) {
    expect(told(() => renameSync(folder, away))).toBe(true)
    expect(told(() => renameSync(away, folder))).toBe(true)
    expect(told(() => rmSync(folder, { recursive: true }))).toBe(true)
    expect(
      told(() => {
        mkdirSync(folder)
        writeFileSync(at('app.js'), content())
      }),
    ).toBe(true)
    expect(told(() => writeFileSync(at('app.js'), content()))).toBe(true)
  }
  const elsewhere = temporaryFolder()
  writeFileSync(path.join(elsewhere, 'users.js'), '0')
  expect(told(() => symlinkSync(elsewhere, at('lib')))).toBe(true)
  expect(told(() => writeFileSync(path.join(elsewhere, 'users.js'), content()))).toBe(true)
  // One that leads back to itself, and one that leads nowhere.
  symlinkSync(folder, at('self'))
  symlinkSync(at('round'), at('round'))
  expect(told(() => rmSync(at('app.js')))).toBe(true)
})

test('tells of nothing that is none of the learner’s, and of nothing once it is let go', () => {
  const { at, calls, content, followed, told } = follow()
  mkdirSync(at('node_modules'))
  const before = calls()
  writeFileSync(at('node_modules/a.js'), '0')
  writeFileSync(at('.app.js.tmp'), '0')
  followed.look()
  expect(calls()).toBe(before)
  expect(told(() => writeFileSync(at('app.js'), content()))).toBe(true)
  expect(calls()).toBe(before + 1)
  followed.close()
  expect(vi.getTimerCount()).toBe(0)
})
