import type { EndCard } from '../terminal/lesson/end.ts'
import type { Style } from '../terminal/style.ts'
import type { Journey, Position } from './journey.ts'

/** Who answers. Lines come from standard input; null says that it has ended. */
export interface PlainTalk {
  readonly style: Style
  write(text: string): void
  /** Null in a transcript: the run answers the questions, and nothing waits. */
  readonly readLine: (() => Promise<string | null>) | null
  /** Whether to wait for the learner after each exchange: only where a person types. */
  readonly pauses: boolean
  readonly journey: Journey
  /** Where to begin; what comes before it is played silently. A page ends where the learner is waited for. */
  readonly from: Position
  /** What was chosen in this sitting, by step: a question is not asked twice on the way to a later page. */
  readonly chosen: Map<number, number>
  /** What the learner can do next. */
  readonly exercise: EndCard['exercise']
}
