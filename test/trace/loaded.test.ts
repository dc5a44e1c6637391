import { expect, test } from 'vitest'
import { versionOf } from '../../src/trace/loaded.ts'
import { observation, sessionCall } from '../support/observations.ts'

const express = (version: string, pid?: number) => ({
  name: 'express',
  version,
  folder: '/a',
  ...(pid === undefined ? {} : { pid }),
})

test.each([
  ['the one of the process with the session', [express('5.3.0', 1), express('4.15.5', 2)], '5.3.0'],
  ['the last, where that process has none', [express('4.15.5', 2), express('4.22.0', 3)], '4.22.0'],
  ['one of which nobody says whose it is', [express('4.22.0')], '4.22.0'],
  ['none', [{ name: 'koa', version: '3.0.0', folder: '/a' }], null],
])('%s', (_, packages, version) => {
  expect(versionOf('express', observation({ packages, sessions: [sessionCall({ pid: 1 })] }))).toBe(version)
})
