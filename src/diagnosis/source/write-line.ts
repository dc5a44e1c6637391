import type { CallExpression, Program } from 'acorn'
import { functionsByName, reachedFrom, type FunctionsByName } from './functions.ts'
import { callsAt, keyOf, lineOf, pathOf } from './names.ts'
import { nodesIn, type Node } from './parse.ts'
import { ANY, partOf, sessionNames, type SessionNames } from './session-names.ts'

/**
 * The line in which a handler writes to a part of its request. A run knows the handler, and no stack has the line.
 * @param addedLine the line of the call that was given the handler, as in `app.post('/login', handler)`, counted from 1
 * @param part as in `session.user`, `session.cookie.maxAge`, `session`, `sessionID`
 * @returns null where it does not stand in this file
 */
export function writeLine(program: Program, addedLine: number, part: string): number | null {
  const functions = functionsByName(program)
  return lineOfWrite(program, functions, handlersAt(program, addedLine, functions), part)
}

/** The line in which some pieces of a file put another value into exactly that part of a request. */
export function lineOfAssignment(
  program: Program,
  functions: FunctionsByName,
  pieces: readonly Node[],
  part: string,
): number | null {
  const writes = writesOf(program, functions, pieces)
  const found = writes.find(({ part: written, node }) => written === part && isAssignment(node))
  return found ? lineOf(found.node) : null
}

const isAssignment = (node: Node): boolean =>
  node.type === 'AssignmentExpression' || (node.type === 'CallExpression' && pathOf(node.callee) === 'Reflect.set')

/** What a call in a line is given, with every function of the file that it leads to. */
export const handlersAt = (program: Program, line: number, functions: FunctionsByName): readonly Node[] =>
  callsAt(program, line).flatMap((call) => reachedFrom(call.arguments, functions))

/** The line in which one of some pieces of a file writes to a part of a request. */
export function lineOfWrite(
  program: Program,
  functions: FunctionsByName,
  pieces: readonly Node[],
  part: string,
): number | null {
  const writes = writesOf(program, functions, pieces)
  const found =
    writes.find((write) => isWriteOf(write.part, part)) ?? writes.find((write) => mayWrite(write.part, part))
  return found ? lineOf(found.node) : null
}

/** Whether it is that part, or something inside it. Something inside `req.session` is not `req.session`. */
const isWriteOf = (written: string, part: string): boolean =>
  written === part || (part.includes('.') && written.startsWith(`${part}.`))

/** Whether that part comes with it: it is put there as a whole, or under a key that only the run knows. */
const mayWrite = (written: string, part: string): boolean =>
  part.startsWith(written.endsWith(`.${ANY}`) ? written.slice(0, -ANY.length) : `${written}.`)

interface Write {
  readonly part: string
  readonly node: Node
}

/** Every write to a part of a request in some pieces of a file. */
function writesOf(program: Program, functions: FunctionsByName, pieces: readonly Node[]): readonly Write[] {
  const names = sessionNames(program, functions)
  return pieces.flatMap((piece) => writesIn(piece, names))
}

/** The same in one piece, in the order of the source. */
const writesIn = (piece: Node, names: SessionNames): readonly Write[] =>
  [...nodesIn(piece)].flatMap((node): readonly Write[] => {
    switch (node.type) {
      case 'AssignmentExpression':
        return targetsOf(node.left).flatMap((target) => write(partOf(target, names), node))
      case 'UpdateExpression':
        return write(partOf(node.argument, names), node)
      case 'UnaryExpression':
        return node.operator === 'delete' ? write(partOf(node.argument, names), node) : []
      case 'CallExpression':
        if (pathOf(node.callee) === 'Reflect.set') return set(node, names)
        return pathOf(node.callee) === 'Object.assign' ? assigned(node, names) : mutated(node, names)
      default:
        return []
    }
  })

const write = (part: string | null, node: Node): readonly Write[] => (part === null ? [] : [{ part, node }])

/** What is assigned to, as in `[a.b, a.c] = [1, 2]`. A variable alone is no part of anything. */
function targetsOf(left: Node): readonly Node[] {
  if (left.type === 'MemberExpression') return [left]
  if (left.type === 'ArrayPattern') return left.elements.flatMap((element) => (element ? targetsOf(element) : []))
  if (left.type === 'AssignmentPattern') return targetsOf(left.left)
  if (left.type !== 'ObjectPattern') return 'expression' in left ? targetsOf(left.expression as Node) : []
  return left.properties.flatMap((property) => (property.type === 'Property' ? targetsOf(property.value) : []))
}

/** `Object.assign(req.session, { user })`. */
function assigned({ arguments: [target, ...sources] }: CallExpression, names: SessionNames): readonly Write[] {
  const part = target ? partOf(target, names) : null
  if (part === null) return []
  return sources.flatMap((source): readonly Write[] =>
    source.type === 'ObjectExpression'
      ? source.properties.flatMap((property) =>
          property.type === 'Property'
            ? write(`${part}.${keyOf(property.key, property.computed) ?? ANY}`, property)
            : write(`${part}.${ANY}`, property),
        )
      : write(`${part}.${ANY}`, source),
  )
}

/** `Reflect.set(req.session, 'user', user)`. */
function set(call: CallExpression, names: SessionNames): readonly Write[] {
  const [target, key] = call.arguments
  const part = target ? partOf(target, names) : null
  return part === null ? [] : write(`${part}.${key ? (keyOf(key, true) ?? ANY) : ANY}`, call)
}

/** Methods that change what they are called on. */
const MUTATORS: ReadonlySet<string> = new Set(
  'push pop shift unshift splice sort reverse fill set add delete clear'.split(' '),
)

/** `req.session.cart.push(item)`. */
function mutated(call: CallExpression, names: SessionNames): readonly Write[] {
  const { callee } = call
  if (callee.type !== 'MemberExpression' || !MUTATORS.has(keyOf(callee.property, callee.computed) ?? '')) return []
  return write(partOf(callee.object, names), call)
}
