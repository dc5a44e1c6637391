import { expect, test } from 'vitest'
import { treeOf } from '../../src/exercise/tree.ts'

/** Slips in the handler that is added in the line with `'/'`. */
async function slipsIn(body: string, rest = ''): Promise<readonly (readonly [line: number, says: string])[]> {
  const source = `app.get('/', async (req, res, next) => {\n${body}\n  res.end()\n})\n${rest}`
  const { slips } = await treeOf(source, '/app.js')
  return slips({ file: '/app.js', line: 1 }).map(({ line, says }) => [line, says])
}

const USERS = "const users = new Map([[1, 'ada']])\nconst ages = new Map([['ada', 36]])\nasync function isRight(one) {}"
const GUARD = 'function guard(req, res, next) {}'

test.each([
  ['a single = in an if', 'if (id = 1) next()', 'A single ='],
  ['a single = among others', 'if (!a || (b.id = a && c)) next()', 'A single ='],
  ['a single = in a question', 'res.send((a = b) ? 1 : 2)', 'A single ='],
  ['a single = in what find() asks', 'list.find((one) => (one.name = name))', 'A single ='],
  ['a single = in what find() asks, in a block', 'list.some((one) => {\n return one.id = id\n})', 'A single ='],
  ['an async function for find()', 'list.find(async (one) => one.ok)', 'This function is async'],
  ['an async call in an if', 'if (isRight(a)) next()', 'This call returns a promise'],
  ['an async call in what find() asks', 'list.find((one) => one.id && isRight(one))', 'This call returns a promise'],
  ['bcrypt', 'if (!bcrypt.compare(a, b)) next()', 'This call returns a promise'],
  ['brackets on a Map', 'res.send(users[id])', 'users is a Map'],
  ['a text for a number', 'users.has(String(id))', 'Here the number becomes a text'],
  ['a template for a number', 'users.get(`${id}`)', 'Here the number becomes a text'],
  ['toString() for a number', 'users.get(id.toString())', 'Here the number becomes a text'],
  ['a guard that is called', 'guard(req, res, next)', 'Here a handler calls guard() itself'],
  ['a guard that is awaited', 'await guard(req, res, next)', 'Here a handler calls guard() itself'],
])('%s', async (_, body, says) => {
  const [slip] = await slipsIn(body, `${USERS}\n${GUARD}`)
  expect(slip?.[0]).toBe(2)
  expect(slip?.[1]).toContain(says)
})

test.each([
  ['a comparison', 'if (id === 1 || id == 2) next()'],
  ['an assignment of what a call gives', 'if (!(user = find(id))) next()'],
  ['an assignment of what is awaited', 'if ((user = await found)) next()'],
  ['an assignment that is no condition', 'id = 1'],
  ['one that adds', 'if (count += 1) next()'],
  ['a call that is awaited', 'if (await isRight(a)) next()'],
  ['another call', 'if (bcrypt.compareSync(a, b)) next()'],
  ['an async function for map()', 'list.map(async (one) => one.ok)'],
  ['brackets on something else', 'res.send(list[0])'],
  ['a property of a Map', 'res.send(users.size)'],
  ['a text for a text', 'ages.get(String(id))'],
  ['a number for a number', 'users.get(Number(id))'],
  ['a text that is put there', 'users.set(String(id), 1)'],
  ['another function', 'guard(other, res, next)'],
  ['a function that is not of this file', 'logger(req, res, next)'],
  ['a function with less', 'guard(req, res)'],
])('no slip: %s', async (_, body) => expect(await slipsIn(body, `${USERS}\n${GUARD}`)).toEqual([]))

test('a guard that is called last is what the handler comes to', async () =>
  expect((await slipsIn('', '')).concat(await slipsIn('x()\n})\napp.get(1, (req, res, next) => {', GUARD))).toEqual([]))

test('where a guard decides is told by its name, or else where it is added', async () => {
  const source = "app.get('/', guard, (req, res) => {\n  if (a) b()\n})\nfunction guard(req) {\n  return req ? 1 : 2\n}"
  const { condition } = await treeOf(source, '/app.js')
  const at = { file: '/app.js', line: 1 }
  expect(condition({ at, name: 'guard' })).toBe(5)
  expect(condition({ at, name: '<anonymous>' })).toBe(2)
  expect(condition({ at: { ...at, line: 4 }, name: '<anonymous>' })).toBeNull()
  expect(condition({ at: null, name: 'guard' })).toBeNull()
})
