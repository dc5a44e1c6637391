import { parse } from 'acorn'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../src/package-root.ts'

/** What was built: see build.ts. */
const DIST = path.join(packageRoot, 'dist')

const built = new Map(
  readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => [file, importsOf(file)]),
)

/** What a file loads before it runs: packages, and paths in `dist`. */
function importsOf(file: string): string[] {
  const { body } = parse(readFileSync(path.join(DIST, file), 'utf8'), { ecmaVersion: 'latest', sourceType: 'module' })
  return body.flatMap((node) => {
    const source = 'source' in node && typeof node.source?.value === 'string' ? node.source.value : null
    if (source === null || source.startsWith('node:')) return []
    return [source.startsWith('.') ? path.join(path.dirname(file), source) : source]
  })
}

/** All that a file loads before it runs, and what that loads. */
function allBehind(file: string, found = new Set<string>()): ReadonlySet<string> {
  for (const next of built.get(file) ?? []) {
    if (found.has(next)) continue
    found.add(next)
    allBehind(next, found)
  }
  return found
}

test('no file that was built needs itself', () => {
  expect([...built.keys()].filter((file) => allBehind(file).has(file))).toEqual([])
})

test('a source becomes a file in its place: few lie in src itself, where what asks for a file beside it would not find that', () => {
  const sources = new Set(readdirSync(path.join(packageRoot, 'src')).map((name) => name.replace(/\.ts$/, '.js')))
  const strangers = readdirSync(path.join(DIST, 'src')).filter((name) => name.endsWith('.js') && !sources.has(name))
  expect(strangers).toEqual(['rolldown-runtime.js'])
})

/** The file of a package that is built in. */
const BUILT_IN = /^src[\\/]packages[\\/](.+)\.js$/

/** Every command that loads a part loads its packages too. */
test.each([
  ['main.js', []],
  ['course/all.js', []],
  ['commands/inspect/inspect.js', []],
  ['cookie/all.js', []],
  ['terminal/all.js', []],
  ['terminal/cookie/all.js', []],
  ['commands/verify/verify.js', ['leven']],
  ['sandbox/child/main.js', []],
  ['observe/register.js', []],
])('%s loads few packages', (file, packages) => {
  const behind = [...allBehind(path.join('src', file))].map((name) => BUILT_IN.exec(name)?.[1] ?? name)
  expect(behind.filter((name) => !built.has(name)).toSorted()).toEqual(packages)
})

test('what draws a cookie draws no lesson: inspect starts sooner without it', () => {
  expect([...allBehind('src/terminal/cookie/all.js')].toSorted()).toEqual(['src/main.js', 'src/rolldown-runtime.js'])
})
