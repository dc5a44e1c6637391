import type { Program } from 'acorn'
import type { FunctionsByName } from './functions.ts'
import { keyOf } from './names.ts'
import { bare, nodesIn, type Node } from './parse.ts'

/** What the names of a file stand for where they stand for a part of a request: `session.cart` for `cart` in `const { cart } = req.session`. */
export type SessionNames = ReadonlyMap<string, string>

/** What every request has, however it is called. */
const PARTS: ReadonlySet<string> = new Set(['session', 'sessionID'])

/** A key that is only known when the app runs. */
export const ANY = '*'

/**
 * Which part of a request an expression is: `session.user` for `req.session.user`, also where `const s = req.session` and it says
 * `s.user`. Null for anything else.
 */
export function partOf(node: Node, names: SessionNames): string | null {
  const own = bare(node)
  if (own.type === 'Identifier') return names.get(own.name) ?? null
  // `const cart = (req.session.cart ??= [])`, and `req.session.cart || []`.
  if (own.type === 'AssignmentExpression' || own.type === 'LogicalExpression') return partOf(own.left, names)
  if (own.type !== 'MemberExpression') return null
  return below(partOf(own.object, names), keyOf(own.property, own.computed))
}

function below(part: string | null, key: string | null): string | null {
  if (part !== null) return `${part}.${key ?? ANY}`
  return key !== null && PARTS.has(key) ? key : null
}

/** Aliases of aliases are followed so far. */
const MOST_ROUNDS = 4

/** Finds the names of a file that stand for a part of a request: variables, and what functions are called with. */
export function sessionNames(program: Program, functions: FunctionsByName): SessionNames {
  const names = new Map<string, string>()
  const all = [...nodesIn(program)]
  for (let round = 0, known = -1; round < MOST_ROUNDS && names.size > known; round += 1) {
    known = names.size
    for (const node of all) bindIn(node, names, functions)
  }
  return names
}

function bindIn(node: Node, names: Map<string, string>, functions: FunctionsByName): void {
  if (node.type === 'VariableDeclarator') bind(node.id, node.init ? partOf(node.init, names) : null, names)
  if (node.type === 'AssignmentExpression') bind(node.left, partOf(node.right, names), names)
  if ('params' in node) for (const param of node.params) bind(param, null, names)
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return
  for (const called of functions.get(node.callee.name) ?? [])
    if ('params' in called)
      for (const [index, param] of called.params.entries()) {
        const given = node.arguments[index]
        if (given) bind(param, partOf(given, names), names)
      }
}

/** What a name, or a pattern of names, is given. @param part which part of a request that is, or null */
function bind(target: Node, part: string | null, names: Map<string, string>): void {
  if (target.type === 'Identifier' && part !== null) names.set(target.name, part)
  if (target.type === 'AssignmentPattern') bind(target.left, part, names)
  if (target.type !== 'ObjectPattern') return
  for (const property of target.properties)
    if (property.type === 'Property') bind(property.value, below(part, keyOf(property.key, property.computed)), names)
}
