import { see, type Seen } from '../../../lesson/seen.ts'
import type { Observation } from '../../../observe/observation.ts'
import type { Sessions } from '../../../terminal/exchange/sessions.ts'
import { renderTimeline } from '../../../terminal/lesson/timeline.ts'
import type { Style } from '../../../terminal/style.ts'
import { visible, wrap } from '../../../terminal/text.ts'
import { serverName } from '../../../terminal/trace/server-name.ts'
import { renderVisit } from '../../../terminal/trace/visit.ts'
import type { TracedExchange } from '../../../trace/collect.ts'
import { seenIn } from '../../seen-in.ts'
import type { Letters } from '../letters.ts'

/** How many visits of a browser are drawn, the last. */
const MOST_VISITS = 200
/** How many sessions of it are drawn, the last. */
const MOST_SESSIONS = 4

/** What a story is told from. */
export interface Told {
  readonly exchanges: readonly TracedExchange[]
  readonly observation: Pick<Observation, 'sessions' | 'processes'>
  /** How many processes got requests. */
  readonly answering: number
  /** Those whose requests are no part of it, by their numbers. */
  readonly aside: readonly number[]
  readonly letters: Letters
  readonly folder: string
}

/** One browser's visits: who kept which session until when, and below it a line for each. @param client its name */
export function storyPage(client: string, told: Told, style: Style): string {
  const { exchanges, observation, answering, aside, letters, folder } = told
  const all = exchanges.filter((one) => one.client.name === client)
  const own = all.filter(({ server }) => !aside.includes(server))
  const beside = all.length - own.length
  const shown = own.slice(-MOST_VISITS)
  const visits = shown.map(({ facts }): Seen => {
    const seen = seenIn(facts, observation, folder)
    return see(seen, seen.cookieName)
  })
  const serverOf = (index: number) => (answering > 1 ? serverName(shown[index]?.server ?? 0) : '')
  const ids = idsOf(visits)
  const sessions: Sessions = letters.of(ids)
  const timeline = renderTimeline(visits, sessions, style, 'brief', new Set(ids.slice(-MOST_SESSIONS)))
  const left = own.length - visits.length
  const agent = all.at(-1)?.client.agent ?? ''
  const who = [style.bold(visible(client)), style.dim(visible(agent))].filter((text) => text !== '').join('  ')
  return [
    ` ${wrap(who, style.columns - 2, 3)}`,
    timeline === ''
      ? ` ${wrap(style.dim('Everything happened within a second, or nobody keeps a session.'), style.columns - 1, 1)}`
      : timeline,
    [
      ...(left > 0 ? [style.dim(`   + ${left} visits before`)] : []),
      ...(beside > 0
        ? [`   ${wrap(style.dim(`+ ${beside} to a process without session()`), style.columns - 1, 5)}`]
        : []),
      ...visits.map((visit, index) => renderVisit(visit, sessions, serverOf(index), style)),
    ].join('\n'),
  ].join('\n\n')
}

/** The ids of the sessions that a browser had, in the order in which they were seen. */
const idsOf = (visits: readonly Seen[]): readonly string[] => [
  ...new Set(
    visits
      .flatMap(({ sentId = '', store, set }) => [sentId, ...store.map(({ id }) => id), set?.id ?? ''])
      .filter((id) => id !== ''),
  ),
]
