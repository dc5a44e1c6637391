import { bare, nodesIn, type Node } from '../diagnosis/source/parse.ts'
import { keyOf, pathOf } from '../diagnosis/source/names.ts'
import type { Source } from './source-files.ts'

/** Somebody who may log in. */
export interface Account {
  readonly user: string
  readonly password: string
  /** Where it stands, as in `server.js:9`, or `.env.example`. */
  readonly from: string
  /** What it types into fields of these names, whatever they are called: `{ badge: '7', door: 'blue' }`. */
  readonly fields?: Readonly<Record<string, string>>
}

const IS_PASSWORD = /pass|pwd|^pw$|^pin$/i
const IS_USER = /user|name|login|mail|account|nick|identif|handle|phone/i
/** What is the result of a hash opens no door. */
const IS_HASH = /^\$(2|argon|scrypt)|^[\da-f]{32,}$|^[\w-]+:[\da-f]{16,}$/i

interface Literal {
  readonly text: string
  readonly from: string
}

/**
 * The accounts that the source of an app tells of: people in a list, in a seed, or in a comparison. Those that stand together come first.
 * @returns at most so many as anybody should try
 */
export function accountsIn(sources: readonly Source[]): readonly Account[] {
  const pairs: Account[] = []
  const users: Literal[] = []
  const passwords: Literal[] = []
  const people: Account[] = []
  const compared = new Map<string, Literal>()
  const typed = new Set(fieldsIn(sources))
  const lists = listsIn(sources, typed)
  for (const { file, program } of sources)
    for (const node of nodesIn(program)) {
      const from = `${file}:${node.loc?.start.line ?? 1}`
      pairs.push(...pairsIn(node, from, typed, lists))
      people.push(...peopleIn(node, from))
      const [name, text] = literalWith(node)
      if (name === null || text === null || IS_HASH.test(text) || text === '') continue
      if (node.type !== 'VariableDeclarator' && typed.has(name) && !compared.has(name))
        compared.set(name, { text, from })
      if (IS_PASSWORD.test(name)) passwords.push({ text, from })
      else if (IS_USER.test(name)) users.push({ text, from })
    }
  const crossed = passwords.flatMap(({ text, from }) =>
    (users.length > 0 ? users.slice(0, 2) : [{ text: 'ada' }]).map((user) => ({
      user: user.text,
      password: text,
      from,
    })),
  )
  return unique([...pairs, ...comparedWith(compared), ...crossed, ...people]).slice(0, MOST)
}

/** Somebody who types into each field what a handler compares it with. */
function comparedWith(compared: ReadonlyMap<string, Literal>): readonly Account[] {
  const [first] = compared.values()
  if (first === undefined) return []
  return [named(Object.fromEntries([...compared].map(([name, { text }]) => [name, text])), first.from)]
}

/** Who somebody is, by what is typed into fields; these are told only where their names do not tell what they are for. */
function named(fields: Readonly<Record<string, string>>, from: string): Account {
  const entries = Object.entries(fields)
  const find = (kind: RegExp) => entries.find(([name]) => kind.test(name))?.[1]
  const [user, password] = [find(IS_USER) ?? 'ada', find(IS_PASSWORD) ?? 'secret']
  const isPlain = entries.every(
    ([name, text]) => (IS_PASSWORD.test(name) && text === password) || (IS_USER.test(name) && text === user),
  )
  return { user, password, from, ...(isPlain ? {} : { fields }) }
}

/** What somebody else types into the same fields: all but the name of the first. */
export const withoutName = ({ user, fields = {} }: Account): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== user))

const MOST = 6

const unique = (accounts: readonly Account[]): readonly Account[] =>
  [
    ...new Map(
      accounts.toReversed().map((one) => [JSON.stringify([one.user, one.password, one.fields ?? null]), one]),
    ).values(),
  ].toReversed()

/**
 * `{ name: 'ada', password: 'fig' }`, `{ ada: 'fig' }` and `{ ada: { password: 'fig' } }`; `{ badge: '7', door: 'blue' }` where these are
 * names of fields.
 */
