import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../src/package-root.ts'

/** Flags that are declared twice in a source, whatever they mean there. */
function declaredTwice(source: string): readonly string[] {
  const flags = [...source.matchAll(/'(--[a-z-]+)(?: <[^>]+>)?'/g)].map(([, flag = '']) => flag)
  return flags.filter((flag, i) => flags.indexOf(flag) < i)
}

test('each flag is declared in one place, however many commands take it', () => {
  const sources = ['src/program.ts', 'src/flags.ts'].map((file) => readFileSync(path.join(packageRoot, file), 'utf8'))
  expect(sources.join('\n')).toMatch(/'--plain'/)
  expect(declaredTwice(sources.join('\n'))).toEqual([])
})

test('a second place would be noticed', () => {
  expect(declaredTwice(".option('--plain', 'a')\n.option('--dir <folder>')\n.option('--plain', 'b')")).toEqual([
    '--plain',
  ])
})
