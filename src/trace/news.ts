import type { Collected, TracedExchange } from './collect.ts'
import type { FindingSeen } from './findings.ts'
import type { Notice } from './notices.ts'

/** What became known since the last time. */
export interface News {
  /** Pids of processes that turned out to have an app, or of whose app more is known. */
  readonly apps: readonly number[]
  /** Those that are over, each once. */
  readonly exchanges: readonly TracedExchange[]
  readonly findings: readonly FindingSeen[]
  readonly notices: readonly Notice[]
  /** There are findings that wait for a second look. */
  readonly isWaiting: boolean
}

/** Tells each thing once, for those who write it down and cannot take it back. */
export interface Newsreader {
  /** @param isLast nothing more will become known: what would have waited is told now */
  read(collected: Collected, isLast: boolean): News
}

/** A finding is told when it was there in two looks in a row: what comes a moment later may show that it does not hold. */
export function createNewsreader(): Newsreader {
  const apps = new Map<number, string>()
  let lastExchange = 0
  const waitingExchanges = new Set<number>()
  const told = new Set<number>()
  const toldNotices = new Set<Notice['message']>()
  let before: ReadonlySet<number> = new Set()
  let lastLook = 0
  return {
    read({ observation, exchanges, findings, notices, looks }, isLast) {
      const isLook = looks > lastLook
      lastLook = looks
      const isReady = ({ first }: FindingSeen) => !told.has(first) && (isLast || (isLook && before.has(first)))
      const toldNow = findings.filter(isReady)
      const news = {
        apps: pidsOf(observation).filter((pid) => {
          const known = amountOf(observation, pid)
          const isNew = apps.get(pid) !== known
          apps.set(pid, known)
          return isNew
        }),
        exchanges: exchanges.filter(({ number, facts }) => {
          if (number <= lastExchange && !waitingExchanges.has(number)) return false
          lastExchange = Math.max(lastExchange, number)
          const isTold = facts.state !== 'open' || isLast
          if (isTold) waitingExchanges.delete(number)
          else waitingExchanges.add(number)
          return isTold
        }),
        findings: toldNow,
        notices: notices.filter(({ message }) => !toldNotices.has(message)),
      }
      for (const { message } of notices) toldNotices.add(message)
      if (isLook) before = new Set(findings.map(({ first }) => first))
      for (const { first } of toldNow) told.add(first)
      return { ...news, isWaiting: findings.some(({ first }) => !told.has(first)) }
    },
  }
}

/** The processes that call session(), or listen for browsers, in the order in which they did. tsx and pm2 listen, too: to processes of theirs. */
const pidsOf = ({ sessions, listens }: Collected['observation']): readonly number[] => [
  ...new Set([...sessions, ...listens.filter(({ protocol }) => protocol !== 'other')].map(({ pid }) => pid)),
]

/** How much is known of the app of a process. */
const amountOf = ({ sessions, listens }: Collected['observation'], pid: number): string =>
  [sessions, listens].map((all) => all.filter((one) => one.pid === pid).length).join()