function pairsIn(node: Node, from: string, typed: ReadonlySet<string>, lists: ReadonlySet<string>): readonly Account[] {
  if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init && isList(node.id.name, lists)) {
    const list = bare(node.init)
    if (list.type !== 'ObjectExpression') return lists.has(node.id.name) ? plainEntriesIn(list, from) : []
    return list.properties.flatMap((property): readonly Account[] => {
      if (property.type !== 'Property') return []
      const user = keyOf(property.key, property.computed)
      const value = bare(property.value)
      const password =
        textIn(value) ?? (value.type === 'ObjectExpression' ? (valueOf(value, IS_PASSWORD) ?? hashedIn(value)) : null)
      return user === null || password === null || IS_HASH.test(password) ? [] : [{ user, password, from }]
    })
  }
  if (node.type === 'ArrayExpression') return entryIn(node, from)
  if (node.type !== 'ObjectExpression') return []
  const [user, password] = [valueOf(node, IS_USER), valueOf(node, IS_PASSWORD) ?? hashedIn(node)]
  if (user !== null && password !== null) return IS_HASH.test(password) ? [] : [{ user, password, from }]
  const fields = textsIn(node, typed)
  return Object.keys(fields).length < 2 ? [] : [named(fields, from)]
}

/** The texts of an object under some names. */
const textsIn = (
  { properties }: Extract<Node, { type: 'ObjectExpression' }>,
  names: ReadonlySet<string>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    properties.flatMap((one): [string, string][] => {
      const key = one.type === 'Property' ? keyOf(one.key, one.computed) : null
      const text = one.type === 'Property' ? textIn(bare(one.value)) : null
      return key === null || text === null || text === '' || IS_HASH.test(text) || !names.has(key) ? [] : [[key, text]]
    }),
  )

/** An entry of a Map: `['ada', 'fig']` where a password is hashed, and `['ada', { password: 'fig' }]`. */
function entryIn({ elements }: Extract<Node, { type: 'ArrayExpression' }>, from: string): readonly Account[] {
  const [first, second] = elements.map((one) => (one ? bare(one) : null))
  if (!first || !second || elements.length !== 2) return []
  const user = first.type === 'Literal' ? textIn(first) : null
  const password =
    second.type === 'ObjectExpression'
      ? (valueOf(second, IS_PASSWORD) ?? hashedIn(second))
      : second.type === 'Literal'
        ? null
        : textIn(second)
  return user === null || password === null || IS_HASH.test(password) ? [] : [{ user, password, from }]
}

/** People in a list of whom no password is known: `[{ id: 1, name: 'kay' }]`. */
function peopleIn(node: Node, from: string): readonly Account[] {
  if (node.type !== 'ArrayExpression') return []
  return node.elements.flatMap((one): readonly Account[] => {
    if (one?.type !== 'ObjectExpression' || valueOf(one, IS_PASSWORD) !== null) return []
    const user = valueOf(one, IS_USER)
    return user === null ? [] : [{ user, password: 'secret', from }]
  })
}

/** `new Map([['ada', 'fig']])`, where it is known that these are people. */
function plainEntriesIn(list: Node, from: string): readonly Account[] {
  const [first] = list.type === 'NewExpression' ? list.arguments : []
  if (first?.type !== 'ArrayExpression') return []
  return first.elements.flatMap((entry): readonly Account[] => {
    if (entry?.type !== 'ArrayExpression') return []
    const [user, password] = entry.elements.map((one) => (one ? textIn(bare(one)) : null))
    return !user || !password || IS_HASH.test(password) ? [] : [{ user, password, from }]
  })
}

const isList = (name: string, lists: ReadonlySet<string>): boolean => IS_LIST.test(name) || lists.has(name)

/** The names of what is looked up by what somebody types: `staff[email]`, and `staff.get(req.body.email)`. */
function listsIn(sources: readonly Source[], typed: ReadonlySet<string>): ReadonlySet<string> {
  const isTyped = (node: Node | undefined): boolean => node !== undefined && typed.has(lastOf(pathOf(node)) ?? '')
  const names = sources.flatMap(({ program }) =>
    [...nodesIn(program)].flatMap((node): readonly (string | null)[] => {
      if (node.type === 'MemberExpression') return node.computed && isTyped(node.property) ? [pathOf(node.object)] : []
      if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return []
      const { object, property } = node.callee
      return /^(get|has)$/.test(keyOf(property, false) ?? '') && isTyped(node.arguments[0]) ? [pathOf(object)] : []
    }),
  )
  return new Set(names.filter((name): name is string => name !== null))
}

