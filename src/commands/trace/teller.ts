import type { Collected } from '../../trace/collect.ts'
import type { Notice } from '../../trace/notices.ts'
import type { Summary } from '../../trace/summary.ts'
import type { News } from '../../trace/news.ts'

/** Who writes down what becomes known of an app. */
export interface Teller {
  tell(news: News, collected: Collected): void
  /** It is read later, by a program or in a browser: it has an end in any case, even if the command could not be started. */
  readonly isRecord?: true
  /** What the person should know of what it writes. */
  readonly notices?: () => readonly Notice[]
  /** The command has ended. @param exitCode that of the trace @param notices what is to be said now, that was not told */
  end(exitCode: number, summary: Summary, collected: Collected, notices: readonly Notice[]): void
}
