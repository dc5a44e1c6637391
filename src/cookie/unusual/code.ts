import type { AnyNode, CallExpression, Program } from 'acorn'
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
  for (const attempt of [`(${code}\n)`, code, `({${code}\n})`, `x${code}`, `[${code}\n]`]) {
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

/** The outermost objects, lists and calls that hold cookies; what is inside of one that does is not looked at again. */
function* cookiesInTree(node: AnyNode | Program): Generator<Snippet, void, undefined> {
  const found = [...cookiesInNode(node)]
  yield* found
  if (found.length > 0) return
  for (const child of childrenOf(node)) yield* cookiesInTree(child)
}

function* cookiesInNode(node: AnyNode): Generator<Snippet, void, undefined> {
  switch (node.type) {
    case 'CallExpression':
      yield* cookiesInCall(node)
      return
    case 'VariableDeclarator':
      if (node.init) yield* cookiesIn(plain(node.init), node.id.type === 'Identifier' ? node.id.name : null)
      return
    case 'AssignmentExpression':
      yield* cookiesIn(plain(node.right), nameOf(node.left))
      return
    case 'Property':
      yield* cookiesIn(plain(node.value), nameOf(node.key))
      return
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'Literal':
    case 'TemplateLiteral':
      yield* cookiesIn(plain(node), null)
  }
}

/** `.set('Cookie', ...)`, `headers.append('Cookie', ...)`, `res.cookie('name', 'value')`, `jar.setCookie('name=value')`. */
function* cookiesInCall({ callee, arguments: values }: CallExpression): Generator<Snippet, void, undefined> {
  const [first, second] = values.map(plain)
  if (typeof first !== 'string') return
  if (/^(?:set-)?cookie$/i.test(first)) return yield* cookiesIn(second, first)
  const setter = /^(?:set_?|add_?)?cookie$/i.test(nameOf(callee) ?? '')
  if (!setter) return
  if (typeof second === 'string' && !first.includes('=') && !/^https?:/.test(second))
    yield { source: 'pair', text: `${first}=${second}` }
  else if (first.includes('=')) yield { source: 'unknown', text: first }
}

/** The last part of a name: `cookie` for `document.cookie`. Null for what has none. */
function nameOf(node: AnyNode): string | null {
  if (node.type === 'Identifier') return node.name
  if (node.type === 'Literal') return String(node.value)
  return node.type === 'MemberExpression' ? nameOf(node.property) : null
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
