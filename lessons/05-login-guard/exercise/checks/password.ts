import { check, mistake, type Evidence, type Run } from '../../../../src/exercise/index.ts'
import { becauseOf, hasLetters, isNobody, isOpen, succeeded } from './evidence.ts'
import { importsOwn, lineIn, lineOfGuard, lineOfNobody, lineOfRoute, lineOfUser } from './lines.ts'
import { ASSIGNS } from './refusals.ts'
import { adaLogsIn, eveTries, eveWants, isDenied } from './scenes.ts'

/** What Eve said of herself, as JSON. */
const said = (run: Run) => run.at(eveTries).request.body

/** Whether she has a name that nobody has, and not a wrong password. */
const isMadeUp = (run: Run) => said(run).includes('"eve"')

/** Whether the login fails whoever wants to log in; then it tells nothing of Eve. */
const isBroken = (run: Run) => run.at(adaLogsIn).status >= 500

/** Whether she was let in, as far as that can be told where everybody gets the letters. */
const isIn = (run: Run) => succeeded(run.at(eveTries)) && (hasLetters(run.at(eveWants)) || isOpen(run))

/** The line that looks for the user. */
const lineOfFind = (code: Evidence['code']) =>
  lineIn(code, '/login', /\.(?:find|filter|some)\(/) ?? lineOfRoute(code, 'post', '/login')

export const password = check('password', 'A wrong name or password logs nobody in.', {
  exchange: eveTries,
  holds: (run) => isBroken(run) || (isDenied(run.at(eveTries)) && (!hasLetters(run.at(eveWants)) || isOpen(run))),
  mistakes: [
    mistake(({ run }) => run.at(eveTries).status === 0, 'A wrong name or password was not answered at all.'),
    mistake(
      ({ run, code }) => run.at(eveTries).status >= 500 && lineOfNobody(code, run.at(eveTries).errors[0]),
      ({ run }) =>
        `find() finds nobody for ${said(run)} and returns undefined. What comes next wants to read from that, so POST /login ` +
        `answered ${run.at(eveTries).status}.`,
    ),
    mistake(
      ({ run, code }) => run.at(eveTries).status >= 500 && (lineOfRoute(code, 'post', '/login') ?? true),
      ({ run }) =>
        `POST /login answered ${run.at(eveTries).status} to ${said(run)}${becauseOf(run.at(eveTries))}. That is no refusal: it tells of a ` +
        'fault in the server.',
    ),
    mistake(
      ({ run, code }) => isDenied(run.at(eveTries)) && isNobody(run.at(eveWants)) && (lineOfGuard(code) ?? true),
      ({ run }) =>
        `POST /login answered ${run.at(eveTries).status} to ${said(run)}, and no session has a user in it. Yet the guard let Eve pass. ` +
        'Look at what it asks for.',
    ),
    mistake(
      ({ run, code }) => isDenied(run.at(eveTries)) && (lineOfUser(code) ?? true),
      ({ run }) =>
        `POST /login answered ${run.at(eveTries).status} to ${said(run)}, and yet the session says who it is, and Eve got the letters. ` +
        'What is written into req.session stays there, whatever the answer says.',
    ),
    mistake(
      ({ run, code }) => !isIn(run) && (lineOfRoute(code, 'post', '/login') ?? true),
      ({ run }) =>
        `POST /login answered ${run.at(eveTries).status} to ${said(run)}, which means that all went well. Eve got no letters, but ` +
        'programs look at the status.',
    ),
    mistake(
      ({ code }) => lineIn(code, '/login', /\.(?:find|filter|some)\(\s*async\b/),
      'This function is async, so what it returns is a promise, whatever it finds out. A promise counts as a yes.',
    ),
    mistake(
      ({ code }) => lineOfPromise(code),
      'This call returns a promise. A promise counts as a yes, whatever comes out of it, as long as nobody waits for it.',
    ),
    mistake(
      ({ code }) => lineIn(code, '/login', SINGLE),
      ({ run }) => `${ASSIGNS}. So ${said(run)} was let in.`,
    ),
    mistake(
      ({ code }) => lineIn(code, '/login', EITHER),
      ({ run }) => `With || one of the two is enough, the name or the password. So ${said(run)} was let in.`,
    ),
    mistake(
      ({ run, code }) => isMadeUp(run) && lineOfFind(code),
      ({ run }) => `POST /login let ${said(run)} in. The password is Ada's, but nobody has that name.`,
    ),
    mistake(
      ({ code }) => !code.has(COMPARED) && !importsOwn(code) && lineOfFind(code),
      ({ run }) =>
        `POST /login let ${said(run)} in. The name is Ada's, and the password is not. It is compared with nothing.`,
    ),
    mistake(
      ({ code }) => lineOfFind(code),
      ({ run }) =>
        `POST /login let ${said(run)} in. The name is Ada's, and the password is not. Look at what it is compared with, and ` +
        'at what is done with the outcome.',
    ),
  ],
  otherwise: 'POST /login should have refused a name that nobody has, and a password that is wrong.',
})

/** A single = in the function that looks for a user, or in the brackets behind an if. */
const SINGLE = new RegExp(
  String.raw`(?:\.(?:find|filter|some)\(\s*[^\n]*?=>\s*|\bif\s*\(\s*)(?:[^\n(){};]|\([^\n()]*\)|\()*?(?<=[\w\])]\s*)=(?![=>])`,
)

/** Where the name or the password decides, each for itself. */
const EITHER = new RegExp(
  String.raw`\.(?:find|filter|some)\(\s*[^\n]*?=>\s*[^\n]*?(?:` +
    String.raw`[nN]ame\w*\s*===?[^\n&]*\|\|[^\n&]*(?:[pP]ass|[pP]w)|(?:[pP]ass|[pP]w)\w*\s*===?[^\n&]*\|\|[^\n&]*[nN]ame)`,
)

/** Where a password is compared with something, however that is done. */
const COMPARED =
  /(?:pass|pw|hash|secret)\w*\s*[!=]==?|[!=]==?\s*[\w.?]*(?:pass|pw|hash)|compare|verify|equal|scrypt|match/i

/** The line of a promise that is taken for its outcome: of a package for passwords, or of a function of one's own. */
function lineOfPromise(code: Evidence['code']): number | null {
  const asked = String.raw`(?<=(?:\.(?:find|filter|some)\(\s*[^\n]*=>\s*[^\n]*?|\bif\s*\([^\n]*?)(?:[!(]|&&|\|\||=>|\()\s*)`
  const known = String.raw`\b(?:bcrypt\w*\.compare|argon2\w*\.verify)\(`
  const own = String.raw`\b(\w+)\((?<=\basync\s+function\s+\1\b[^]*|\b(?:const|let)\s+\1\s*=\s*async\b[^]*)`
  return (
    code.line(new RegExp(`${asked}${known}(?![^\\n]*\\.then\\()`)) ??
    code.line(new RegExp(`${asked}${own}(?![^\\n]*\\.then\\()`)) ??
    lineOfKept(code, known)
  )
}

/** The line where such a promise is put into a variable that nobody awaits. */
function lineOfKept(code: Evidence['code'], call: string): number | null {
  const kept = `\\b(?:const|let|var)\\s+(\\w+)\\s*=\\s*${call}(?![^\\n]*\\.then\\()`
  const name = code.word(new RegExp(kept))
  return name === undefined || code.has(new RegExp(`\\bawait\\s+${name}\\b|\\b${name}\\.then\\(`))
    ? null
    : code.line(new RegExp(kept))
}
