import type { Newsreader } from '../../trace/news.ts'
import type { Notice } from '../../trace/notices.ts'
import { QUIET_MS, type Collected } from '../../trace/collect.ts'
import { summaryOf } from '../../trace/summary.ts'
import type { Listening } from '../../trace/tracing.ts'
import { createPace, type Tempo } from './pace.ts'
import type { Teller } from './teller.ts'

/** How soon requests are told, and how often: eyes follow no faster. */
const DRAWING: Tempo = { soonMs: 10, gapMs: 50, part: 0.5 }
/** How soon causes are looked for. Among many requests that takes as long as several drawings, and the app needs the machine, too. */
const LOOKING: Tempo = { soonMs: 50, gapMs: 50, part: 0.2 }

/** Tells what becomes known, soon after it does. */
export interface Telling {
  listenTo(listening: Listening): void
  plan(): void
  /** Tells what is left. */
  last(): void
  /** @param isStarted whether the command could be started: people are told so otherwise */
  end(code: number, notices: readonly Notice[], isStarted?: boolean): void
}

/** Begins to tell. @param news nobody else reads it */
export function startTelling(tellers: readonly Teller[], news: Newsreader): Telling {
  let listening: Listening | undefined
  const tell = (isThorough: boolean, isLast = false) => {
    if (!listening) return
    const collected = withOwn(listening.look(isThorough))
    const told = news.read(collected, isLast)
    for (const teller of tellers) teller.tell(told, collected)
    // What waits for a second look gets one.
    if (!isLast && told.isWaiting) looks.plan()
  }
  const withOwn = (collected: Collected): Collected => {
    const own = tellers.flatMap(({ notices }) => notices?.() ?? [])
    return own.length === 0 ? collected : { ...collected, notices: [...collected.notices, ...own] }
  }
  const draws = createPace(DRAWING, () => tell(false))
  const looks = createPace(LOOKING, () => tell(true))
  // What an app does not do shows when it has been silent for a while.
  let silence: NodeJS.Timeout | undefined
  const plan = () => {
    draws.plan()
    looks.plan()
    clearTimeout(silence)
    silence = setTimeout(looks.plan, QUIET_MS)
    silence.unref()
  }
  return {
    listenTo(one) {
      listening = one
      plan()
    },
    plan,
    last() {
      draws.stop()
      looks.stop()
      clearTimeout(silence)
      tell(true, true)
    },
    end(code, notices, isStarted = true) {
      if (!listening) return
      const collected = withOwn(listening.look())
      const summary = summaryOf(collected)
      for (const teller of tellers) if (isStarted || teller.isRecord) teller.end(code, summary, collected, notices)
    },
  }
}
