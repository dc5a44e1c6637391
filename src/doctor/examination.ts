import type { Finding } from '../diagnosis/finding.ts'
import type { Visit } from '../diagnosis/moves.ts'
import type { Observation } from '../observe/observation.ts'
import type { Words } from '../trace/words.ts'

/** What is examined, and what is allowed. */
export interface Examination {
  /** The working folder. */
  readonly folder: string
  /** The file that is the app, relative to the folder; null for a command. */
  readonly file: string | null
  /** What the file is given behind its name. */
  readonly given: readonly string[]
  readonly command: Words | null
  /** It may connect to others than this machine. */
  readonly online: boolean
  /** Though it keeps data somewhere, more than GETs are sent. */
  readonly writes: boolean
  /** How to log in. */
  readonly login: Typed | null
  readonly visits: readonly Typed[]
}

/** A request that the person typed. */
export interface Typed {
  /** As in `POST /login`. */
  readonly send: Visit['send']
  readonly body: Readonly<Record<string, string>>
}

/** How a scenario went. */
export interface Tried {
  readonly name: string
  readonly title: string
  readonly result: 'ok' | 'failed' | 'skipped'
  /** What was found in it, or why it was not tried; null for nothing to say. */
  readonly why: string | null
  readonly durationMs: number
}

/** What was not tried, or not allowed. */
export interface NotTried {
  readonly what: string
  readonly why: string
  /** What tries it; null where nothing does. */
  readonly flag: string | null
}

/** What an examination comes to. */
export interface Examined {
  readonly observation: Observation
  readonly scenarios: readonly Tried[]
  readonly findings: readonly Finding[]
  readonly notTried: readonly NotTried[]
  /** What somebody should know beside it, a sentence each. */
  readonly remarks: readonly string[]
}
