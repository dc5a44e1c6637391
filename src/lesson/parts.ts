import type { Action, Lesson, Part } from './script.ts'

/** All parts of a lesson, in order. */
export const partsOf = ({ steps }: Pick<Lesson, 'steps'>): readonly Part[] => steps.flatMap(({ parts }) => parts)

/** What the exchanges of a part are called: it has several where requests are under way together. */
export const exchangesOf = (part: Part): readonly string[] => {
  if (part.kind === 'send') return [part.label]
  return part.kind === 'overlap' ? [...part.sends, ...part.next].map(({ label }) => label) : []
}

/** Every name that a part brings into a run: its own, and those of its exchanges. */
export const labelsOf = (part: Part): readonly string[] => [
  ...('label' in part && part.kind !== 'send' ? [part.label] : []),
  ...exchangesOf(part),
]

/** Whether a part reaches the server, the store or the clock. */
export const isAction = (part: Part): part is Action => ACTIONS.has(part.kind)

const ACTIONS: ReadonlySet<Part['kind']> = new Set<Action['kind']>([
  'send',
  'overlap',
  'table',
  'restart',
  'ending',
  'deploy',
  'clock',
  'launch',
])
