import { Option } from './commander.ts'
import { UserError } from './errors.ts'

/** A flag as commander knows it, with what `--help` has no room for: the tables in the README say that too. */
export class Flag extends Option {
  /** Sentences, the last without its full stop. Markdown. */
  readonly more: string

  constructor(flags: string, description: string, more = '') {
    super(flags, description)
    this.more = more
  }
}

// What several commands take stands here once. What it means may differ a little from command to command.

/** Left out, the two texts are those for questions. */
export const plain = (
  description = 'numbered questions, no redraws, a word beside every colour',
  more = 'Reads answers from any standard input. `ACCESSIBLE=1` does the same everywhere',
): Flag => new Flag('--plain', description, more)

/** @param what is printed, as in `an array of lessons` */
export const json = (what: string, more?: string): Flag => new Flag('--json', `print ${what}`, more)

export const dir = (): Flag =>
  new Flag(
    '--dir <folder>',
    'where your exercises are (default: session-tutor-exercises)',
    'The default is a folder below the current one',
  )

export const ts = (description: string, more?: string): Flag => new Flag('--ts', description, more)

/** What `lesson` takes, in the order of `--help`. */
export const lessonFlags = (): readonly Flag[] => [
  repeatable(
    new Flag(
      '--set <option=value>',
      'change a session option for this run (repeatable)',
      'Shows what that changed. Dotted names as express-session spells them (`cookie.maxAge=5000`), JSON values; a bare word is a string, and `undefined` leaves the option out',
    ),
  ),
  once(
    new Flag(
      '--with <folder>',
      'play on the express and express-session that are installed there',
      'They are found as Node.js finds them from that folder. If one is missing, the tutor lends its own, and the first page says so. Where a claim does not hold: "On your versions this is different", exit code 1. Nothing is written there',
    ),
    'Play the lesson once for each folder.',
  ),
  once(
    new Flag(
      '--step <number>',
      'begin with this step; `lesson 2.5` does the same',
      'Steps before it are played silently, and do not count as done',
    ),
    'Name one step.',
  ),
  json('what happens, one JSON object per line'),
  new Flag(
    '--present',
    'show it to a class, slide by slide',
    'One thing on each slide, large and calm, and few keys. A question waits for a key instead of an answer. Leaves your progress alone',
  ),
  new Flag(
    '--handout',
    'print it for a class, as Markdown without the answers',
    'The explanations, the code, the questions and the requests, but not what came back. Leaves your progress alone',
  ),
  new Flag('--auto', 'play without asking; counts as done, without a score'),
  plain(),
  new Flag('--no-save', 'leave your progress alone'),
]

/** What `explain` takes, in the order of `--help`. */
export const explainFlags = (): readonly Flag[] => [
  json('the causes, or the cause and its two runs'),
  plain('no redraws: choose from lists by number'),
]

/** What `inspect` takes, in the order of `--help`. */
export const inspectFlags = (): readonly Flag[] => [
  once(
    new Flag(
      '--cookie <paste>',
      'a value, name=value, a header, or what curl or a browser shows; - reads standard input',
    ),
    'Put several cookies into one paste, a line each.',
  ),
  new Flag('--batch', 'read standard input, one paste per line, and print one JSON object per line'),
  repeatable(
    new Flag(
      '--secret <secret>',
      'check the signature with this secret (repeatable)',
      'In the order in which the server lists them: the first signs, all verify',
    ),
  ),
  new Flag('--secret-file <path>', 'check it with the secrets in this file, one per line; - reads standard input'),
  new Flag(
    '--secret-env',
    'check it with the secret in the environment variable SESSION_SECRET',
    'Without this flag that variable is ignored',
  ),
  new Flag('--wordlist <path>', 'try every line of this file as the secret; - reads standard input'),
  new Flag(
    '--store <place>',
    'look into the store: file:<folder>, sqlite:<file>, redis://, postgres:// or mongodb://<host>; only reads',
    '`rediss://` is for TLS. PostgreSQL and MongoDB are asked with the `pg` and `mongodb` of the current folder. Gives up after 2 seconds without an answer',
  ),
  once(
    new Flag(
      '--session <text>',
      'compare it with this session, as printed by a program; - reads standard input',
      'By redis-cli, psql, sqlite3, mongosh or `console.log(req.session)`, or as JSON',
    ),
    'Compare one session at a time.',
  ),
  new Flag('--prefix <text>', 'what precedes the id in Redis keys (default: sess:)'),
  once(
    new Flag(
      '--sign <id>',
      'make the cookie for this session id instead, and print it as name=value; - reads standard input',
      'Signed as express-session does, with the first secret given. For tests: as a Cookie header, or after `-b` of curl',
    ),
    'Sign one id at a time.',
  ),
  once(
    new Flag('--name <name>', 'the name of the cookie that --sign makes (default: connect.sid)'),
    'Give it one name.',
  ),
  new Flag(
    '--copy',
    'put the decoded parts on the clipboard of your terminal',
    'With OSC 52, which most terminals support, over ssh too. Control characters are written out',
  ),
  failOn('where a finding is as severe as this'),
  new Flag(
    '--all',
    'show everything, not only what matters most',
    'Who can read it, what each attribute asks for, the signature step by step, each of many cookies. `--json` always has everything',
  ),
  json('what was found as JSON'),
]

