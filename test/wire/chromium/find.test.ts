import { chmodSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { findChromium } from '../../../src/wire/chromium/find.ts'
import { programFolder } from '../../support/programs.ts'

const { folder, program } = programFolder()

const find = (variables: Readonly<Record<string, string>>) => findChromium(variables, 'freebsd')

test('on the PATH, the first name first', () => {
  const [one, two] = [program('one', 'google-chrome'), program('two', 'chromium')]
  const PATH = [path.dirname(one), path.dirname(two)].join(':')
  expect(find({ PATH })).toEqual({ kind: 'found', file: two })
  expect(find({ PATH: path.dirname(one) })).toEqual({ kind: 'found', file: one })
})

test('where a variable says, before the PATH', () => {
  const [named, onPath] = [program('named', 'my-browser'), program('path', 'chromium')]
  const PATH = path.dirname(onPath)
  expect(find({ PATH, CHROME_PATH: named })).toEqual({ kind: 'found', file: named })
  expect(find({ PATH, CHROME_PATH: onPath, SESSION_TUTOR_BROWSER: named })).toEqual({ kind: 'found', file: named })
})

test('none where nobody wants one, whatever is there', () => {
  const file = program('hidden', 'chromium')
  expect(find({ PATH: path.dirname(file), CHROME_PATH: file, SESSION_TUTOR_BROWSER: 'none' })).toEqual({
    kind: 'hidden',
  })
})

test('none where none is, and where a variable names no program', () => {
  const file = program('text', 'chromium')
  chmodSync(file, 0o644)
  expect(find({ PATH: path.dirname(file) })).toEqual({ kind: 'missing', named: null })
  expect(find({ PATH: '', CHROME_PATH: folder })).toEqual({ kind: 'missing', named: folder })
  expect(find({})).toEqual({ kind: 'missing', named: null })
})
