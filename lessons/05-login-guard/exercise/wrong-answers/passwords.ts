import { wrong } from '../../../../src/exercise/index.ts'

const APP = 'const app = express()\n'
const BOTH = 'one.name === name && one.password === password'
const REFUSED = "    res.status(401).json({ error: 'wrong name or password' })\n"
const UNKNOWN = `  if (!user) {\n${REFUSED}    return\n  }\n`

/** How a user is looked for. */
const found = (text: string) => [[`(one) => ${BOTH}`, text]] as const

/** What people do wrong with names and passwords. */
export const wrongPasswords = [
  wrong('asks for the name only', {
    edits: found('(one) => one.name === name'),
    fails: ['password'],
    says: /^POST \/login let {"name":"ada","password":"steam"} in\..*compared with nothing/,
  }),
  wrong('asks for the password only', {
    edits: found('(one) => one.password === password'),
    fails: ['password'],
    says: /^POST \/login let {"name":"eve","password":"engine"} in\..*nobody has that name/,
  }),
  wrong('asks whether there is a password', {
    edits: found('(one) => one.name === name && password !== undefined'),
    fails: ['password'],
    says: /Look at what it is compared with/,
  }),
  wrong('lets one of the two be enough', {
    edits: found(`(one) => ${BOTH.replace('&&', '||')}`),
    fails: ['password'],
    says: /^With \|\| one of the two is enough/,
  }),
  wrong('writes the name in place of comparing it', {
    edits: found(`(one) => ${BOTH.replace('===', '=')}`),
    fails: ['password'],
    says: /^A single = compares nothing.* So {"name":"eve"/,
  }),
  wrong('does not await the comparison', {
    edits: [
      ...found('(one) => one.name === name && isRight(one, password)'),
      [APP, `async function isRight(one, password) {\n  return one.password === password\n}\n\n${APP}`],
    ],
    fails: ['password'],
    says: /^This call returns a promise/,
  }),
  wrong('looks for a user with an async function', {
    edits: found(`async (one) => ${BOTH}`),
    fails: ['password', 'others'],
    says: /^This function is async/,
  }),
  wrong('throws at a wrong password', {
    edits: [[UNKNOWN, `  if (!user) throw new Error('wrong')\n`]],
    fails: ['password'],
    says: /^POST \/login answered 500 to {"name":"eve".*because of this error: Error: wrong\. That is no refusal/,
  }),
  wrong('reads from a user whom it did not find', {
    edits: [[`${UNKNOWN}  req.session`, `  const { session } = req\n  const id = user.id\n  session`]],
    fails: ['password'],
    says: /^find\(\) finds nobody for .* and returns undefined/,
  }),
  wrong('says yes to a wrong password', {
    edits: [["    res.status(401).json({ error: 'wrong", "    res.json({ error: 'wrong"]],
    fails: ['password'],
    says: /^POST \/login answered 200 to .*which means that all went well/,
  }),
  wrong('writes down who it is before it asks for the password', {
    edits: [
      ...found('(one) => one.name === name'),
      [UNKNOWN, `  req.session.userID = user?.id\n${UNKNOWN.replace('!user', 'user?.password !== password')}`],
    ],
    fails: ['password'],
    says: /and yet the session says who it is/,
  }),
  wrong('takes any cookie for a login', {
    edits: [
      ['saveUninitialized: false', 'saveUninitialized: true'],
      ['userID === undefined || !users.has(userID)', '!req.headers.cookie'],
    ],
    fails: ['password', 'fixation', 'deleted', 'logout'],
    says: /no session has a user in it\. Yet the guard let Eve pass/,
  }),
  wrong('does not look whether it found a user', {
    edits: [[UNKNOWN, '']],
    problem: 'crash',
    fails: [],
    says: /finds nobody for {"name":"ben","password":"kite"} and returns undefined/,
  }),
  wrong('goes on after a wrong password', {
    edits: [[`${REFUSED}    return\n`, REFUSED]],
    problem: 'crash',
    fails: [],
    says: /This line sees that, and what stands below it runs all the same/,
  }),
  wrong('gives no answer to a wrong password', {
    edits: [[REFUSED, '']],
    problem: 'unanswered',
    fails: [],
    says: /gives no answer to {"name":"ben","password":"kite"}.*whoever tries must be told/,
  }),
]
