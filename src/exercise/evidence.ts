import { last } from '../lesson/run.ts'
import { LessonError } from '../lesson/seen.ts'
import type { Attempt } from './attempt.ts'
import type { Evidence } from './script.ts'
import { NO_TREE } from './tree.ts'

/** What mistakes are recognised by; the learner's file has not been read yet. */
export function evidenceOf({ run, exchanges, observation, problem }: Attempt): Evidence {
  return {
    run,
    tree: NO_TREE,
    observation,
    problem,
    facts({ label }) {
      const facts = exchanges.findLast((one) => one.label === label || label === last.label)?.facts
      if (!facts) throw new LessonError(`Nothing is known of ${JSON.stringify(label)}.`)
      return facts
    },
  }
}
