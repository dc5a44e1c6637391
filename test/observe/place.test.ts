import { runInThisContext } from 'node:vm'
import { afterEach, expect, test } from 'vitest'
import { countAsApp, placeHere, placeIn, placeOfCaller } from '../../src/observe/place.ts'

const here = (): number | undefined => placeHere(here)?.line
const line = (): number => Number(/:(\d+):\d+\)?$/m.exec(new Error('here').stack?.split('\n')[2] ?? '')?.[1])
const deep = (levels: number, run: () => unknown): unknown => (levels === 0 ? run() : deep(levels - 1, run))

afterEach(() => void Reflect.deleteProperty(Error, 'prepareStackTrace'))

test('the same line is found again, and another one is told from it', () => {
  for (let round = 0; round < 2; round += 1) expect([here(), here()]).toEqual([line(), line()])
  const one = here()
  const two = here()
  expect(two).toBe((one ?? NaN) + 1)
})

/** Calls a function from within a package, at some depth. */
const inPackage = runInThisContext(
  '(run, levels) => { const deep = (n) => n === 0 ? run() : deep(n - 1); return deep(levels) }',
  {
    filename: '/app/node_modules/package/index.js',
  },
) as (run: () => unknown, levels: number) => unknown

test('frames of packages do not count, however many they are', () => {
  const asked = () => placeHere(asked)?.file ?? null
  expect(inPackage(asked, 3)).toBe(import.meta.filename)
  expect(inPackage(asked, 20)).toBe(import.meta.filename)
  expect(inPackage(asked, 100)).toBeNull()
  const caller = () => placeOfCaller(caller)
  expect(inPackage(caller, 3)).toBeNull()
  expect(deep(3, () => placeOfCaller(caller))).toBeNull()
})

test('what the app has put there to make stacks stays there, and has its say', () => {
  const own = () => 'Error\n    at other (/elsewhere/app.ts:7:1)'
  Error.prepareStackTrace = own
  const asked = () => placeHere(asked)
  expect([asked(), asked()]).toEqual([
    { file: '/elsewhere/app.ts', line: 7 },
    { file: '/elsewhere/app.ts', line: 7 },
  ])
  expect(Error.prepareStackTrace).toBe(own)
})

test('what lies in a folder that counts as the app is the app, though the folder lies in a package', () => {
  const stack = 'Error\n    at add (/a/node_modules/tutor/lessons/app.js:3:1)\n    at /a/server.js:9:1'
  expect(placeIn(stack)).toEqual({ file: '/a/server.js', line: 9 })
  countAsApp('/a/node_modules/tutor/lessons')
  expect(placeIn(stack)).toEqual({ file: '/a/node_modules/tutor/lessons/app.js', line: 3 })
  expect(placeIn('Error\n    at add (/a/node_modules/tutor/lessons-more/app.js:3:1)')).toBe(null)
})
