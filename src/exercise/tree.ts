import type { Program } from 'acorn'
import { functionsByName, reachedFrom, type FunctionsByName } from '../diagnosis/source/functions.ts'
import { callsAt, isCall, keyOf, lineOf, pathOf } from '../diagnosis/source/names.ts'
import { bare, nodesIn, parse, type Node } from '../diagnosis/source/parse.ts'
import type { LayerPassed, Place } from '../observe/observation.ts'
import { slipsIn, type Slip } from './slips.ts'
import { usedBy, type Used } from './used.ts'
import { latePieces } from './late-calls.ts'

/** What stands in a learner's file, for what no run can tell: as a syntax tree, never as text. */
export interface Tree {
  /** What is assigned in the handlers that were added at a place, in order: as in `res.locals.visits`, `count`. */
  writes(added: Place | null): readonly Found[]
  /** What is called there: as in `res.cookie`, `count.set`, `next`. */
  calls(added: Place | null): readonly Found[]
  /** What an option is made with, as it stands in the file for the call at a place; null where it does not. */
  option(call: Place | null, option: string): Used | null
  /** Slips of the pen there, which throw nothing. */
  slips(added: Place | null): readonly Slip[]
  /** The line of the first condition of a layer: where it decides. Null if it has none. */
  condition(layer: Pick<LayerPassed, 'at' | 'name'>): number | null
  /** What is called anywhere in the file, with `new` or without. */
  readonly called: readonly Found[]
  /** What is called only by a timer, or when the process ends, and what keeps it until then: as in `setInterval`, `process.on`. */
  readonly late: readonly (Found & { readonly keeper: Found })[]
  /** The variables of the file itself, which all requests share: their names and the lines in which they are declared. */
  readonly variables: readonly Found[]
  /** The keys of all objects that are written down in the file, as in `rolling`. */
  readonly keys: readonly Found[]
}

/** A name or a path of names, and the line in which it stands, counted from 1. */
export interface Found {
  readonly path: string
  readonly line: number
  /** Whether it is counted up or down after it was read: `n++` gives what n was before. */
  readonly after?: boolean
}

/** Of a file that nobody has read. */
export const NO_TREE: Tree = {
  writes: () => [],
  calls: () => [],
  option: () => null,
  slips: () => [],
  condition: () => null,
  called: [],
  late: [],
  variables: [],
  keys: [],
}

/** Reads a learner's file. Of one that cannot be read nothing is known. */
export async function treeOf(source: string, file: string): Promise<Tree> {
  const program = await parse(source, file.endsWith('ts'))
  if (!program) return NO_TREE
  const functions = functionsByName(program)
  const given = (added: Place | null): readonly Node[] =>
    added?.file === file ? piecesAt(program, added.line, functions) : []
  const look = (added: Place | null, read: (node: Node) => Node | null): readonly Found[] =>
    given(added).flatMap((piece) => all(piece, read))
  return {
    keys: all(program, (node) => (node.type === 'Property' && !node.computed ? node.key : null)),
    writes: (added) => look(added, written),
    calls: (added) => look(added, called),
    option: (call, option) => (call?.file === file ? usedBy(program, functions, call.line, option) : null),
    slips: (added) => slipsIn(given(added), program, functions),
    condition({ at, name }) {
      const own = at?.file === file ? functions.get(name) : undefined
      const [first] = (own ?? given(at)).flatMap((piece) => [...nodesIn(piece)].filter(decides))
      return first ? lineOf(first) : null
    },
    called: all(program, called),
    late: latePieces(program, functions).flatMap(({ pieces, keeper, line }) =>
      pieces
        .flatMap((piece) => all(piece, called))
        .map((one) => ({ ...one, keeper: { path: keeper, line: line ?? one.line } })),
    ),
    variables: program.body.flatMap((statement) => {
      const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
      return declared?.type === 'VariableDeclaration' ? declared.declarations.flatMap(({ id }) => found(id)) : []
    }),
  }
}

const decides = ({ type }: Node): boolean => type === 'IfStatement' || type === 'ConditionalExpression'

/** What the calls in a line are given, and every function that it names. */
const piecesAt = (program: Program, line: number, functions: FunctionsByName): readonly Node[] =>
  reachedFrom([...new Set(callsAt(program, line).flatMap((call) => call.arguments as Node[]))], functions)

const all = (piece: Node, read: (node: Node) => Node | null): readonly Found[] =>
  [...nodesIn(piece)].flatMap((node) => {
    const target = read(node)
    const after = node.type === 'UpdateExpression' && !node.prefix
    return target ? found(target).map((one) => (after ? { ...one, after } : one)) : []
  })

function found(node: Node): readonly Found[] {
  const [path, line] = [pathIn(node), lineOf(node)]
  return path === null || line === null ? [] : [{ path, line }]
}

/** As in `a.b`; what is worked out is `*`, as in `*.find` for `[...users].find`. */
function pathIn(node: Node): string | null {
  const own = bare(node)
  const known = pathOf(own)
  if (known !== null || own.type !== 'MemberExpression') return known
  const above = pathIn(own.object)
  return `${above ?? '*'}.${keyOf(own.property, own.computed) ?? '*'}`
}

function written(node: Node): Node | null {
  if (node.type === 'AssignmentExpression') return node.left
  return node.type === 'UpdateExpression' ? node.argument : null
}

const called = (node: Node): Node | null => (isCall(node) ? bare(node.callee) : null)
