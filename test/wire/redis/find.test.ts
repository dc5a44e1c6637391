import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { findRedis } from '../../../src/wire/redis/find.ts'

let folder = ''

/** A program in a folder of its own. @returns its path */
function program(...names: readonly string[]): string {
  const file = path.join(folder, ...names)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, '')
  chmodSync(file, 0o755)
  return file
}

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'find-redis-'))
  return () => rmSync(folder, { recursive: true })
})

const find = (variables: Readonly<Record<string, string>>) => findRedis(variables, 'freebsd')

test('on the PATH, and before that where the variable says', () => {
  const [named, onPath] = [program('named', 'my-redis'), program('path', 'redis-server')]
  const PATH = path.dirname(onPath)
  expect(find({ PATH })).toEqual({ kind: 'found', file: onPath })
  expect(find({ PATH, SESSION_TUTOR_REDIS: named })).toEqual({ kind: 'found', file: named })
})

test('none where nobody wants one, where none is, and where the variable names no program', () => {
  const PATH = path.dirname(program('hidden', 'redis-server'))
  expect(find({ PATH, SESSION_TUTOR_REDIS: 'none' })).toEqual({ kind: 'hidden' })
  expect(find({ PATH: folder })).toEqual({ kind: 'missing', named: null })
  expect(find({ PATH, SESSION_TUTOR_REDIS: folder })).toEqual({ kind: 'missing', named: folder })
})
