import type { Program } from 'acorn'
import { keyOf } from './names.ts'
import { nodesIn, type Node } from './parse.ts'

/** What a file calls by a name: functions, methods, and what a call made of one, as in `const login = asyncHandler(async (req) => ...)`. */
export type FunctionsByName = ReadonlyMap<string, readonly Node[]>

/** Finds them. */
export function functionsByName(program: Program): FunctionsByName {
  const found = new Map<string, Node[]>()
  for (const node of nodesIn(program)) {
    const [name, value] = named(node)
    if (name !== null && value && MAY_BE_CALLED.has(value.type)) found.set(name, [...(found.get(name) ?? []), value])
  }
  return found
}

const MAY_BE_CALLED: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'CallExpression',
])

function named(node: Node): readonly [name: string | null, value?: Node | null | undefined] {
  switch (node.type) {
    case 'FunctionDeclaration':
      return [node.id?.name ?? null, node]
    case 'VariableDeclarator':
      return [node.id.type === 'Identifier' ? node.id.name : null, node.init]
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'Property':
      return [keyOf(node.key, node.computed), node.value]
    // `export default (req, res) => ...`
    case 'ExportDefaultDeclaration':
      return ['default', node.declaration]
    // `exports.login = (req, res) => ...`
    case 'AssignmentExpression':
      return [node.left.type === 'MemberExpression' ? keyOf(node.left.property, node.left.computed) : null, node.right]
    default:
      return [null]
  }
}

/** Pieces of a file, and after them every function that they name, and that those name. */
export function reachedFrom(pieces: readonly Node[], functions: FunctionsByName): readonly Node[] {
  const reached = [...pieces]
  const seen = new Set<Node>(pieces)
  // It grows while it is gone through.
  for (const piece of reached)
    for (const node of nodesIn(piece)) {
      if (node.type !== 'Identifier') continue
      for (const one of functions.get(node.name) ?? [])
        if (!seen.has(one)) {
          seen.add(one)
          reached.push(one)
        }
    }
  return reached
}
