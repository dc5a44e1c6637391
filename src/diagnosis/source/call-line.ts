import type { CallExpression, Program } from 'acorn'
import { keyOf, lineOf, pathOf } from './names.ts'
import { bare, nodesIn, type Node } from './parse.ts'

/**
 * The line in which what a package exports is first called. No stack has it where no run came to it.
 * @param name as in `express-session`
 * @returns null where it is not called in this file
 */
export function callLine(program: Program, name: string): number | null {
  const nodes = [...nodesIn(program)]
  const locals = new Set(nodes.flatMap((node) => localNames(node, name)))
  const call = nodes.find(
    (node): node is CallExpression => node.type === 'CallExpression' && locals.has(pathOf(bare(node.callee)) ?? ''),
  )
  return call ? lineOf(call) : null
}

/** What a file calls the package: `import session from`, `import { default as session } from`, `const session = require()`. */
function localNames(node: Node, name: string): readonly string[] {
  if (node.type === 'ImportDeclaration' && node.source.value === name)
    return node.specifiers.flatMap((one) =>
      one.type !== 'ImportSpecifier' || keyOf(one.imported, false) === 'default' ? [one.local.name] : [],
    )
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !node.init) return []
  const value = bare(node.init)
  const [given] = value.type === 'CallExpression' && pathOf(value.callee) === 'require' ? value.arguments : []
  return given?.type === 'Literal' && given.value === name ? [node.id.name] : []
}
