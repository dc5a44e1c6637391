import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { NOTHING_YET } from '../../src/observe/fact.ts'
import type { Observation } from '../../src/observe/observation.ts'
import { packageRoot } from '../../src/package-root.ts'
import { observed, versionsBehind, type Use } from './recordings.ts'
import { temporaryFolder } from './run.ts'

/** What an app did that was added in a file of this repository. */
const OBSERVATION: Observation = {
  ...NOTHING_YET,
  packages: [{ name: 'express', version: '5.0.0', folder: path.join(packageRoot, 'node_modules/express') }],
}

/** Asks for an observation, and says whether the app ran for it. */
async function ask(place: string, causes: unknown, use: Use) {
  let ran = false
  const { observation, keep } = await observed(
    place,
    causes,
    async () => {
      ran = true
      return OBSERVATION
    },
    use,
  )
  return { ran, observation, keep }
}

/** The file of a recording under the causes `{ source: 'a' }`. */
async function recording(): Promise<string> {
  const place = path.join(temporaryFolder(), 'code/broken.json')
  ;(await ask(place, { source: 'a' }, 'record')).keep()
  return place
}

test('what was recorded is not run again, and is the same', async () => {
  const { ran, observation } = await ask(await recording(), { source: 'a' }, 'trust')
  expect({ ran, observation }).toEqual({ ran: false, observation: OBSERVATION })
})

test('a recording names no place of the machine that made it', async () => {
  const text = readFileSync(await recording(), 'utf8')
  expect(text).toContain('<repository>/node_modules/express')
  expect(text).not.toContain(packageRoot)
})

test('where anything that decides a run is another, it runs', async () => {
  expect(await ask(await recording(), { source: 'b' }, 'trust')).toMatchObject({ ran: true })
})

test('NO_RECORDED_RUNS=1 runs it in any case', async () => {
  expect(await ask(await recording(), { source: 'a' }, 'ignore')).toMatchObject({ ran: true })
})

test.each(['trust', 'ignore'] as const)('%s keeps nothing', async (use) => {
  const place = await recording()
  const before = readFileSync(place, 'utf8')
  ;(await ask(place, { source: 'b' }, use)).keep()
  expect(readFileSync(place, 'utf8')).toBe(before)
})

test('a run that nobody found right is not kept', async () => {
  const place = await recording()
  await ask(place, { source: 'b' }, 'record')
  expect(await ask(place, { source: 'a' }, 'trust')).toMatchObject({ ran: false })
})

test('the versions that count are those of the packages that a source names, and of what they need', () => {
  const lock = {
    packages: {
      '': { version: '1.0.0', dependencies: { app: '1' } },
      'node_modules/app': { version: '1.0.0', dependencies: { part: '2', missing: '1' } },
      'node_modules/app/node_modules/part': { version: '2.0.0', dependencies: { app: '1' } },
      'node_modules/part': { version: '1.0.0' },
      'node_modules/other': { version: '1.0.0' },
    },
  }
  expect(versionsBehind("import app from 'app'", lock)).toEqual({
    'node_modules/app': '1.0.0',
    'node_modules/app/node_modules/part': '2.0.0',
  })
  expect(versionsBehind("import part from 'part'", lock)).toEqual({ 'node_modules/part': '1.0.0' })
})