/** What `trace` takes, in the order of `--help`. */
export const traceFlags = (): readonly Flag[] => [
  json(
    'what happens, one JSON object per line',
    'Values of sessions and cookies are masked. The output of the command itself goes to standard error',
  ),
  once(new Flag('--json-file <path>', 'also write that to a file'), 'Name one file.'),
  once(
    new Flag(
      '--report <file.html>',
      'at the end, write everything as one HTML page',
      'Findings, what each client did, every request. The page needs no script and no network',
    ),
    'Name one file.',
  ),
  failOn('where a finding is as severe as this and the command ended with 0'),
  new Flag('--show-values', 'show the values of sessions and cookies in files, too'),
  plain('no redraws: each request below the one before'),
  once(
    new Flag(
      '--attach <path>',
      'start nothing: listen on this socket for apps that something else starts',
      'In a container, or under a process manager: `SESSION_TUTOR_SOCKET=<path> node --import session-tutor/observe server.js`',
    ),
    'Name one path.',
  ),
]

/** What `doctor` takes, in the order of `--help`. */
export const doctorFlags = (): readonly Flag[] => [
  once(
    new Flag(
      '--login <request>',
      "how to log in, as in 'POST /login user=ada password=fig'",
      'Without it doctor looks for an account in the source and in `.env.example`, or registers one. At most three logins per account',
    ),
    'Name one account.',
  ),
  repeatable(
    new Flag(
      '--visit <request>',
      "send this too, as in 'DELETE /account' (repeatable)",
      'Requests that delete, pay or send mail are sent only if you name them',
    ),
  ),
  new Flag(
    '--writes',
    'send more than GETs, even if the app keeps data somewhere',
    'In a database, in Redis, or in a file outside its folder. Without this flag doctor only reads there, and says where that is',
  ),
  new Flag(
    '--online',
    'let the app connect to other machines',
    'Without this flag it reaches only this machine, and doctor lists what it asked for',
  ),
  failOn('where a finding is as severe as this (default: error)'),
  new Flag(
    '--fix',
    'print what to change as a patch, and nothing else',
    'Only for causes with one clear fix. It changes no file: `| git apply` does',
  ),
  json('the scenarios and what was found as JSON'),
]

/** @param where it does, as in `where a finding is as severe as this` */
const failOn = (where: string): Flag =>
  new Flag('--fail-on <level>', `end with exit code 1 ${where}`).choices(['warning', 'error'])

/** A flag that is given once at most. @param hint what to do instead of giving it twice */
function once(flag: Flag, hint: string): Flag {
  return flag.argParser((value: string, earlier: string | undefined) => {
    // The first would be lost without a word.
    if (earlier !== undefined) throw new UserError(`${flag.long} is given twice.`, hint)
    return value
  })
}

/** A flag that is given as often as one likes: its values are a list. */
function repeatable(flag: Flag): Flag {
  return flag.argParser((value: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), value])
}
