import { expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { packageRoot } from '../../src/package-root.ts'
import { readSource } from '../../src/lesson/source.ts'
import { linesWithout, onlyForCompiler } from '../../src/lesson/without-types.ts'

const source = [
  "import express, { type Express } from 'express'",
  '',
  'interface User {',
  '  name: string',
  '}',
  '',
  '// @ts-expect-error -- TypeScript: Expected 1 arguments, but got 2',
  'export const make = (user: User, next?: () => void): Express => express(user as never) // why',
].join('\n')

test('as JavaScript: lines that are only types are gone, and the others keep their numbers', async () => {
  const { types, comments } = await onlyForCompiler('a.ts', source)
  expect(linesWithout(source, [...types, ...comments])).toEqual([
    { number: 1, text: "import express from 'express'" },
    { number: 2, text: '' },
    { number: 6, text: '' },
    { number: 8, text: 'export const make = (user, next) => express(user) // why' },
  ])
})

test.each([
  ['const a = (b ?? {}) as C', 'const a = (b ?? {})'],
  ['const a = ((b ) ) satisfies C', 'const a = ((b ) )'],
  ['const a = (b as C).d', 'const a = (b).d'],
  ['const a = f(b as C, c!)', 'const a = f(b, c)'],
  ['class A extends B { protected override async set() {} }', 'class A extends B { async set() {} }'],
  ['class A { private readonly a = 1 }', 'class A { a = 1 }'],
])('%s becomes %s', async (typed, plain) => {
  const { types } = await onlyForCompiler('a.ts', typed)
  expect(linesWithout(typed, types)).toEqual([{ number: 1, text: plain }])
})

test('with its types: only what speaks to the compiler is gone, which would tell what is wrong', async () => {
  const { comments } = await onlyForCompiler('a.ts', source)
  expect(linesWithout(source, comments).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 8])
})

test.each(syllabus.map(({ slug }) => slug))('no code of %s has types or speaks to the compiler', async (slug) => {
  const lesson = await (syllabus.find((entry) => entry.slug === slug) ?? { load: null }).load?.()
  const parts = lesson?.default.steps.flatMap((step) => step.parts) ?? []
  for (const part of parts) {
    if (part.kind !== 'code') continue
    const { lines, firstLine } = readSource(lesson?.default as never, part.file, part.region, packageRoot)
    const { javascript } = await lines()
    const text = javascript.map((line) => line.text).join('\n')
    expect(text).not.toMatch(/@ts-|: (Request|Response|SessionOptions|Express|Error)\b| as const/)
    expect(javascript[0]?.number).toBeGreaterThanOrEqual(firstLine)
    expect(javascript.length).toBeGreaterThan(0)
  }
})
