import { mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { factoryCallLine, factoryIn, kindOfGiven, NAMED_IMPORT, newFactoryLine, WHOLE_IMPORT } from './given.ts'
import { storeOptionLine } from './places.ts'

/** What people do so that their file breaks off while it is loaded. It may be TypeScript, where lines in stacks are not exact. */

const says = ({ problem }: Evidence, text: string | RegExp): boolean =>
  problem !== null && (typeof text === 'string' ? problem.message.includes(text) : text.test(problem.message))

/** Whether session() was given something that is no store (express-session index.js `session`). */
const isNoStore = (seen: Evidence): boolean => says(seen, 'store.on is not a function')

/** Whether the file ended because what it calls by the name in this import cannot be called. */
const cannotCall = (seen: Evidence, name: RegExp): boolean =>
  says(seen, new RegExp(`\\b${seen.code.word(name)} is not a (?:constructor|function)`))

/** The name that is not known, if it looks like that of a store. */
const unknownStore = ({ problem }: Evidence): string =>
  /ReferenceError: (\w*store\w*) is not defined/i.exec(problem?.message ?? '')?.[1] ?? ''

const WHOLE_SESSION = /\bimport\s+\*\s+as\s+(\w+)\s+from\s*['"`]express-session['"`]/

const FUNCTION = 'session-file-store exports a function, which takes session and returns the class of the store.'

export const loading = [
  mistake(
    (seen) =>
      (says(seen, /'session-file-store', and it has no export/) || cannotCall(seen, NAMED_IMPORT)) &&
      seen.code.line(NAMED_IMPORT),
    `This name in braces is not there. ${FUNCTION} It is exported without a name, so it is imported without braces.`,
  ),
  mistake(
    (seen) => cannotCall(seen, WHOLE_IMPORT) && seen.code.line(WHOLE_IMPORT),
    `With * as you get an object that holds all that the package exports. ${FUNCTION} It is imported by a name alone.`,
  ),
  mistake(
    (seen) => cannotCall(seen, WHOLE_SESSION) && seen.code.line(WHOLE_SESSION),
    'With * as you get an object that holds all that express-session exports. session() itself is what it exports by ' +
      'default, and that is imported by a name alone.',
  ),
  mistake(
    (seen) => isNoStore(seen) && kindOfGiven(seen.code) === 'class by new' && newFactoryLine(seen.code),
    `${FUNCTION} Here new calls that function, so session() gets the class. It wants an object of it, and new is for that.`,
  ),
  mistake(
    (seen) => isNoStore(seen) && kindOfGiven(seen.code) === 'class' && storeOptionLine(seen.code),
    'session() gets the class of the store. It wants an object of that class, made with new.',
  ),
  mistake(
    (seen) => isNoStore(seen) && kindOfGiven(seen.code) === 'function' && storeOptionLine(seen.code),
    `session() gets what you imported as it is. ${FUNCTION} What session() wants is an object of that class.`,
  ),
  mistake(
    (seen) => isNoStore(seen) && kindOfGiven(seen.code) === 'own' && storeOptionLine(seen.code),
    'Your class is not based on session.Store, so its objects lack what session() calls besides your methods.',
  ),
  mistake(
    (seen) => (isNoStore(seen) || says(seen, /Cannot create property 'generate' on/)) && storeOptionLine(seen.code),
    'What session() gets as its store is none. It wants an object of a class that is based on session.Store, as the one of ' +
      'session-file-store is.',
  ),
  mistake(
    (seen) => says(seen, /of undefined \(reading '(?:prototype|Store)'\)/) && newFactoryLine(seen.code),
    `What you use with new is not the class yet. ${FUNCTION} Here that function gets options, or nothing, in place of session.`,
  ),
  mistake(
    (seen) => says(seen, /of undefined \(reading '(?:prototype|Store)'\)/) && factoryCallLine(seen.code),
    `${FUNCTION} What it gets here is not session itself, as express-session exports it.`,
  ),
  mistake(
    (seen) => unknownStore(seen) !== '' && factoryIn(seen.code) !== undefined && (seen.problem?.line ?? true),
    (seen) =>
      `Nothing in your file makes ${unknownStore(seen)}. ${FUNCTION} You imported it as ${factoryIn(seen.code)}.`,
  ),
  mistake(
    (seen) => unknownStore(seen) !== '' && !seen.code.has(/session-file-store/) && (seen.problem?.line ?? true),
    (seen) => `Nothing in your file makes or imports ${unknownStore(seen)}. ${FUNCTION}`,
  ),
  mistake(
    (seen) => says(seen, ' writes to ') && seen.code.line(/(?<=\bnew\s+\(?\w*store\w*\b[^;]{0,200})\bpath\s*:/i),
    'While your file is checked, the sessions must lie in its current folder, or in that of your file. A path like ' +
      './sessions is right.',
  ),
  mistake(
    (seen) => says(seen, /ENOENT[^]*\.env\b/) && (seen.code.line(/\bloadEnvFile\(/) ?? seen.problem?.line ?? true),
    'The .env is looked for in the current folder, which is empty while your file is checked.',
  ),
]
