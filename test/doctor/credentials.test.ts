import { describe, expect, test } from 'vitest'
import { parse } from '../../src/diagnosis/source/parse.ts'
import { accountsIn, accountsInVariables, fieldsIn, withoutName } from '../../src/doctor/credentials.ts'
import type { Source } from '../../src/doctor/source-files.ts'

async function sourceOf(text: string): Promise<readonly Source[]> {
  const program = await parse(text, false)
  return program ? [{ file: 'server.js', program }] : []
}

describe('accounts stand in the source', () => {
  test.each([
    ["const users = [{ name: 'ada', password: 'fig' }]", ['ada fig']],
    ["const users = { ada: 'fig', bob: 'plum' }", ['ada fig', 'bob plum']],
    ["const accounts = { ada: { password: 'fig' } }", ['ada fig']],
    ["seed({ email: 'ada@mail.example', passwordHash: bcrypt.hashSync('fig', 10) })", ['ada@mail.example fig']],
    ["if (req.body.password !== 'plum') deny()", ['ada plum']],
    ["if (username === 'kay' && password === 'plum') open()", ['kay plum']],
    ["const users = [{ id: 100, name: 'kay' }]", ['kay secret']],
    ["const members = [{ identifier: 'kay', passphrase: 'plum' }]", ['kay plum']],
    ["const users = new Map([['kay', { hash: bcrypt.hashSync('plum', 4) }]])", ['kay plum']],
    ["const users = new Map([['kay', { id: 1, password: 'plum' }]])", ['kay plum']],
    ["const users = new Map([['kay', await hash('plum')]])", ['kay plum']],
    ["const staff = { kay: 'plum' }; const { email } = req.body; check(staff[email])", ['kay plum']],
    ["const staff = new Map([['kay', 'plum']]); check(staff.get(req.body.email))", ['kay plum']],
    ["const prices = { tea: 'two' }; check(prices[other])", []],
    ["const pair = ['kay', 'plum']", []],
    ["const pair = ['kay', { id: 1 }]", []],
    ["users.push({ id: 1, name: 'kay', digest: hashSync('plum') })", ['kay plum']],
    ['[{ "email": "kay@mail.example", "password": "plum" }]', ['kay@mail.example plum']],
    ["users.push({ name: 'ada', password: '$2b$10$abcdefghijklmnopqrstuv' })", []],
    ['const app = express()', []],
  ])('%s: %j', async (text, expected) => {
    expect(accountsIn(await sourceOf(text)).map(({ user, password }) => `${user} ${password}`)).toEqual(expected)
  })

  test('with the line', async () => {
    expect(accountsIn(await sourceOf("\nconst users = { ada: 'fig' }"))).toMatchObject([{ from: 'server.js:2' }])
  })
})

describe('fields whose names do not tell what they are for', () => {
  const typed = { badge: '7', door: 'blue' }
  const reads = 'const { badge, door } = req.body;'
  test.each([
    ["if (req.body.badge !== '7' || req.body.door !== 'blue') deny()", typed],
    [`${reads} if (badge === '7') if (door === 'blue') open()`, typed],
    [`${reads} const staff = [{ badge: '7', door: 'blue', floor: '2' }]`, typed],
    ["if (req.body.door !== 'blue') deny()", { door: 'blue' }],
    [`${reads} const other = { badge: '7' }`, undefined],
    ["const staff = [{ badge: '7', door: 'blue' }]", undefined],
    [`${reads} if (kind === 'badge' && badge === other) open()`, undefined],
    ["if (req.body.user !== 'kay' || req.body.password !== 'plum') deny()", undefined],
  ])('%s: %j', async (text, fields) => {
    expect(accountsIn(await sourceOf(text))[0]?.fields).toEqual(fields)
  })

  test('somebody else types the same, except for the name', () => {
    const account = { user: 'kay', password: 'plum', from: '', fields: { who: 'kay', door: 'blue' } }
    expect(withoutName(account)).toEqual({ door: 'blue' })
    expect(withoutName({ user: 'kay', password: 'plum', from: '' })).toEqual({})
  })
})

test('accounts stand in an example of the environment', () => {
  const text = 'PORT=3000\nADMIN_USER=ada\nADMIN_PASSWORD="fig"\n'
  expect(accountsInVariables(text, '.env.example')).toEqual([{ user: 'ada', password: 'fig', from: '.env.example' }])
  expect(accountsInVariables('PORT=3000\nDB_PASSWORD=\n', '.env.example')).toEqual([])
})

test('what handlers read of a body', async () => {
  const text = `
    app.post('/a', (req, res) => { const { mail, secret: word } = req.body; res.send(req.body.item) })
    passport.use(new Strategy({ usernameField: 'nick' }, check))
    const { pin } = req.body ?? {}
    const { other } = req.query
  `
  expect(fieldsIn(await sourceOf(text))).toEqual(['mail', 'secret', 'item', 'nick', 'pin'])
})
