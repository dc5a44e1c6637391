import type { Pair, Ran } from '../../doctor/pair.ts'
import type { Played } from '../../terminal/explain/pair.ts'
import { unifiedDiff } from './unified.ts'

/** A cause as `explain --json` tells it: the text of its finding, the two runs, and the difference between the two apps. */
export function shown({ cause, pair, claims, install }: Played): object {
  const { code, title, level, where, howToTell, fix, unless, lesson, step, symptoms } = cause
  return {
    code,
    title,
    level,
    where,
    symptoms,
    howToTell,
    message: pair.finding?.message ?? null,
    exchange: pair.finding?.exchange ?? null,
    fix,
    unless,
    lesson,
    step,
    recorded: pair.recorded,
    install,
    runs: { broken: runOf(pair.broken), fixed: runOf(pair.fixed) },
    diff: diffOf(pair),
    claims,
  }
}

const diffOf = ({ broken, fixed }: Pair): string | null =>
  unifiedDiff(broken.source, fixed.source, [broken.name, fixed.name])
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
