import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { packRuns, unpackRuns } from './packed-runs.ts'
import { temporaryFolder } from './run.ts'

const RUNS: Readonly<Record<string, string>> = {
  'a.json': JSON.stringify({ file: '/tmp/a.js', output: 'two words\nand a line' }),
  'b.json': JSON.stringify({ folder: path.join(packageRoot, 'node_modules/express') }),
}

/** Packs the runs. @returns the file, and a folder to which they may go */
function packed(): { readonly file: string; readonly folder: string } {
  const home = temporaryFolder()
  const from = path.join(home, 'from')
  mkdirSync(from)
  for (const [name, text] of Object.entries(RUNS)) writeFileSync(path.join(from, name), text)
  const file = path.join(home, 'recorded/runs.br')
  packRuns(from, file)
  return { file, folder: path.join(home, 'runs/to') }
}

const runsIn = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  )

test('what was packed is there again', () => {
  const { file, folder } = packed()
  unpackRuns(file, folder)
  expect(runsIn(folder)).toEqual(RUNS)
})

test('it is unpacked once, so that what came later stays', () => {
  const { file, folder } = packed()
  unpackRuns(file, folder)
  rmSync(path.join(folder, 'a.json'))
  unpackRuns(file, folder)
  expect(Object.keys(runsIn(folder))).toEqual(['b.json'])
})

test('without a file nothing happens', () => {
  const { file, folder } = packed()
  unpackRuns(`${file}.missing`, folder)
  expect(() => readdirSync(folder)).toThrow('ENOENT')
})
