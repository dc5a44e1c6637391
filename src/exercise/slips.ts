import type { CallExpression, Program } from 'acorn'
import type { FunctionsByName } from '../diagnosis/source/functions.ts'
import { keyOf, lineOf, pathOf } from '../diagnosis/source/names.ts'
import { bare, nodesIn, type Node } from '../diagnosis/source/parse.ts'

/** A slip of the pen in JavaScript: it throws nothing, and does something else than it seems to. */
export interface Slip {
  readonly says: string
  readonly line: number
}

/** Finds slips in pieces of a file, in order. @param functions what the file calls by a name */
export function slipsIn(pieces: readonly Node[], program: Program, functions: FunctionsByName): readonly Slip[] {
  const maps = mapsIn(program)
  return pieces.flatMap((piece) =>
    [...nodesIn(piece)].flatMap((node): readonly Slip[] => {
      const handedOn = handedOnIn(node, functions)
      const [says, at] = handedOn ? [handedOnSays(handedOn), handedOn] : [saidOf(node, functions, maps), node]
      const line = lineOf(at)
      return line === null || says === null ? [] : [{ says, line }]
    }),
  )
}

function saidOf(node: Node, functions: FunctionsByName, maps: ReadonlyMap<string, string>): string | null {
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return conditionSays(node.test, functions)
    case 'MemberExpression':
      return node.computed && node.object.type === 'Identifier' && maps.has(node.object.name)
        ? `${node.object.name} is a Map, and square brackets do not look among its entries: they find nobody, and no error is thrown. A Map has ` +
            'methods to ask it.'
        : null
    case 'CallExpression':
      return callSays(node, functions, maps)
    default:
      return null
  }
}

/** What is wrong with a condition: an assignment in it, or a promise that nobody waits for. */
function conditionSays(condition: Node, functions: FunctionsByName): string | null {
  const node = bare(condition)
  switch (node.type) {
    case 'LogicalExpression':
      return conditionSays(node.left, functions) ?? conditionSays(node.right, functions)
    case 'UnaryExpression':
      return conditionSays(node.argument, functions)
    case 'AssignmentExpression':
      // `if (!(user = find()))` is meant.
      return node.operator === '=' && !['CallExpression', 'AwaitExpression'].includes(node.right.type) ? ASSIGNED : null
    case 'CallExpression':
      return PROMISING.has(pathOf(node.callee) ?? '') || functionsOf(node, functions).some(isAsync) ? PROMISED : null
    default:
      return null
  }
}

const ASSIGNED = 'A single = compares nothing. It writes a value, and what was written counts as the answer.'
const PROMISED =
  'This call returns a promise. A promise counts as a yes, whatever comes out of it, as long as nobody waits for it.'
const ASYNC =
  'This function is async, so what it returns is a promise, whatever it finds out. A promise counts as a yes.'

/** What packages for passwords give a promise for. */
const PROMISING: ReadonlySet<string> = new Set(['bcrypt.compare', 'bcryptjs.compare', 'argon2.verify'])

/** Methods that ask a function for a yes or a no. */
const ASKING: ReadonlySet<string> = new Set(['find', 'findIndex', 'findLast', 'filter', 'some', 'every'])

function callSays(call: CallExpression, functions: FunctionsByName, maps: ReadonlyMap<string, string>): string | null {
  const callee = bare(call.callee)
  if (callee.type !== 'MemberExpression') return null
  const [method, [argument]] = [keyOf(callee.property, callee.computed) ?? '', call.arguments]
  if (!argument) return null
  if (ASKING.has(method)) return isAsync(argument) ? ASYNC : answersIn(argument, functions)
  const keys = maps.get(pathOf(callee.object) ?? '')
  return ['has', 'get'].includes(method) && keys === 'number' && isText(argument)
    ? 'Here the number becomes a text, and a Map does not find 1 when it is asked for "1".'
    : null
}

/** What is wrong with what a function answers to `find()`. */
function answersIn(node: Node, functions: FunctionsByName): string | null {
  if (node.type !== 'ArrowFunctionExpression') return null
  if (node.body.type !== 'BlockStatement') return conditionSays(node.body, functions)
  const returned = [...nodesIn(node.body)].flatMap((one) =>
    one.type === 'ReturnStatement' && one.argument ? [conditionSays(one.argument, functions)] : [],
  )
  return returned.find((says) => says !== null) ?? null
}

/** The maps of a file by their names, and what kind of keys they begin with. */
function mapsIn(program: Program): ReadonlyMap<string, string> {
  const maps = new Map<string, string>()
  for (const node of nodesIn(program)) {
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !node.init) continue
    const made = bare(node.init)
    if (made.type !== 'NewExpression' || pathOf(made.callee) !== 'Map') continue
    const [list] = made.arguments
    const [first] = list?.type === 'ArrayExpression' ? list.elements : []
    const [key] = first?.type === 'ArrayExpression' ? first.elements : []
    maps.set(node.id.name, key?.type === 'Literal' ? typeof key.value : '')
  }
  return maps
}

/** `String(id)`, `${id}` as a template, `id.toString()`. */
function isText(node: Node): boolean {
  if (node.type === 'TemplateLiteral') return true
  if (node.type !== 'CallExpression') return false
  return /^String$|\.toString$/.test(pathOf(node.callee) ?? '')
}

/** The call in a handler that hands its request on to another one, where the handler then goes on. */
function handedOnIn(node: Node, functions: FunctionsByName): CallExpression | null {
  const { params = [], body } = node as { readonly params?: readonly Node[]; readonly body?: Node }
  if (params.length < 2 || body?.type !== 'BlockStatement') return null
  const calls = body.body.slice(0, -1).flatMap((statement): readonly Node[] => {
    return statement.type === 'ExpressionStatement' ? [awaited(statement.expression)] : []
  })
  const isHandedOn = (one: Node): one is CallExpression =>
    one.type === 'CallExpression' &&
    one.arguments.length > 2 &&
    functionsOf(one, functions).length > 0 &&
    one.arguments.slice(0, 2).every((argument, index) => isSame(argument, params[index]))
  return calls.find(isHandedOn) ?? null
}

const handedOnSays = ({ callee }: CallExpression): string =>
  `Here a handler calls ${pathOf(callee)}() itself. Whether that answers or calls next(), it returns, and the handler goes on all the same: it ` +
  'does what was refused, or answers a second time. One request gets one answer.'

const isSame = (one: Node, other: Node | undefined): boolean =>
  one.type === 'Identifier' && other?.type === 'Identifier' && one.name === other.name

const awaited = (node: Node): Node => (node.type === 'AwaitExpression' ? node.argument : node)

const isAsync = (node: Node): boolean => 'async' in node && node.async

const functionsOf = ({ callee }: CallExpression, functions: FunctionsByName): readonly Node[] =>
  (callee.type === 'Identifier' ? functions.get(callee.name) : undefined) ?? []
