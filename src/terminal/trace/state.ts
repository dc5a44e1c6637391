import type { FindingSeen } from '../../trace/findings.ts'
import type { Notice } from '../../trace/notices.ts'

/** What a request of a trace is on one line. */
export interface TraceRow {
  /** That of the exchange. */
  readonly number: number
  /** When it came, in milliseconds since 1970. */
  readonly at: number
  /** Who sent it, as in `Chrome 1`. */
  readonly client: string
  /** Which process got it, counted from 1. */
  readonly server: number
  readonly method: string
  readonly url: string
  /** As in `200`; `open` while there is no answer, `cut` if there will be none. */
  readonly status: string
  /** What session() did, the words that matter most first. */
  readonly did: readonly string[]
  /** The part of its Set-Cookie line for which browsers do not keep the session cookie; null if they do, or none was set. */
  readonly refused: string | null
  /** A file as it lies there, such as a picture, and nothing happened to a session. */
  readonly isStatic: boolean
}

/**
 * What is on the screen. `list`: the requests, and one of them below. `exchange`: all of one. `story`: one browser's visits. `live`: a
 * cause that is shown on two apps. `output`: what the command prints.
 */
export type TraceView =
  | 'list'
  | 'exchange'
  | 'trace'
  | 'command'
  | 'cookie'
  | 'story'
  | 'findings'
  | 'finding'
  | 'live'
  | 'output'
  | 'summary'
  | 'words'

/** A view, and how far its text is moved: its first line from the top; of the output, its last line from the end. */
export interface TracePlace {
  readonly view: TraceView
  readonly top: number
}

/** What a person sees of a trace, and where they are in it. */
export interface TraceState {
  /** Every request that is kept, in the order of their numbers. */
  readonly rows: readonly TraceRow[]
  /** Those of them that are listed. */
  readonly listed: readonly TraceRow[]
  /** How many static files are not listed for what they are. */
  readonly hidden: number
  /** How many are not listed because of the process that got them. */
  readonly beside: number
  /** How many processes got requests. */
  readonly processes: number
  /** Those of them that never called session() while another one did. */
  readonly aside: readonly number[]
  /** How many requests were kept once, and how many only counted. */
  readonly forgotten: number
  readonly dropped: number
  /** The most severe first. */
  readonly findings: readonly FindingSeen[]
  /** What the person should know of the trace itself. */
  readonly notices: readonly Notice[]
  /** The number of the chosen request; null: always the newest. */
  readonly chosen: number | null
  /** The chosen finding, by its place in the order in which they were seen; null: the first that fits the chosen request. */
  readonly finding: number | null
  /** Static files are listed, too, and what came to processes without session(). */
  readonly all: boolean
  /** Only requests with a finding are listed. */
  readonly marked: boolean
  /** Only requests with this in their path or their client's name are listed. */
  readonly filter: string
  /** What is being typed; null for nothing. */
  readonly typing: { readonly what: 'filter' | 'line'; readonly text: string } | null
  /** Whether we have started the app: then what it prints comes here, and it hears what is typed. */
  readonly isOurs: boolean
  /** How many lines the command has printed. */
  readonly printed: number
  /** The screen, and those to which `back` leads, the last first. */
  readonly places: readonly TracePlace[]
  /** `asked`: SIGINT was sent. `killed`: SIGKILL, too. */
  readonly stopping: 'no' | 'asked' | 'killed'
  /** How the command ended, in words; null while it runs. */
  readonly ended: string | null
}

const LIST: TracePlace = { view: 'list', top: 0 }

/** A trace of which nothing is known yet. */
export const NOTHING_TRACED: TraceState = {
  rows: [],
  listed: [],
  hidden: 0,
  beside: 0,
  processes: 0,
  aside: [],
  forgotten: 0,
  dropped: 0,
  findings: [],
  notices: [],
  chosen: null,
  finding: null,
  all: false,
  marked: false,
  filter: '',
  typing: null,
  isOurs: true,
  printed: 0,
  places: [LIST],
  stopping: 'no',
  ended: null,
}

/** The screen that is shown. */
export const placeOf = ({ places }: Pick<TraceState, 'places'>): TracePlace => places.at(-1) ?? LIST

/** The place of the chosen request among those that are listed; that of the next one, where it is not among them. -1 if none is. */
export function chosenPlace({ listed, chosen }: Pick<TraceState, 'listed' | 'chosen'>): number {
  if (chosen === null) return listed.length - 1
  // The numbers rise.
  let [low, high] = [0, listed.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((listed[middle]?.number ?? 0) < chosen) low = middle + 1
    else high = middle
  }
  return Math.min(low, listed.length - 1)
}

/** The chosen request. */
export const chosenRow = (state: Pick<TraceState, 'listed' | 'chosen'>): TraceRow | undefined =>
  state.listed[chosenPlace(state)]

/** What was found where a request shows it. */
export const findingsOf = (
  { findings }: Pick<TraceState, 'findings'>,
  number: number | undefined,
): readonly FindingSeen[] => findings.filter(({ exchange }) => exchange === number)

/** The chosen finding: one that was chosen, else one of the chosen request, else the most severe. */
export function chosenFinding(state: TraceState): FindingSeen | undefined {
  const { findings, finding } = state
  const ownFirst = [...findingsOf(state, chosenRow(state)?.number), ...findings]
  return findings.find(({ first }) => first === finding) ?? ownFirst[0]
}
