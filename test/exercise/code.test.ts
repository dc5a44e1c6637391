import { describe, expect, test } from 'vitest'
import { readCode } from '../../src/exercise/code.ts'

describe('comments do not count', () => {
  test.each([
    ['// genid\n', 'genid', null],
    ['a // genid\ngenid', 'genid', 2],
    ['/* genid\n genid */ genid', 'genid', 2],
    ['/**\n * genid\n */\n\ngenid', 'genid', 5],
    ["const url = 'http://genid'", 'genid', 1],
    ["const url = 'http://a' // genid", 'genid', null],
    ['const a = "/* "\ngenid\n" */"', 'genid', 2],
    ['const a = /\\/\\/ genid/', 'genid', 1],
    ['const a = /[/*]/\ngenid /* x */', 'genid', 2],
    ['const a = b / 2 // genid', 'genid', null],
    ['const a = `// genid`', 'genid', 1],
    ['const a = `${b /* genid */}`', 'genid', null],
    ['const a = `\n\n${b}// genid`', 'genid', 3],
    ['#!/usr/bin/env genid\ngenid', 'genid', 2],
    ['const a: Record<string, number> = {} // genid\ninterface B { genid: string }', 'genid', 2],
    ['// genid\r\ngenid\r\n', 'genid', 2],
    // Not closed: a learner's file need not be right.
    ['/* genid', 'genid', null],
    ["'genid", 'genid', 1],
    ['', 'genid', null],
  ])('%j', (source, word, line) => {
    const code = readCode(source)
    expect({ line: code.line(new RegExp(word)), has: code.has(new RegExp(word)) }).toEqual({ line, has: line !== null })
  })
})

test('a pattern may reach over lines, and a comment in it is room', () => {
  const code = readCode('session({\n  // name\n  resave: /* yes */ true,\n})')
  expect(code.line(/session\(\{\s*resave:\s*true/)).toBe(1)
})

test('a pattern that remembers is asked again each time', () => {
  const code = readCode('a\nb a')
  const [all, sticky] = [/a/g, /b/y]
  expect([code.line(all), code.line(all), code.line(sticky), code.line(sticky)]).toEqual([1, 1, 2, 2])
})

test('a word is the first group of the first match', () => {
  const code = readCode("// name: 'no'\nname: 'yes', name: 'later'")
  expect([code.word(/name: '(\w+)'/), code.word(/other: '(\w+)'/), code.word(/name/)]).toEqual([
    'yes',
    undefined,
    undefined,
  ])
})

test('the source is kept as it is', () => {
  expect(readCode('a // b').source).toBe('a // b')
})
