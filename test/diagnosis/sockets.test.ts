import { expect, test } from 'vitest'
import sessionNotOnUpgrade from '../../src/diagnosis/causes/session-not-on-upgrade/cause.ts'
import socketSession from '../../src/diagnosis/causes/socket-session/cause.ts'
import type { UpgradeFacts } from '../../src/observe/observation.ts'
import { at, observation, PID } from '../support/observations.ts'
import { check } from '../support/rows.ts'

const opened = (parts: Partial<UpgradeFacts> = {}) =>
  observation({
    upgrades: [
      {
        number: 1,
        pid: PID,
        at: 0,
        url: '/chat',
        headers: [],
        by: [1],
        missing: null,
        unsaved: null,
        stale: null,
        ...parts,
      },
    ],
  })
const keys = { keys: ['name', 'cart'], at: at(12) }

check(sessionNotOnUpgrade, {
  'the session was asked for, and session() did not run': [opened({ by: [], missing: at(12) }), 12],
  'nobody asked for it': [opened({ by: [] }), null],
  'session() ran, and another layer asked before': [opened({ missing: at(12) }), null],
  'no WebSocket was opened': [observation(), null],
})

check(socketSession, {
  'changed and not saved': [opened({ unsaved: keys }), 12],
  'read when it was old': [opened({ stale: keys }), 12],
  'neither of them': [opened(), null],
  'no WebSocket was opened': [observation(), null],
})
test('what is lost or old is told', () => {
  expect(socketSession.find(opened({ unsaved: keys, stale: keys }))).toMatchObject({
    message: expect.stringMatching(/at \/chat changed name, cart in its session, and nothing saved/) as unknown,
    count: 1,
  })
  expect(socketSession.find(opened({ stale: keys }))).toMatchObject({
    message: expect.stringMatching(/has changed name, cart in the store/) as unknown,
    fix: { code: expect.stringMatching(/reload/) as unknown },
  })
})

test('of several, the one that is concerned is told, and those that are concerned are counted', () => {
  const all = (...parts: readonly Partial<UpgradeFacts>[]) =>
    observation({ upgrades: parts.flatMap((one) => opened(one).upgrades) })
  const [quiet, lost, old] = [{}, { unsaved: keys, url: '/a' }, { stale: keys, url: '/b' }]
  expect(socketSession.find(all(quiet, lost, old, old))).toMatchObject({ count: 3, at: keys.at })
  expect(socketSession.find(all(quiet, old, quiet, lost))?.message).toContain('/a changed')
  expect(socketSession.find(all(quiet, old))).toMatchObject({
    count: 1,
    message: expect.stringContaining('/b') as unknown,
  })
})
