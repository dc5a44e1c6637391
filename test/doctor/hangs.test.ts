import { expect, test } from 'vitest'
import { createHangs } from '../../src/doctor/hangs.ts'

const asked = (send: string, as: string | null = null, hasCookie = as !== null) => ({ send, as, hasCookie })
const GET = 'GET /stage'

/** Hangs of an app that was looked at before, in which a page never answered. */
function known() {
  const hangs = createHangs()
  hangs.went(asked(GET), null)
  hangs.startOver()
  return hangs
}

test('the more hung, the shorter the wait for what never did; and once, what did is waited for long enough to be seen', () => {
  const hangs = createHangs()
  const limits = ['GET /a', 'GET /b', 'GET /c'].map((send) => {
    const limit = hangs.limitFor(asked(send))
    hangs.went(asked(send), null)
    return limit
  })
  expect(limits).toEqual(limits.toSorted((one, other) => Number(other) - Number(one)))
  expect(new Set(limits).size).toBe(3)
  hangs.startOver()
  expect(hangs.limitFor(asked('GET /a'))).toBeGreaterThan(1000)
})

test('guests are alike: what one got no answer to no other asks for', () => {
  const hangs = known()
  hangs.went(asked(GET), null)
  expect(hangs.limitFor(asked(GET, 'bob', false))).toBeNull()
  expect(hangs.limitFor(asked(GET, 'bob'))).not.toBeNull()
  expect(hangs.limitFor(asked('GET /other'))).not.toBeNull()
})

test('who has sent something asks again, and for what nobody gets no more', () => {
  const hangs = known()
  hangs.went(asked(GET, 'ada'), null)
  expect(hangs.limitFor(asked(GET, 'ada'))).toBeNull()
  hangs.went(asked('POST /login', 'ada'), 302)
  expect(hangs.limitFor(asked(GET, 'ada'))).not.toBeNull()
  hangs.went(asked(GET, 'ada'), null)
  hangs.went(asked('POST /login', 'bob'), 302)
  expect(hangs.limitFor(asked(GET, 'bob'))).toBeNull()
})

test('where it answered somebody, the next who has sent something asks', () => {
  const hangs = known()
  hangs.went(asked(GET), null)
  hangs.went(asked('POST /login', 'ada'), 302)
  hangs.went(asked(GET, 'ada'), 200)
  hangs.went(asked(GET, 'ada'), null)
  hangs.went(asked('POST /login', 'bob'), 302)
  expect(hangs.limitFor(asked(GET, 'bob'))).not.toBeNull()
})

test('somebody who was refused is a guest still', () => {
  const hangs = known()
  for (const page of ['GET /a', 'GET /b', GET]) hangs.went(asked(page), null)
  hangs.went(asked('POST /login', 'ada'), 401)
  expect(hangs.limitFor(asked(GET, 'ada'))).toBeNull()
})

test('what is sent is sent each time, though nobody waits long', () => {
  const hangs = known()
  for (let i = 0; i < 5; i += 1) hangs.went(asked('POST /login', 'ada'), null)
  expect(hangs.limitFor(asked('POST /login', 'ada'))).toBeLessThan(1000)
})
