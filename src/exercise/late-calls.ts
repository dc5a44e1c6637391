import type { Program } from 'acorn'
import { reachedFrom, type FunctionsByName } from '../diagnosis/source/functions.ts'
import { isCall, lineOf, pathOf } from '../diagnosis/source/names.ts'
import { nodesIn, partsOf, type Node } from '../diagnosis/source/parse.ts'

/** What keeps a function for later: a timer, or the end of the process. */
const KEEPERS: ReadonlySet<string> = new Set(['setInterval', 'setTimeout', 'process.on', 'process.once'])

/** Pieces of a file that only run later, and what they wait for. */
export interface Late {
  readonly pieces: readonly Node[]
  /** As in `setInterval` or `process.on`, and its line. */
  readonly keeper: string
  readonly line: number | null
}

/** Finds what runs only when a timer is over, or when the process ends: what is named elsewhere runs at other times too. */
export function latePieces(program: Program, functions: FunctionsByName): readonly Late[] {
  const kept = [...nodesIn(program)].filter(isCall).flatMap((call): readonly Late[] => {
    const keeper = pathOf(call.callee) ?? ''
    return KEEPERS.has(keeper) ? [{ pieces: reachedFrom(call.arguments, functions), keeper, line: lineOf(call) }] : []
  })
  const late = new Set(kept.flatMap(({ pieces }) => pieces))
  const named = reachedFrom(
    [...namesOutside(program, late)].flatMap((name) => functions.get(name) ?? []),
    functions,
  )
  return kept.map((one) => ({ ...one, pieces: one.pieces.filter((piece) => !named.includes(piece)) }))
}

/** The names that stand outside of some pieces of a file, but for those that are only declared there. */
function namesOutside(node: Node, pieces: ReadonlySet<Node>, names = new Set<string>()): ReadonlySet<string> {
  if (node.type === 'Identifier') names.add(node.name)
  const declared = 'id' in node ? node.id : null
  for (const part of partsOf(node)) if (part !== declared && !pieces.has(part)) namesOutside(part, pieces, names)
  return names
}
