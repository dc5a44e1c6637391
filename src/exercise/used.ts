import type { Program } from 'acorn'
import { aliasesIn, unaliased, type Aliases } from '../diagnosis/source/aliases.ts'
import { callLine } from '../diagnosis/source/call-line.ts'
import { reachedFrom, type FunctionsByName } from '../diagnosis/source/functions.ts'
import { keyOf, lineOf } from '../diagnosis/source/names.ts'
import { optionAt } from '../diagnosis/source/option-line.ts'
import { bare, nodesIn, type Node } from '../diagnosis/source/parse.ts'

/** What the value of an option is made with: what stands in it, and in every function and call that it names. */
export interface Used {
  /** The line in which the option is set. */
  readonly line: number
  /** Each thing that is named, by what the name stands for: as in `Math.random`, `crypto.randomUUID().slice`, `request.ip`. */
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

/**
 * What an option is made with; null where it does not stand in the file for the call in this line. Where types were taken out of a file
 * before it ran, lines are not exact: then it is looked for in the first call of session().
 */
export function usedBy(program: Program, functions: FunctionsByName, line: number, option: string): Used | null {
  const session = callLine(program, 'express-session') ?? line
  const set = optionAt(program, line, option) ?? optionAt(program, session, option)
  const setLine = set && lineOf(set.node)
  if (setLine === null || set === null) return null
  const aliases = new Map([...aliasesIn(program), ...requestIn(set.value, functions)])
  const nodes = reachedFrom([set.value], functions).flatMap((piece) => [...nodesIn(piece)])
  const keys = new Set(nodes.flatMap(keyIn))
  const named = (look: (node: Node) => Node | null): readonly Named[] =>
    nodes.flatMap((node) => {
      const target = look(node)
      return target ? found(target, aliases) : []
    })
  return {
    line: setLine,
    names: named((node) =>
      node.type === 'MemberExpression' || (node.type === 'Identifier' && !keys.has(node)) ? node : null,
    ),
    calls: nodes.flatMap((node) =>
      node.type === 'CallExpression'
        ? found(bare(node.callee), aliases).map((one) => ({ ...one, given: node.arguments.map(givenBy) }))
        : [],
    ),
    counts: named(counted),
    writes: named((node) => (node.type === 'AssignmentExpression' ? node.left : null)),
  }
}

/** What stands behind a dot, or before a colon: no name of anything. */
function keyIn(node: Node): readonly Node[] {
  if (node.type === 'MemberExpression') return node.computed ? [] : [node.property]
  return node.type === 'Property' && !node.computed && !node.shorthand ? [node.key] : []
}

/** What the function that is the value of an option calls its first parameter: for one of session(), that is a request. */
function requestIn(value: Node, functions: FunctionsByName): readonly (readonly [string, string])[] {
  const own = bare(value)
  const called = own.type === 'Identifier' ? (functions.get(own.name) ?? []) : [own]
  return called.flatMap((one) => {
    const [first] = 'params' in one ? one.params : []
    return first?.type === 'Identifier' ? [[first.name, 'request'] as const] : []
  })
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
