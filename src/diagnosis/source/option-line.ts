import type { Program } from 'acorn'
import { callsAt, isCall, keyOf, lineOf, pathOf } from './names.ts'
import { bare, nodesIn, type Node } from './parse.ts'

/**
 * The line in which an option of a call stands. No stack has it.
 * @param callLine the line of the call, counted from 1, as a stack has it
 * @param option as in `cookie.secure`; one of the store as in `store.ttl`, or the store itself where that one is not found
 * @returns null where it does not stand in this file
 */
export function optionLine(program: Program, callLine: number, option: string): number | null {
  const found =
    optionAt(program, callLine, option) ?? (option.startsWith('store.') ? optionAt(program, callLine, 'store') : null)
  return found && lineOf(found.node)
}

/** Like {@link optionLine}: where the option is set, and what it is given. */
export function optionAt(program: Program, callLine: number, option: string): OptionSet | null {
  for (const call of callsAt(program, callLine)) {
    const [given] = call.arguments
    const found = given && optionIn(program, given, option.split('.'))
    if (found) return found
  }
  return null
}

/** An option in a source. */
export interface OptionSet {
  /** What sets it: a property, or an assignment. */
  readonly node: Node
  readonly value: Node
}

/** Where the last of the parts of a path is set, as far as the value is written in this file. */
function optionIn(program: Program, value: Node, path: readonly string[], depth = 0): OptionSet | null {
  const [name, ...rest] = path
  const node = bare(value)
  if (name === undefined || depth > MOST_DEPTH) return null
  if (node.type === 'Identifier')
    return (
      assignedIn(program, node.name, path) ??
      first(valuesOf(program, node.name), (one) => optionIn(program, one, path, depth + 1))
    )
  // What makes something is given its options, as in `new FileStore({ ttl })`.
  if (isCall(node)) return first(node.arguments, (one) => optionIn(program, one, path, depth + 1))
  if (node.type !== 'ObjectExpression') return null
  // Of two with one name the last one counts.
  return first(node.properties.toReversed(), (property) => {
    if (property.type === 'SpreadElement') return optionIn(program, property.argument, path, depth + 1)
    if (keyOf(property.key, property.computed) !== name) return null
    return rest.length === 0
      ? { node: property, value: property.value }
      : optionIn(program, property.value, rest, depth + 1)
  })
}

/** A value may be named by a name that is named by a name, but not forever. */
const MOST_DEPTH = 10

/** What a name of this file stands for: the values that it is declared with. */
const valuesOf = (program: Program, name: string): readonly Node[] =>
  [...nodesIn(program)].flatMap((node) =>
    node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.id.name === name && node.init
      ? [node.init]
      : [],
  )

/** Where a part of what a name stands for is set later, as in `options.cookie.secure = true`. */
function assignedIn(program: Program, name: string, path: readonly string[]): OptionSet | null {
  const wanted = [name, ...path].join('.')
  const found = [...nodesIn(program)].flatMap((node) => {
    if (node.type !== 'AssignmentExpression') return []
    const target = pathOf(node.left)
    if (target === wanted) return [{ node, value: node.right }]
    if (target === null || !wanted.startsWith(`${target}.`) || target === name) return []
    return [optionIn(program, node.right, wanted.slice(target.length + 1).split('.'), 1)]
  })
  return found.findLast((one) => one !== null) ?? null
}

function first<T>(all: readonly T[], look: (one: T) => OptionSet | null): OptionSet | null {
  for (const one of all) {
    const found = look(one)
    if (found !== null) return found
  }
  return null
}
