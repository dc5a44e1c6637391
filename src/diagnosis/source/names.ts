import type { CallExpression, NewExpression, Program } from 'acorn'
import { bare, nodesIn, type Node } from './parse.ts'

/** What names and keys stand for in a file. */

/** A call, or one with `new`. */
export type Call = CallExpression | NewExpression

export const isCall = (node: Node): node is Call => node.type === 'CallExpression' || node.type === 'NewExpression'

/** The calls whose name stands in a line, the innermost first. */
export function callsAt(program: Program, line: number): readonly Call[] {
  const calls = [...nodesIn(program)].filter(isCall)
  return calls.filter(({ callee }) => callee.loc?.end.line === line).toReversed()
}

/** The name of a property, as in `a.name`, `a['name']` and `{ name: 1 }`; null for one that is worked out. */
export function keyOf(key: Node, computed: boolean): string | null {
  if (key.type === 'Identifier' && !computed) return key.name
  return key.type === 'Literal' ? String(key.value) : null
}

/** `a.b['c']` as `a.b.c`; null for what is worked out. */
export function pathOf(node: Node): string | null {
  const own = bare(node)
  if (own.type === 'Identifier') return own.name
  if (own.type !== 'MemberExpression') return null
  const [above, key] = [pathOf(own.object), keyOf(own.property, own.computed)]
  return above === null || key === null ? null : `${above}.${key}`
}

/** The line in which something begins. */
export const lineOf = (node: Node): number | null => node.loc?.start.line ?? null
