import path from 'node:path'
import { expect, test } from 'vitest'
import { findRedis } from '../../../src/wire/redis/find.ts'
import { programFolder } from '../../support/programs.ts'

const { folder, program } = programFolder()

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