const IS_LIST = /users|accounts|people|members|logins|credentials|passwords/i

function valueOf(node: Extract<Node, { type: 'ObjectExpression' }>, name: RegExp): string | null {
  for (const property of node.properties)
    if (property.type === 'Property' && name.test(keyOf(property.key, property.computed) ?? '')) {
      const text = textIn(bare(property.value))
      if (text !== null) return text
    }
  return null
}

/** The text that is hashed right there, whatever its key is: `{ hash: bcrypt.hashSync('fig', 10) }`. */
function hashedIn(node: Extract<Node, { type: 'ObjectExpression' }>): string | null {
  const values = node.properties.flatMap((one) => (one.type === 'Property' ? [bare(one.value)] : []))
  return values.map((value) => (value.type === 'Literal' ? null : textIn(value))).find((text) => text !== null) ?? null
}

/** A text, or one that is hashed right there: `bcrypt.hashSync('fig', 10)`. */
function textIn(node: Node): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null
  if (node.type === 'AwaitExpression') return textIn(node.argument)
  if (node.type !== 'CallExpression' || !/hash/i.test(pathOf(node.callee) ?? '')) return null
  const [first] = node.arguments
  return first ? textIn(first) : null
}

/** A text and the name that it is compared with, or that it is given. */
function literalWith(node: Node): readonly [name: string | null, text: string | null] {
  if (node.type === 'BinaryExpression' && /^[!=]==?$/.test(node.operator)) {
    const [left, right] = [node.left as Node, node.right]
    const [text, other] = textIn(right) === null ? [textIn(left), right] : [textIn(right), left]
    return [lastOf(pathOf(other)), text]
  }
  if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init)
    return [node.id.name, textIn(bare(node.init))]
  if (node.type === 'CallExpression' && /(equal|compare|verify|match)/i.test(pathOf(node.callee) ?? '')) {
    const [first, second] = node.arguments.map((one) => ({ name: lastOf(pathOf(one)), text: textIn(one) }))
    return [first?.name ?? second?.name ?? null, first?.text ?? second?.text ?? null]
  }
  return [null, null]
}

const lastOf = (name: string | null): string | null => name?.split('.').at(-1) ?? null

/** Accounts in a file as `.env.example`. */
export function accountsInVariables(text: string, from: string): readonly Account[] {
  const lines = [...text.matchAll(/^\s*(?:export\s+)?(\w+)\s*=\s*["']?([^"'\n]*?)["']?\s*$/gm)]
  const find = (name: RegExp) => lines.find(([, key = '', value]) => name.test(key) && value !== '')?.[2]
  const [user, password] = [find(/(?:user|login|mail)(?:_?name)?$/i), find(/(?:password|passwd|pwd)$/i)]
  return user === undefined || password === undefined ? [] : [{ user, password, from }]
}

/** The names of what the handlers of an app read from a body: `req.body.user`, and `const { user } = req.body`. */
export function fieldsIn(sources: readonly Source[]): readonly string[] {
  const names = sources.flatMap(({ program }) =>
    [...nodesIn(program)].flatMap((node): readonly (string | null)[] => {
      if (node.type === 'MemberExpression' && /(^|\.)body$/.test(pathOf(node.object) ?? ''))
        return [keyOf(node.property, node.computed)]
      if (
        node.type === 'VariableDeclarator' &&
        node.id.type === 'ObjectPattern' &&
        node.init &&
        isBody(bare(node.init))
      )
        return node.id.properties.flatMap((one) => (one.type === 'Property' ? [keyOf(one.key, one.computed)] : []))
      // passport-local: `new Strategy({ usernameField: 'email' }, ...)`
      if (node.type === 'Property' && /^(username|password)Field$/.test(keyOf(node.key, node.computed) ?? ''))
        return [textIn(bare(node.value))]
      return []
    }),
  )
  return [...new Set(names.filter((name): name is string => name !== null))]
}

/** `req.body`, and `req.body ?? {}`, which takes something else where nothing came. */
const isBody = (node: Node): boolean =>
  node.type === 'LogicalExpression' ? isBody(bare(node.left)) : /(^|\.)body$/.test(pathOf(node) ?? '')
