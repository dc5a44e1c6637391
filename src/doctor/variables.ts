import { keyOf, pathOf } from '../diagnosis/source/names.ts'
import { nodesIn, type Node } from '../diagnosis/source/parse.ts'
import type { Source } from './source-files.ts'

/** What an app wants to know of its environment. */
export interface Wanted {
  /** Variables that hold a secret and have no other value to fall back on, as in `secret: process.env.SESSION_SECRET`. */
  readonly secrets: readonly string[]
  /** Whether it reads them from `.env` itself. */
  readonly readsFile: boolean
}

export function wantedIn(sources: readonly Source[]): Wanted {
  const nodes = sources.map(({ program }) => [...nodesIn(program)])
  // What it sets itself it must set in time.
  const own = new Set(nodes.flat().flatMap(assignedIn))
  return {
    secrets: [...new Set(nodes.flatMap(secretsIn))].filter((name) => !own.has(name)),
    readsFile: nodes.flat().some(loadsFile),
  }
}

/** The variable that a node sets. */
function assignedIn(node: Node): readonly string[] {
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return []
  const { object, property, computed } = node.left
  const name = pathOf(object) === 'process.env' ? keyOf(property, computed) : null
  return name === null ? [] : [name]
}

const loadsFile = (node: Node): boolean =>
  (node.type === 'Literal' && /^(dotenv(-[\w-]+)?|env-cmd|@nestjs\/config)(\/.*)?$/.test(String(node.value))) ||
  (node.type === 'CallExpression' && /(^|\.)loadEnvFile$/.test(pathOf(node.callee) ?? ''))

function secretsIn(nodes: readonly Node[]): readonly string[] {
  const optional = new Set(
    nodes.flatMap((node): readonly Node[] => {
      if (node.type === 'LogicalExpression') return [node.left, node.right]
      return node.type === 'ConditionalExpression' ? [node.test] : []
    }),
  )
  return nodes.flatMap((node) => {
    if (node.type !== 'MemberExpression' || pathOf(node.object) !== 'process.env' || optional.has(node)) return []
    const name = keyOf(node.property, node.computed)
    return name !== null && /secret|session_?key|cookie_?key/i.test(name) ? [name] : []
  })
}
