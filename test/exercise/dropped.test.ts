import { expect, test } from 'vitest'
import { droppedCookie } from '../../src/exercise/dropped.ts'
import { last, viewRun } from '../../src/lesson/run.ts'
import { see, type Seen } from '../../src/lesson/seen.ts'
import { anExchange } from '../support/exchange.ts'

/** An exchange of a browser: the Cookie header that it sent, and the Set-Cookie line that it got. */
function exchange(browser: string | null, cookie: string | null, line: string | null): Seen {
  const wanted = anExchange({
    browser,
    request: { method: 'GET', path: '/', headers: cookie === null ? [] : [['Cookie', cookie]], body: '' },
    response: { status: 200, statusText: 'OK', headers: line === null ? [] : [['Set-Cookie', line]], body: '' },
  })
  return see(wanted, 'sid')
}

/** What is said of the last of these exchanges. */
function said(...exchanges: readonly Seen[]) {
  const run = viewRun({ exchanges, starts: new Map(), launches: new Map() })
  return droppedCookie({ run }, run.at(last))
}

const NONE = 'sid=1; Path=/; SameSite=None'

test.each([
  [NONE, /SameSite=None is only taken with Secure.*sameSite: 'lax'/, 'cookie.sameSite'],
  ['sid=1; Path=/; Partitioned', /Partitioned is only taken with Secure/, 'cookie.partitioned'],
])('%s', (line, text, option) => {
  expect(said(exchange('ada', null, line), exchange('ada', null, null))).toEqual({
    text: expect.stringMatching(text),
    option,
  })
})

test.each<[string, ...Seen[]]>([
  ['the cookie was kept', exchange('ada', null, 'sid=1; Path=/'), exchange('ada', null, null)],
  ['it was sent nevertheless', exchange('ada', null, NONE), exchange('ada', 'sid=0', null)],
  ['another browser got it', exchange('ada', null, NONE), exchange('ben', null, null)],
  ['no browser asked', exchange(null, null, NONE), exchange(null, null, null)],
  ['a later one was kept', exchange('ada', null, NONE), exchange('ada', null, 'sid=2'), exchange('ada', null, null)],
  ['nothing was there before', exchange('ada', null, NONE)],
])('nothing is said where %s', (_, ...exchanges) => {
  expect(said(...exchanges)).toBeNull()
})
