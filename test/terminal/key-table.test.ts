import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { enterBack, keyTo, LETTERS, QUIT } from '../../src/terminal/key-table.ts'
import { pressedOf } from '../../src/terminal/keys.ts'

const SOURCES = path.join(packageRoot, 'src')
const TABLE = path.join('terminal', 'key-table.ts')

test('a key asks for one thing', () => {
  const keys = Object.values(LETTERS)
  expect([...new Set(keys)]).toEqual(keys)
})

test('no screen has a key of its own', () => {
  const own = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^(commands|presenters|terminal)\b.*\.ts$/.test(file) && file !== TABLE)
    .filter((file) => /\bkey: ['"`]|\bkey === ['"`]/.test(readFileSync(path.join(SOURCES, file), 'utf8')))
  expect(own).toEqual([])
})

test('the README names keys of the table', () => {
  const readme = readFileSync(path.join(packageRoot, 'README.md'), 'utf8')
  const table = /\| key +\|[^]*?\n\n/.exec(readme)?.[0] ?? ''
  const named = [...table.matchAll(/^\| ((?:`.` ?)+)/gm)].flatMap(([, keys = '']) => keys.match(/[^` ]/g) ?? [])
  expect(named.length).toBeGreaterThan(8)
  expect(named.filter((key) => !Object.values<string>(LETTERS).includes(key))).toEqual([])
})

test.each([
  ['enter', 'enter'],
  ['space', 'enter'],
  ['b', 'enter'],
  ['escape', 'enter'],
  ['q', 'q'],
  ['x', undefined],
])('where Enter leads back, %s is %s', (name, pressed) => {
  expect(pressedOf([enterBack('back'), QUIT], name)).toBe(pressed)
})

test('Escape goes back where b does', () => {
  expect(pressedOf([keyTo('back', 'back'), QUIT], 'escape')).toBe('b')
  expect(pressedOf([QUIT], 'escape')).toBe(undefined)
})
