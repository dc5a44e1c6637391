import type { Program } from 'acorn'
import { keyOf, lineOf } from './names.ts'
import { bare, nodesIn, type Node } from './parse.ts'

/**
 * The line in which a method stands. No stack has it unless the method is running.
 * @param name as in `DiskStore.get`: in a class of that name, or else wherever something is given a function under that name; a class
 *   itself, as in `DiskStore`
 * @returns null where it does not stand in this file
 */
export function methodLine(program: Program, name: string): number | null {
  const [className = '', method] = name.split('.')
  const within = classNamed(program, className)
  if (method === undefined) return within && lineOf(within)
  return (within && functionIn(within, method)) ?? functionIn(program, method)
}

function classNamed(program: Program, name: string): Node | null {
  for (const node of nodesIn(program)) {
    if ((node.type === 'ClassDeclaration' || node.type === 'ClassExpression') && node.id?.name === name) return node
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !node.init) continue
    const value = bare(node.init)
    if (node.id.name === name && value.type === 'ClassExpression') return value
  }
  return null
}

/** The line of the first function that something gets under this name. */
function functionIn(root: Node, name: string): number | null {
  for (const node of nodesIn(root)) {
    const [key, value] = given(node)
    if (key === name && value && FUNCTIONS.has(bare(value).type)) return lineOf(node)
  }
  return null
}

const FUNCTIONS: ReadonlySet<string> = new Set(['FunctionExpression', 'ArrowFunctionExpression', 'CallExpression'])

/** What a node gives to what it stands in, as `get() {}`, `get: () => {}` and `Store.prototype.get = function () {}` do. */
function given(node: Node): readonly [name: string | null, value?: Node | null | undefined] {
  if (node.type === 'MethodDefinition' || node.type === 'PropertyDefinition' || node.type === 'Property')
    return [keyOf(node.key, node.computed), node.value]
  return node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression'
    ? [keyOf(node.left.property, node.left.computed), node.right]
    : [null]
}
