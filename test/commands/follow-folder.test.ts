import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { onTestFinished, expect, test, vi } from 'vitest'
import { followFolder } from '../../src/commands/follow-folder.ts'
import { temporaryFolder } from '../support/run.ts'

/** Follows a folder with a program and a folder of its own in it. */
async function follow() {
  const folder = temporaryFolder()
  const at = (name: string) => path.join(folder, name)
  writeFileSync(at('app.js'), '0')
  mkdirSync(at('lib'))
  writeFileSync(at('lib/users.js'), '0')
  let calls = 0
  const followed = await followFolder(folder, () => {
    calls += 1
  })
  onTestFinished(() => followed.close())
  return {
    folder,
    at,
    followed,
    /** Does something. @returns true as soon as it was told of @throws when it never is */
    async told(act: () => void) {
      const before = calls
      act()
      return await vi.waitUntil(() => calls > before, { timeout: 10_000 })
    },
  }
}

test('tells of each way to save, also after many at once', async () => {
  const { at, told } = await follow()
  const write = () => writeFileSync(at('app.js'), String(Math.random()))
  const replace = () => {
    writeFileSync(at('.app.js.tmp'), String(Math.random()))
    renameSync(at('.app.js.tmp'), at('app.js'))
  }
  const putBack = () => {
    rmSync(at('app.js'))
    write()
  }
  for (let round = 0; round < 10; round += 1) {
    expect(await told(write)).toBe(true)
    expect(await told(replace)).toBe(true)
    expect(await told(putBack)).toBe(true)
    expect(
      await told(() => {
        for (let save = 0; save < 10; save += 1) replace()
      }),
    ).toBe(true)
  }
})

test('tells of what a file imports, of a link, and of folders that are new or take the place of others', async () => {
  const { at, told } = await follow()
  const elsewhere = path.join(temporaryFolder(), 'shared.js')
  writeFileSync(elsewhere, '0')
  expect(await told(() => symlinkSync(elsewhere, at('shared.js')))).toBe(true)
  expect(await told(() => writeFileSync(elsewhere, '1'))).toBe(true)
  expect(await told(() => writeFileSync(at('lib/users.js'), '1'))).toBe(true)
  expect(
    await told(() => {
      renameSync(at('lib'), at('old'))
      mkdirSync(at('lib'))
    }),
  ).toBe(true)
  expect(await told(() => writeFileSync(at('lib/users.js'), '2'))).toBe(true)
  expect(await told(() => writeFileSync(at('lib/users.js'), '3'))).toBe(true)
})

test('a watcher that got lost when it was closed keeps no process alive', async () => {
  const { told, at, folder, followed } = await follow()
  expect(await told(() => writeFileSync(at('app.js'), '1'))).toBe(true)
  // What does not hold the process is not in this list.
  expect(process.getActiveResourcesInfo()).not.toContain('FSEventWrap')
  const closed = followed.close()
  rmSync(folder, { recursive: true })
  await closed
  expect(process.getActiveResourcesInfo()).not.toContain('FSEventWrap')
})
