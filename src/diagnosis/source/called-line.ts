import type { Program } from 'acorn'
import { functionsByName, reachedFrom } from './functions.ts'
import { callsAt, keyOf } from './names.ts'
import { bare, nodesIn, type Node } from './parse.ts'

/**
 * The line in which a handler calls something. A run knows the handler, and not every call in it.
 * @param addedLine the line of the call that was given the handler, as in `app.post('/logout', handler)`, counted from 1
 * @param name the last name of what is called, as in `clearCookie` for `res.clearCookie()`
 * @returns null where it does not stand in this file
 */
export function calledLine(program: Program, addedLine: number, name: string): number | null {
  const given = callsAt(program, addedLine).flatMap((call) => call.arguments)
  for (const piece of reachedFrom(given, functionsByName(program)))
    for (const node of nodesIn(piece)) {
      if (node.type === 'CallExpression' && lastName(node.callee) === name) return node.callee.loc?.end.line ?? null
    }
  return null
}

/** `clearCookie` for `res.status(200).clearCookie`. */
function lastName(callee: Node): string | null {
  const own = bare(callee)
  if (own.type === 'Identifier') return own.name
  return own.type === 'MemberExpression' ? keyOf(own.property, own.computed) : null
}
