import type { Program } from 'acorn'
import { keyOf } from './names.ts'
import { bare, nodesIn, type Node } from './parse.ts'

/** What a file has from other files of the app, by the name that it has here: as in `import { login } from './auth.js'`. */
export type Imports = ReadonlyMap<string, string>

/** Finds them, with the specifier that each is asked for by. Packages are left out. */
export function importsOf(program: Program): Imports {
  const found = new Map<string, string>()
  for (const node of nodesIn(program)) {
    if (node.type === 'ImportDeclaration' && isOwn(node.source.value))
      for (const { local } of node.specifiers) found.set(local.name, String(node.source.value))
    if (node.type !== 'VariableDeclarator') continue
    const specifier = node.init ? required(node.init) : null
    if (specifier !== null) for (const name of namesIn(node.id)) found.set(name, specifier)
  }
  return found
}

const isOwn = (specifier: unknown): boolean => typeof specifier === 'string' && /^\.{1,2}\//.test(specifier)

/** The specifier of `require('./auth')`, and of `require('./auth').login`; null for anything else. */
function required(value: Node): string | null {
  const own = bare(value)
  if (own.type === 'MemberExpression') return required(own.object)
  if (own.type !== 'CallExpression' || own.callee.type !== 'Identifier' || own.callee.name !== 'require') return null
  const [specifier] = own.arguments
  return specifier?.type === 'Literal' && isOwn(specifier.value) ? String(specifier.value) : null
}

/** The names that a variable, or a pattern of them, declares. */
function namesIn(target: Node): readonly string[] {
  if (target.type === 'Identifier') return [target.name]
  if (target.type !== 'ObjectPattern') return []
  return target.properties.flatMap((property) => (property.type === 'Property' ? namesIn(property.value) : []))
}

/** The names of what stands in pieces of a file: `auth` and `login` for `auth.login`. */
export const namesOf = (pieces: readonly Node[]): ReadonlySet<string> =>
  new Set(
    pieces.flatMap((piece) =>
      [...nodesIn(piece)].flatMap((node) =>
        node.type === 'Identifier'
          ? [node.name]
          : node.type === 'MemberExpression'
            ? [keyOf(node.property, node.computed) ?? '']
            : [],
      ),
    ),
  )
