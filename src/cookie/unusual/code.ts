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
  if (text.length > LONGEST || !/["'`]/.test(text)) return []
  const { parse } = await import('acorn')
  const code = text.replace(/^\[Object: null prototype\] /, '').replaceAll(/\[Object: null prototype\] (?=\{)/g, '')
  for (const attempt of [`(${code}\n)`, code, `({${code}\n})`, `x${code}`, `[${code}\n]`, `(${readable(code)}\n)`]) {
    try {
      const tree = parse(attempt, {
        ecmaVersion: 'latest',
        sourceType: 'module',
        allowReturnOutsideFunction: true,
        allowSuperOutsideMethod: true,
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
    .replaceAll(/([{,]\s{0,80})([A-Za-z_$][\w$]{0,80}(?:[.:-][\w$]{1,80}){1,8})(?=\s{0,9}:\s)/g, '$1"$2"')
    .replaceAll(/,?\s{0,9}\u2026(?=\s{0,9}[}\]])/g, '')

/** The objects, lists and calls that hold cookies. What is inside of one that can be read as a whole is not looked at again. */
function* cookiesInTree(node: AnyNode | Program, name: string | null = null): Generator<Snippet, void, undefined> {
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
      if (node.init) yield* cookiesInTree(node.init, node.id.type === 'Identifier' ? node.id.name : null)
      return
    case 'AssignmentExpression':
      yield* cookiesInTree(node.right, nameOf(node.left))
      return
    case 'Property':
      yield* cookiesInTree(node.value, nameOf(node.key))
      return
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'Literal':
    case 'TemplateLiteral': {
      const found = [...cookiesIn(plain(node), name)]
      yield* found
      if (found.length === 0) for (const hole of holesIn(node)) yield* cookiesInTree(hole)
      return
    }
    default:
      for (const child of childrenOf(node)) yield* cookiesInTree(child)
  }
}

/** What is in an object or a list and has no value that stands there: calls, functions. To look into all the rest again takes long. */
function* holesIn(node: AnyNode): Generator<AnyNode, void, undefined> {
  if (node.type === 'Property') yield* holesIn(node.value)
  else if (node.type === 'ObjectExpression' || node.type === 'ArrayExpression' || node.type === 'TemplateLiteral')
    for (const child of childrenOf(node)) yield* holesIn(child)
  else if (node.type !== 'Literal' && node.type !== 'TemplateElement') yield node
}

/** Calls that set a cookie, by the name of the function, or of what it belongs to. */
const SETTER = /^(?:set_?|add_?|with_?)?cookies?$/i
const SET = /^(?:set|add|append|put)$/i
const JAR = /cookies?$|jar$/i

/** `.set('Cookie', ...)`, `headers.append('Cookie', ...)`, `res.cookie('name', 'value')`, `jar.setCookie('name=value')`. */
function* cookiesInCall({
  callee,
  arguments: values,
}: CallExpression | NewExpression): Generator<Snippet, void, undefined> {
  const texts = values.map(plain)
  const [first, second] = texts
  if (typeof first !== 'string') return
  if (/^(?:set-)?cookie$/i.test(first)) return yield* cookiesIn(second, first)
  const isOfJar =
    callee.type === 'MemberExpression' && SET.test(nameOf(callee) ?? '') && JAR.test(nameOf(callee.object) ?? '')
  if (!isOfJar && !SETTER.test(nameOf(callee) ?? '')) return
  // A jar for many hosts takes the address in front.
  const [name, value] = /^https?:/.test(first) ? texts.slice(1) : texts
  if (typeof name !== 'string') return
  if (typeof value === 'string' && !name.includes('=')) yield { source: 'pair', text: `${name}=${value}` }
  else if (name.includes('=')) yield { source: 'unknown', text: name }
}

/** The last part of a name: `cookie` for `document.cookie`. Null for what has none. */
function nameOf(node: AnyNode): string | null {
  if (node.type === 'Identifier') return node.name
  if (node.type === 'Literal') return String(node.value)
  if (node.type !== 'MemberExpression') return null
  const name = nameOf(node.property)
  // In R and others a name may have a dot in it: what reads like a session id of something is one name.
  return node.object.type === 'Identifier' && (name === 'sid' || name === 'sess') ? `${node.object.name}.${name}` : name
}

/** An expression as the value that it has, as far as that stands there: null for the rest. */
function plain(node: AnyNode): unknown {
  switch (node.type) {
    case 'Literal':
      return node.value
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? node.quasis[0]?.value.cooked : null
    case 'ArrayExpression':
      return node.elements.map((element) => element && plain(element))
    case 'ObjectExpression':
      return Object.fromEntries(
        node.properties.flatMap((property) =>
          property.type === 'Property' ? [[nameOf(property.key) ?? '', plain(property.value)]] : [],
        ),
      )
    default:
      return null
  }
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

const childrenOf = (node: AnyNode): readonly AnyNode[] => Object.values(node).flat().filter(isNode)
