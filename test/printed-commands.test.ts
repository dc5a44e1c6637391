import jsTokens from 'js-tokens'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../src/package-root.ts'
import { run, temporaryFolder } from './support/run.ts'

/** Texts in sources that speak of the program and name no command, or one that is the same wherever it is typed. */
const NAMES: readonly string[] = [
  // environment-variables.ts makes the name.
  'npx session-tutor',
  'session-tutor',
  // Folders.
  'session-tutor-exercises',
  ': session-tutor doctor keeps this app to itself',
  // The package.
  'In a container, or under a process manager: `SESSION_TUTOR_SOCKET=<path> node --import session-tutor/observe server.js`',
  'where your exercises are (default: session-tutor-exercises)',
  'session-tutor-doctor-starts-no-other-programs',
  'Start your app with node --import session-tutor/observe, and this path in SESSION_TUTOR_SOCKET. ',
  // Sentences.
  'This is a bug in session-tutor, not a mistake of yours.',
  'the Node.js that runs session-tutor is gone',
  'the Node.js that runs session-tutor may not be started again',
  ' to a file descriptor that session-tutor uses to follow your app.',
  ' closes a file descriptor that session-tutor uses to follow your app.',
  'Your app can no longer be followed: it ended, or it closed a file descriptor that session-tutor uses for that.',
  ' is from a newer session-tutor, so it is left alone and nothing is saved.',
  // Whatever is installed, this runs the newest.
  'Use the newer one (npx session-tutor@latest), or set SESSION_TUTOR_STATE_DIR to another folder.',
]

/** The texts of a source that hold the name of the program, other than in comments. Of a template each part is one. */
const namesIn = (source: string): readonly string[] =>
  [...jsTokens(source)]
    .filter(({ type, value }) => /^(StringLiteral|.*Template.*)$/.test(type) && value.includes('session-tutor'))
    .map(({ value }) => value.replace(/^['"`}]/, '').replace(/(['"`]|\$\{)$/, ''))

/** Folders for a while, whose names the system completes. */
const isFolder = (text: string): boolean => /^session-tutor-(\w+-)?$/.test(text)

/** What runs inside programs of others prints nothing. */
const isSilent = (file: string): boolean => file.startsWith('src/observe/')

const sources = ['src', 'lessons'].flatMap((folder) =>
  readdirSync(path.join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[jt]s$/.test(name))
    .map((name) => path.posix.join(folder, name))
    .filter((file) => !isSilent(file)),
)

test('no text names the program by hand: npx may have started it', () => {
  const found = sources.flatMap((file) =>
    namesIn(readFileSync(path.join(packageRoot, file), 'utf8')).map((text) => ({ file, text })),
  )
  expect(found.filter(({ text }) => !NAMES.includes(text) && !isFolder(text))).toEqual([])
  expect(NAMES.filter((name) => !found.some(({ text }) => text === name))).toEqual([])
})

test.each([
  ["say('Go on with: session-tutor next')", ['Go on with: session-tutor next']],
  // oxlint-disable-next-line no-template-curly-in-string -- the source of a template
  ['`${a} session-tutor hint ${number}`', [' session-tutor hint ']],
  ['// session-tutor next\nsay(`${program} next`)', []],
])('in %s there is %j', (source, texts) => {
  expect(namesIn(source)).toEqual(texts)
})

const COMMANDS = 'list lesson next exercise verify watch hint solution inspect progress reset'.split(' ')

test.each([
  ...[[], ...COMMANDS.map((name) => [name])].map((words) => [[...words, '--help']]),
  [[]],
  [['list']],
  [['progress']],
  [['lesson', '3']],
  [['hint', '3']],
  [['exercise', '3']],
  [['lessn']],
  [['inspect']],
  [['inspect', '--batch', '--cookie', 'a']],
  [['inspect', 'a=b']],
  [['lesson', '99']],
  [['lesson', '2', '--with', 'no/such/folder']],
  [['verify', '3']],
  [['solution', '3']],
  [['watch', '3']],
  [['reset']],
])('%j: started by npx, each command that it prints begins with npx', async (words) => {
  const { stdout, stderr } = await run(words, { program: 'npx session-tutor', folder: temporaryFolder() })
  const printed = `${stdout}${stderr}`
  const named = [...printed.matchAll(/(\S*) ?\bsession-tutor\b(?![-/])/g)].map(([, before]) => before)
  expect(named).not.toEqual([])
  expect([...new Set(named)]).toEqual(['npx'])
})
