import type { ProxyPlan } from '../wire/proxy/forwarded.ts'
import type { Condition, MoveClock, Overlapping, Restart, Send } from '../lesson/script.ts'
import type { Handle, Run } from '../lesson/run.ts'
import type { Symptom } from '../diagnosis/cause.ts'
import type { Spot } from '../diagnosis/pinpoint.ts'
import type { ExchangeFacts, Observation, Place } from '../observe/observation.ts'
import type { Problem } from '../sandbox/problem.ts'
import type { Tree } from './tree.ts'

/**
 * The language exercises are written in. An exercise is data: what is sent to the learner's app, and checks, which are pure
 * functions of what came back. Nothing here runs anything.
 */

/** One exercise, in a folder beside its lesson. Starter and solution lie there too, each as JavaScript and as TypeScript. */
export interface Exercise {
  /** The syllabus gives it, so that a list of exercises loads none of them. */
  readonly title: string
  /** `import.meta.url` of the script. */
  readonly home: string
  /** What happens to the learner's app, in this order. It starts before the first. */
  readonly actions: readonly Action[]
  /** The clock stands still, and what looks like chance is the same at every start (protocol.ts `World`). */
  readonly repeatable: boolean
  /** Environment variables of the learner that their file gets to see beside those that every file sees (variables.ts). */
  readonly variables: readonly string[]
  /** The proxies before the app, from the browser on. */
  readonly behind: readonly ProxyPlan[]
  /** The file is started twice, and requests come to one process and to the other in turn, as behind a balancer. A restart is one of both. */
  readonly twice: boolean
  readonly checks: readonly Check[]
  /** What people do wrong so that the run does not come to its end; the first one found is told instead of a guess. */
  readonly breakdowns: readonly Mistake[]
  /** From a nudge to nearly the answer, at least three. Markdown. */
  readonly hints: readonly string[]
  /** Why the solution is one. Markdown. */
  readonly explanation: string
}

/**
 * Something that happens to the learner's app. A restart kills the process and starts the file again; browsers stay. Of requests that are under
 * way together only redirects are followed: nobody outside the app knows when it has a request.
 */
export type Action = Send | Overlapping | MoveClock | Restart

/** One thing that the learner's app must do. */
export interface Check {
  /** Its name in the wrong answers. Unique in the exercise. */
  readonly name: string
  /** One sentence that is true when the check has passed. */
  readonly text: string
  /** The request whose exchange shows it. */
  readonly exchange: Handle<'send'>
  /** The header of the response or request to look at, or null. */
  readonly header: { readonly of: 'request' | 'response'; readonly name: string } | null
  readonly holds: Condition
  /** What is seen where it fails. The causes of the catalogue that have one of these are looked for before the mistakes. */
  readonly symptoms: readonly Symptom[]
  /** What people do wrong here that is no cause of the catalogue; the first one found is told. */
  readonly mistakes: readonly Mistake[]
  /** What can be said where none of them is found, and no risk of the catalogue either; the first one that fits is told. */
  readonly fallbacks: readonly Mistake[]
  /** What to say where none of all this is found. */
  readonly otherwise: string
}

/** A mistake that can be recognised, and what to say of it. */
export interface Mistake {
  /** Where it is: a line of the learner's file, or a spot that leads to one; true if it shows without one, or false. Pure. */
  find(seen: Evidence): number | boolean | Partial<Spot> | Place | null
  /** Why the check fails, in terms of what the learner wrote. */
  readonly says: string | ((seen: Evidence) => string)
}

/** What a mistake is recognised by. */
export interface Evidence {
  readonly run: Run
  /** What stands in the learner's file, for what no run can tell. */
  readonly tree: Tree
  /** What the learner's app did, seen from inside its process: all of it, over all restarts. */
  readonly observation: Observation
  /** What is known of one request there. @throws LessonError if it has not happened, or if nothing is known of it */
  facts(of: Handle<'send'>): ExchangeFacts
  /** Why the run did not come to its end, or null. */
  readonly problem: Problem | null
}

type Optional = 'repeatable' | 'variables' | 'behind' | 'twice' | 'breakdowns'

/** What the file of an exercise holds: all but the title. */
export type ExerciseScript = Omit<Exercise, 'title'>

/** Declares an exercise. */
export const exercise = (
  script: Omit<ExerciseScript, Optional> & Partial<Pick<ExerciseScript, Optional>>,
): ExerciseScript => ({
  repeatable: false,
  variables: [],
  behind: [],
  twice: false,
  breakdowns: [],
  ...script,
})

/**
 * Declares a check.
 * @param text one sentence that is true when the check has passed
 * @param details `header`: what to look at in the exchange, as in `Set-Cookie` for the response or `> Cookie` for the request
 */
export const check = (
  name: string,
  text: string,
  details: Omit<Check, 'name' | 'text' | 'header' | 'symptoms' | 'mistakes' | 'fallbacks'> & {
    readonly header?: string
    readonly symptoms?: readonly Symptom[]
    readonly mistakes?: readonly Mistake[]
    readonly fallbacks?: readonly Mistake[]
  },
): Check => {
  const { header = '', symptoms = [], mistakes = [], fallbacks = [], ...rest } = details
  const headerName = header.replace(/^> /, '')
  return {
    name,
    text,
    ...rest,
    symptoms,
    mistakes,
    fallbacks,
    header: header === '' ? null : { of: header.startsWith('> ') ? 'request' : 'response', name: headerName },
  }
}

/**
 * Declares a mistake.
 * @param find where it is, true if it shows without a line; false or null if it is not there
 */
export const mistake = (find: Mistake['find'], says: Mistake['says']): Mistake => ({ find, says })

/**
 * Slips of the pen in what a request went through, as far as it stands in the learner's file.
 * @param of the request
 */
export const slip = (of: Handle<'send'>): Mistake =>
  mistake(
    (seen) => slipOf(seen, of)?.line ?? null,
    (seen) => slipOf(seen, of)?.says ?? '',
  )

const slipOf = ({ facts, tree }: Evidence, of: Handle<'send'>) =>
  facts(of).layers.flatMap(({ at }) => tree.slips(at))[0]

/** Why a check failed. */
export interface Reason {
  readonly text: string
  /** The line of the learner's file that is concerned, counted from 1; null if none is known. */
  readonly line: number | null
  /** The code of the cause in the catalogue, where it is one. */
  readonly code: string | null
}
