import { keyOf, pathOf } from '../diagnosis/source/names.ts'
import { bare, parse, partsOf, type Node } from '../diagnosis/source/parse.ts'

/**
 * The paths that a script of a page asks for at once, by GET: it does not wait for the answer to one before it asks for the next.
 * @returns none where it asks for one at a time
 */
export async function fetchedAtOnce(script: string): Promise<readonly string[]> {
  if (!MAY_ASK.test(script)) return []
  const program = await parse(script, false)
  const scopes = program ? scopesIn(program) : []
  return [
    ...new Set(
      scopes
        .map(askedIn)
        .filter((paths) => paths.length > 1)
        .flat(),
    ),
  ]
}

/** What asks, by its name. */
const ASKING = new Set([
  'fetch',
  'window.fetch',
  'axios',
  'axios.get',
  '$.get',
  '$.getJSON',
  'jQuery.get',
  'jQuery.getJSON',
])
const MAY_ASK = /fetch|axios|\.get/

const isFunction = ({ type }: Node): boolean => /Function/.test(type)

/** What runs in one go: the whole script, and the body of each function. */
function scopesIn(node: Node): readonly Node[] {
  const below = partsOf(node).flatMap(scopesIn)
  return isFunction(node) || node.type === 'Program' ? [node, ...below] : below
}

/** The paths that are asked for in one go, and not waited for. */
function askedIn(scope: Node): readonly string[] {
  const paths: string[] = []
  const walk = (node: Node): void => {
    if (isFunction(node)) return
    if (node.type === 'AwaitExpression' && pathIn(chainOf(node.argument)) !== null) return
    const path = pathIn(node)
    if (path !== null) paths.push(path)
    else paths.push(...mappedIn(node))
    for (const part of partsOf(node)) walk(part)
  }
  for (const part of partsOf(scope)) walk(part)
  return paths
}

/** What a chain begins with: `fetch(a).then(b)` with `fetch(a)`. */
function chainOf(node: Node): Node {
  const own = bare(node)
  return own.type === 'CallExpression' && own.callee.type === 'MemberExpression' && pathIn(own) === null
    ? chainOf(own.callee.object)
    : own
}

/** The path that a call asks for by GET; null for anything else. */
function pathIn(node: Node): string | null {
  if (node.type !== 'CallExpression' || !isAsking(node.callee)) return null
  const [where, how] = node.arguments
  const isGet =
    how?.type !== 'ObjectExpression' ||
    !how.properties.some((one) => one.type === 'Property' && /^(method|type)$/.test(keyOf(one.key, one.computed) ?? ''))
  return where && isGet ? textIn(where) : null
}

const isAsking = (callee: Node): boolean => ASKING.has(pathOf(callee) ?? '')

/** `['/a', '/b'].map((path) => fetch(path))` */
function mappedIn(node: Node): readonly string[] {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return []
  const { object, property } = node.callee
  const [each] = node.arguments
  const list = bare(object)
  if (!each || list.type !== 'ArrayExpression' || !/^(map|forEach)$/.test(keyOf(property, false) ?? '')) return []
  const asks = (one: Node): boolean => isAsking(one) || partsOf(one).some(asks)
  return asks(each) ? list.elements.flatMap((one) => (one ? (textIn(one) ?? []) : [])) : []
}

/** A path on the same site, that is not worked out. */
function textIn(node: Node): string | null {
  const text =
    node.type === 'Literal'
      ? node.value
      : node.type === 'TemplateLiteral' && node.expressions.length === 0
        ? node.quasis[0]?.value.cooked
        : null
  return typeof text === 'string' && /^\/(?!\/)/.test(text) ? text : null
}
