import type { Cause } from '../../diagnosis/cause.ts'
import type { Pair, Ran } from '../../doctor/pair.ts'

/** A cause as `explain --json` tells it. @param pair null where its apps cannot be run here */
export const shown = (cause: Cause, pair: Pair | null): object => {
  const { code, title, level, where, howToTell, fix, lesson, step, symptoms } = cause
  return {
    code,
    title,
    level,
    where,
    symptoms,
    howToTell,
    message: pair?.finding?.message ?? null,
    fix,
    lesson,
    step,
    runs: pair && { broken: runOf(pair.broken), fixed: runOf(pair.fixed) },
    claims: pair && [
      { text: 'The broken app shows it.', holds: pair.finding !== null },
      { text: 'The fixed app does not.', holds: pair.fixed.found === null },
    ],
  }
}

/** A run: the app, and the requests that were sent to it. */
const runOf = ({ source, observation }: Ran) => ({
  source,
  exchanges: observation.exchanges.map(({ number, pid, client, request, response, session, trace, state }) => ({
    number,
    pid,
    client,
    request: { method: request.method, path: request.url, headers: request.headers },
    response: response && { status: response.status, statusText: response.statusText, headers: response.headers },
    state,
    session: {
      state: session.state,
      saved: session.saved,
      touched: session.touched,
      cookie: session.cookie,
      why: session.why,
    },
    trace,
  })),
})
