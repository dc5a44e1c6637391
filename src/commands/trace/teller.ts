import type { Collected } from '../../trace/collect.ts'
import type { Summary } from '../../trace/summary.ts'
import type { News } from '../../trace/news.ts'

/** Who writes down what becomes known of an app. */
export interface Teller {
  tell(news: News, collected: Collected): void
  /** The command has ended. @param exitCode that of the trace */
  end(exitCode: number, summary: Summary, collected: Collected): void
}
