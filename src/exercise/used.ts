import type { Program } from 'acorn'
import { aliasesIn, unaliased, type Aliases } from '../diagnosis/source/aliases.ts'
import { reachedFrom, type FunctionsByName } from '../diagnosis/source/functions.ts'
import { keyOf, lineOf } from '../diagnosis/source/names.ts'
import { optionAt } from '../diagnosis/source/option-line.ts'
import { bare, nodesIn, type Node } from '../diagnosis/source/parse.ts'

/** What the value of an option is made with: what stands in it, and in every function and call that it names. */
export interface Used {
  /** The line in which the option is set. */
  readonly line: number
  /** Each thing that is named, by what the name stands for: as in `Math.random`, `crypto.randomUUID().slice`, `req.ip`. */
  readonly names: readonly Named[]
  readonly calls: readonly Call[]
  /** What is counted, as in `count++` and `count += 1`; and what is assigned. */
  readonly counts: readonly Named[]
  readonly writes: readonly Named[]
}

/** What is named, and the line in which it stands, counted from 1. */
export interface Named {
  readonly path: string
  readonly line: number
}

/** A call, and what it is given: numbers that are written there, and functions; null for anything else. */
export interface Call extends Named {
  readonly given: readonly (number | 'function' | null)[]
}

/** What an option is made with; null where it does not stand in the file for the call in this line. */
export function usedBy(program: Program, functions: FunctionsByName, callLine: number, option: string): Used | null {
  const set = optionAt(program, callLine, option)
  const line = set && lineOf(set.node)
  if (line === null || set === null) return null
  const aliases = aliasesIn(program)
  const nodes = reachedFrom([set.value], functions).flatMap((piece) => [...nodesIn(piece)])
  const named = (look: (node: Node) => Node | null): readonly Named[] =>
    nodes.flatMap((node) => {
      const target = look(node)
      return target ? found(target, aliases) : []
    })
  return {
    line,
    names: named((node) => (node.type === 'Identifier' || node.type === 'MemberExpression' ? node : null)),
    calls: nodes.flatMap((node) =>
      node.type === 'CallExpression'
        ? found(bare(node.callee), aliases).map((one) => ({ ...one, given: node.arguments.map(givenBy) }))
        : [],
    ),
    counts: named(counted),
    writes: named((node) => (node.type === 'AssignmentExpression' ? node.left : null)),
  }
}

function counted(node: Node): Node | null {
  if (node.type === 'UpdateExpression') return node.argument
  return node.type === 'AssignmentExpression' && node.operator === '+=' ? node.left : null
}

function givenBy(argument: Node): number | 'function' | null {
  const own = bare(argument)
  if (own.type === 'Literal') return typeof own.value === 'number' ? own.value : null
  return 'params' in own ? 'function' : null
}

function found(node: Node, aliases: Aliases): readonly Named[] {
  const [path, line] = [pathIn(node), lineOf(node)]
  return path === null || line === null ? [] : [{ path: unaliased(path, aliases), line }]
}

/** As in `a.b`, and in `a().b` for what is made of an answer. */
function pathIn(node: Node): string | null {
  const own = bare(node)
  if (own.type === 'Identifier') return own.name
  const [inner, end] =
    own.type === 'CallExpression'
      ? [own.callee, '()']
      : own.type === 'MemberExpression'
        ? [own.object, `.${keyOf(own.property, own.computed) ?? '*'}`]
        : [null, '']
  const above = inner && pathIn(inner)
  return above === null ? null : `${above}${end}`
}
