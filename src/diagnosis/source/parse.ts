import type { AnyNode, Parser, Program } from 'acorn'

/** A node of a syntax tree, with the lines that it stands in. */
export type Node = AnyNode

/**
 * Reads a source as a syntax tree. What reads it is loaded only then.
 * @param isTypeScript whether it may have types
 * @returns null for what cannot be read
 */
export async function parse(source: string, isTypeScript: boolean): Promise<Program | null> {
  const acorn = await import('acorn')
  const options = { ecmaVersion: 'latest', locations: true, allowHashBang: true } as const
  let parser: typeof Parser = acorn.Parser
  if (isTypeScript) {
    const { tsPlugin } = await import('@sveltejs/acorn-typescript')
    parser = parser.extend(tsPlugin())
  }
  for (const sourceType of ['module', 'script'] as const)
    try {
      return parser.parse(source, { ...options, sourceType, allowReturnOutsideFunction: sourceType === 'script' })
    } catch {
      // It may be the other kind.
    }
  return null
}

/** The text of a file; null if it cannot be had. */
export type Read = (file: string) => string | null

/** Reads a file as a syntax tree; null where it cannot be had, or cannot be read. */
export async function parseFile(file: string, read: Read): Promise<Program | null> {
  const source = read(file)
  return source === null ? null : parse(source, /\.[cm]?tsx?$/.test(file))
}

/** Every node of a tree, those above before those below. */
export function* nodesIn(root: Node): Generator<Node> {
  yield root
  for (const child of partsOf(root)) yield* nodesIn(child)
}

/** The nodes right below one. */
export const partsOf = (node: Node): readonly Node[] =>
  (Object.values(node) as unknown[])
    .flatMap((part) => (Array.isArray(part) ? (part as unknown[]) : [part]))
    .filter(isNode)

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

/** What stands behind types, brackets and `?.`: `options as const` is `options`. */
export function bare(node: Node): Node {
  const { type, expression } = node as { readonly type: string; readonly expression?: Node }
  return WRAPPERS.has(type) && expression ? bare(expression) : node
}

const WRAPPERS: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'ParenthesizedExpression',
  'ChainExpression',
])
