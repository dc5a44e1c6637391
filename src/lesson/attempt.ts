import { compareRuns, type RunDiff } from './compare.ts'
import type { ClaimChecked, LessonEvent } from './events.ts'
import { evidenceOf } from './evidence.ts'
import { labelsOf } from './parts.ts'
import type { Handle } from './run.ts'
import type { Recorded } from './replay.ts'
import type { Claim, Lesson, OptionChange, Part } from './script.ts'

/** What came of the try to make a claim false with a change of options. */
export interface Attempt {
  /** `unknown`: what the claim is about did not come to pass, so the change does not count. */
  readonly verdict: 'broken' | 'still-true' | 'unknown'
  /** Why nobody knows, or why it counts although the server did not start; in the other cases empty. */
  readonly why: string
  /** What the change did in the step of the claim, to what the claim asks about, and where it ended the run. */
  readonly diff: RunDiff
}

/** Where a claim stands: its step, counted from 1, and the claim. Undefined for a claim that the lesson does not have. */
export function placeOf(lesson: Lesson, text: string): { readonly step: number; readonly claim: Claim } | undefined {
  for (const [index, { parts }] of lesson.steps.entries()) {
    const claim = parts.find((part): part is Claim => part.kind === 'claim' && part.text === text)
    if (claim) return { step: index + 1, claim }
  }
  return undefined
}

/**
 * Judges a try to make a claim false. It is broken if it can be told and is false: a server that does not start, or a request
 * that is never answered or only with an error, takes the evidence away, and that breaks nothing.
 * @param lesson up to the claim
 */
export function judgeAttempt(
  lesson: Lesson,
  claim: Claim,
  change: OptionChange,
  normal: Recorded,
  changed: Recorded,
): Attempt {
  const evidence = evidenceOf(claim.holds, changed.run)
  const startAsked = evidence.asked.some((part) => part.kind === 'restart' && failsIn(changed, part))
  const unanswered = evidence.asked.some((part) => isRequest(part) && failsIn(changed, part) && !failsIn(normal, part))
  const stopped = checkedIn(changed.events, claim.text)?.reached === false
  const threw =
    !evidence.aboutErrors && evidence.asked.some((part) => throwsIn(changed, part) && !throwsIn(normal, part))
  const gone = unanswered || threw || evidence.missing || (stopped && evidence.whole)
  const verdict = gone ? 'unknown' : evidence.holds ? 'still-true' : 'broken'

  const ended = failedIn(changed.events).filter((label) => !failedIn(normal.events).includes(label))
  const labels = new Set([...labelsIn(lesson.steps.at(-1)?.parts ?? []), ...evidence.asked.map(({ label }) => label)])
  const isTold = (label: string) => labels.has(label) || ended.includes(label)
  const diff = compareRuns(change, normal.events, changed.events, isTold)
  return {
    verdict,
    why: whyOf(verdict, { startAsked, started: !startFailed(changed.events), stopped: ended.length > 0, threw }),
    diff,
  }
}

interface Circumstances {
  readonly startAsked: boolean
  readonly started: boolean
  /** A request got no answer, and the run ended there. */
  readonly stopped: boolean
  /** A request was answered with an error. */
  readonly threw: boolean
}

function whyOf(verdict: Attempt['verdict'], { startAsked, started, stopped, threw }: Circumstances): string {
  if (verdict === 'broken' && startAsked) return 'The server does not start, and the claim is about that: it counts.'
  if (verdict !== 'unknown') return ''
  if (!started) return 'The server does not start, so nobody can tell. That does not make the claim false.'
  if (stopped) return 'A request gets no answer, so nobody can tell. That does not make the claim false.'
  if (threw) return 'The app answers with an error, so nobody can tell. That does not make the claim false.'
  return 'What the claim is about does not happen any more. That does not make it false.'
}

const isRequest = ({ kind }: Handle): boolean => kind === 'send'

/** Whether a request was answered with an error that the app threw. */
function throwsIn({ run }: Recorded, part: Handle): boolean {
  try {
    const outcome = run.at(part)
    return 'errors' in outcome && outcome.status >= 500 && outcome.errors.length > 0
  } catch {
    return false
  }
}

/** Whether a request got no answer, or a server did not start. */
function failsIn({ run }: Recorded, part: Handle): boolean {
  try {
    const outcome = run.at(part)
    return 'failure' in outcome && outcome.failure !== null
  } catch {
    return false
  }
}

const checkedIn = (events: readonly LessonEvent[], text: string): ClaimChecked | undefined =>
  events.find((event): event is ClaimChecked => event.event === 'claim' && event.text === text)

const labelsIn = (parts: readonly Part[]): string[] => parts.flatMap(labelsOf)

const startFailed = (events: readonly LessonEvent[]): boolean => events.some(({ event }) => event === 'failure')

/** The labels of servers that did not start, and of requests that got no answer. */
function failedIn(events: readonly LessonEvent[]): string[] {
  let starting = 'start'
  return events.flatMap((event) => {
    if (event.event === 'restart') starting = event.label
    if (event.event === 'failure') return [starting]
    return event.event === 'exchange' && event.failure ? [event.label] : []
  })
}
