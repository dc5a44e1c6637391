import type { AnyNode, CallExpression, NewExpression, Program } from 'acorn'
import type { Snippet } from '../paste/snippets.ts'
import { cookiesIn } from './values.ts'

/** Longer code is not read, in UTF-16 units: a syntax tree takes a hundred times the memory of its text. */
const LONGEST = 65_536

/**
 * The cookies in JavaScript, or in what reads like it: objects as they are printed, dictionaries of Python, parts of a call.
 * @returns empty where no parser can make anything of the text
 */
export async function findInCode(text: string): Promise<readonly Snippet[]> {
  if (text.length > LONGEST || !/["']/.test(text)) return []
  const { parse } = await import('acorn')
  const code = text.replaceAll('[Object: null prototype] ', '')
  for (const attempt of [`(${code}\n)`, code, `({${code}\n})`, `x${code}`, `[${code}\n]`, `(${readable(code)}\n)`]) {
    try {
      const tree = parse(attempt, {
        ecmaVersion: 'latest',
        sourceType: 'module',
        allowReturnOutsideFunction: true,
      })
      return [...cookiesInTree(tree)]
    } catch {
      // Not a whole program, or nested too deep: the next attempt may be one.
    }
  }
  return []
}

/** What a browser prints of an object as JavaScript: with quotes round names that need them, and no dots for what is left out. */
const readable = (code: string): string =>
  code
    .replaceAll(/([{,]\s{0,80})([A-Za-z_$][\w$]{0,80}(?:[.:-][\w$]{1,80}){1,8})(?=:\s)/g, '$1"$2"')
    .replaceAll(', \u2026', '')

/** The objects, lists and calls that hold cookies. What is inside of one that can be read as a whole is not looked at again. */
function* cookiesInTree(node: AnyNode | Program, name = ''): Generator<Snippet, void, undefined> {
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression': {
      // In a chain what was called first stands innermost.
      yield* cookiesInTree(node.callee)
      const found = [...cookiesInCall(node)]
      yield* found
      if (found.length === 0) for (const value of node.arguments) yield* cookiesInTree(value)
      return
    }
    case 'VariableDeclarator':
      if (node.init) yield* cookiesInTree(node.init, nameOf(node.id))
      return
    case 'AssignmentExpression':
      yield* cookiesInTree(node.right, nameOf(node.left))
      return
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'Literal': {
      const found = [...cookiesIn(plain(node), name)]
      yield* found
      if (found.length === 0) for (const hole of holesIn(node)) yield* cookiesInTree(hole)
      return
    }
    default:
      for (const child of childrenOf(node)) yield* cookiesInTree(child)
  }
}

/** What an object or a list is made of. */
const PARTS: ReadonlySet<string> = new Set(['ObjectExpression', 'ArrayExpression', 'Property'])

/** What is in an object or a list and has no value that stands there: calls, functions. To look into all the rest again takes long. */
function* holesIn(node: AnyNode): Generator<AnyNode, void, undefined> {
  for (const child of childrenOf(node))
    if (PARTS.has(child.type)) yield* holesIn(child)
    else yield child
}

/** Calls that set a cookie, by the name of the function, or of what it belongs to and its own. */
const SETTER = /(?:^|\.)(?:set_?|add_?|with_?)?cookies?$|(?:cookies?|jar)\.(?:set|add|append|put)$/i

/** `.set('Cookie', ...)`, `headers.append('Cookie', ...)`, `res.cookie('name', 'value')`, `jar.setCookie('name=value')`. */
function* cookiesInCall({ callee, arguments: values }: CallExpression | NewExpression): ReturnType<typeof cookiesIn> {
  const texts = values.map(plain)
  const header = String(texts[0])
  if (/cookie/i.test(header)) return yield* cookiesIn(texts[1], header)
  if (!SETTER.test(pathOf(callee))) return
  // A jar for many hosts takes the address in front.
  const [name, value] = /^https?:/.test(header) ? texts.slice(1) : texts
  if (typeof name !== 'string') return
  if (name.includes('=')) yield { source: 'unknown', text: name }
  else if (typeof value === 'string') yield { source: 'pair', text: `${name}=${value}` }
}

/** What is called, with what it belongs to: `jar.set` for `this.jar.set`. */
const pathOf = (callee: AnyNode): string =>
  callee.type === 'MemberExpression' ? `${nameOf(callee.object)}.${nameOf(callee)}` : nameOf(callee)

/** The last part of a name: `cookie` for `document.cookie`. Empty for what has none. */
function nameOf(node: AnyNode): string {
  if (node.type === 'Identifier') return node.name
  if (node.type === 'Literal') return String(node.value)
  if (node.type !== 'MemberExpression') return ''
  const name = nameOf(node.property)
  // In R and others a name may have a dot in it: what reads like a session id of something is one name.
  return node.object.type === 'Identifier' && (name === 'sid' || name === 'sess') ? `${node.object.name}.${name}` : name
}

/** An expression as the value that it has, as far as that stands there: null for the rest. */
function plain(node: AnyNode): unknown {
  if (node.type === 'Literal') return node.value
  if (node.type === 'ArrayExpression') return node.elements.map((element) => element && plain(element))
  if (node.type !== 'ObjectExpression') return null
  return Object.fromEntries(
    node.properties.flatMap((property) =>
      property.type === 'Property' ? [[nameOf(property.key), plain(property.value)]] : [],
    ),
  )
}

const isNode = (value: unknown): value is AnyNode =>
  typeof (value as { readonly type?: unknown } | null | undefined)?.type === 'string'

const childrenOf = (node: AnyNode): readonly AnyNode[] => Object.values(node).flat().filter(isNode)
