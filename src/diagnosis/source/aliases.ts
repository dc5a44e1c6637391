import type { Program } from 'acorn'
import { keyOf, pathOf } from './names.ts'
import { bare, nodesIn, type Node } from './parse.ts'

/** What the names of a file stand for, where they stand for a part of something else: `Math.random` for `random` in `const { random } = Math`. */
export type Aliases = ReadonlyMap<string, string>

/** Aliases of aliases are followed so far. */
const MOST_ROUNDS = 4

/** Finds them: imports, `require()`, variables, and parameters that take a request apart. */
export function aliasesIn(program: Program): Aliases {
  const aliases = new Map<string, string>()
  for (const node of nodesIn(program)) {
    if (node.type === 'ImportDeclaration')
      for (const one of node.specifiers) {
        const name = one.type === 'ImportSpecifier' ? keyOf(one.imported, false) : 'default'
        const from = moduleName(node.source.value)
        aliases.set(one.local.name, name === 'default' || name === null ? from : `${from}.${name}`)
      }
    if (node.type === 'VariableDeclarator' && node.init) bind(node.id, sourceOf(node.init), aliases)
    if ('params' in node) for (const param of node.params) bind(param, 'request', aliases)
  }
  return aliases
}

/** A path in the terms of what its first name stands for, without `globalThis`. */
export function unaliased(path: string, aliases: Aliases): string {
  let full = path
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const [own = ''] = full.split(/\.|\(\)/, 1)
    const alias = aliases.get(own) ?? own
    full = alias + full.slice(own.length)
    if (alias === own) break
  }
  return full.replace(/^globalThis\./, '')
}

/** A part of Node.js goes by its name, however it is imported; a package keeps its own. */
const moduleName = (specifier: unknown): string =>
  String(specifier)
    .replace(/^node:/, '')
    .replaceAll('.', '_')

/** What a variable stands for: a path, a module, or a part of it, as in `require('crypto').randomUUID`. */
function sourceOf(value: Node): string | null {
  const own = bare(value)
  if (own.type === 'MemberExpression') {
    const [above, key] = [sourceOf(own.object), keyOf(own.property, own.computed)]
    return above === null || key === null ? null : `${above}.${key}`
  }
  const [module] = own.type === 'CallExpression' && pathOf(own.callee) === 'require' ? own.arguments : []
  return module?.type === 'Literal' ? moduleName(module.value) : pathOf(own)
}

/** A parameter has a name of its own; of a pattern each part gets the path of where it comes from. */
function bind(target: Node, source: string | null, aliases: Map<string, string>): void {
  if (source === null) return
  if (target.type === 'Identifier' && source !== 'request') aliases.set(target.name, source)
  if (target.type !== 'ObjectPattern') return
  for (const property of target.properties) {
    if (property.type !== 'Property') continue
    const key = keyOf(property.key, property.computed)
    if (key !== null && property.value.type === 'Identifier') aliases.set(property.value.name, `${source}.${key}`)
  }
}
