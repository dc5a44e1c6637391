import { describe, expect, test } from 'vitest'
import { toJavaScript } from './javascript.ts'

const made = (source: string) => toJavaScript('a.ts', `${source}\n`)

test.each([
  ['const a: number = 1', 'const a = 1'],
  ['const a = {} as const', 'const a = {}'],
  ['const a = {} satisfies object', 'const a = {}'],
  ['const a = b!.c', 'const a = b.c'],
  ['const a = (b as number[] | undefined)?.[0] as number', 'const a = b?.[0]'],
  ['const a = b<string>', 'const a = b'],
  ['const a = new Map<string, number>()', 'const a = new Map()'],
  ['function f<T>(a: T, b?: string, ...c: string[]): a is T {}', 'function f(a, b, ...c) {}'],
  ['const f = ({ a }: { a: string }, [b]: string[] = []): void => {}', 'const f = ({ a }, [b] = []) => {}'],
  ["import a, { type B, type C } from 'a'", "import a from 'a'"],
  ["import a, { type B, c } from 'a'", "import a, { c } from 'a'"],
  ["import type { A } from 'a'\nimport b from 'b'", "import b from 'b'"],
  ["export type { A } from 'a'\nexport const b = 1", 'export const b = 1'],
  ['type A = string\nconst b = 1', 'const b = 1'],
  ['declare const a: string\nconst b = 1', 'const b = 1'],
  ['const a = 1\n\ninterface A {\n  b: string\n}\n\nconst b = 2', 'const a = 1\n\nconst b = 2'],
  ['class A implements B {\n  a?: string\n}', 'class A {\n  a\n}'],
  ['// one\n\n// two\nconst a: number = 1 // three', '// one\n\n// two\nconst a = 1 // three'],
  ['// Run it yourself with: node 01-a.ts (Node.js 22.18 or newer)', '// Run it yourself with: node 01-a.js'],
])('%s', async (source, expected) => {
  expect(await made(source)).toBe(`${expected}\n`)
})

describe('what is more than types, or no TypeScript, is an error that names the file', () => {
  test.each([
    'enum A {\n  B,\n}',
    'class A {\n  constructor(private a: string) {}\n}',
    "import a = require('a')",
    'namespace A {\n  export const b = 1\n}',
    'const a = <string>b',
    'const a: = 1',
  ])('%s', async (source) => {
    await expect(made(source)).rejects.toThrow(/^a\.[jt]s: /)
  })
})
