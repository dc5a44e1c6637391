import { check, mistake } from '../../../../src/exercise/index.ts'
import { GENID, genidLine, isBogus, isDefault, MISSPELT, returned } from './evidence.ts'
import { allIds } from './ids.ts'
import { first } from './scenes.ts'
import { throwing } from './thrown.ts'
import { uncalled } from './uncalled.ts'

const NO_STRING = 'Without a string for an id there is no cookie and nothing is saved, and nobody reports an error.'

const NAME = /\bname\s*:/
/** The path of the cookie, as options say it. */
const PATH = /\bpath\s*:\s*['"`]([^'"`\n]+)['"`]/
const ASSIGNED = /\.sessionID\s*=(?!=)/
const WRITTEN = /\.session\.id\s*=(?!=)/

export const prefix = check('prefix', 'Every visitor gets a cookie with an id that begins with shop-.', {
  exchange: first,
  header: 'Set-Cookie',
  holds: (run) => allIds(run).length > 0 && allIds(run).every((id) => id.startsWith('shop-')),
  mistakes: [
    mistake(
      ({ run, code }) => isBogus(run) && returned(run).startsWith('Promise') && genidLine(code),
      `Your genid returns a promise. express-session does not wait for it: the promise itself becomes the id. ${NO_STRING}`,
    ),
    mistake(
      ({ run, code }) => isBogus(run) && returned(run) === 'undefined' && genidLine(code),
      `Your genid returns undefined. In a function with braces only what stands behind return is given back. ${NO_STRING}`,
    ),
    mistake(
      ({ run, code }) => isBogus(run) && genidLine(code),
      ({ run }) => `Your genid returns ${returned(run)}, and that is no string. ${NO_STRING}`,
    ),
    ...throwing,
    mistake(
      ({ run, code }) =>
        run.at(first).errors.some((error) => error.includes("read only property 'id'")) && code.line(WRITTEN),
      'The id of a session can only be read. It is made before your handlers run, by the function that session() was given ' +
        'for it, or by its own.',
    ),
    mistake(
      ({ run, code }) => run.at(first).traced('pathname mismatch') && (code.line(PATH) ?? true),
      ({ code }) =>
        `${code.has(PATH) ? `The path of the cookie is ${code.word(PATH)}.` : 'The cookie has a path.'} express-session looks at ` +
        'no request outside of it, so at GET / there is no req.session, and no cookie comes.',
    ),
    mistake(
      ({ run, code }) => run.at(first).traced('not secured') && (code.line(/\bsecure\b/) ?? true),
      'There is no cookie: your options allow it over https only, and the visitors come over http.',
    ),
    mistake(
      ({ run }) => run.at(first).set === undefined && run.at(first).status === 200 && run.at(first).ops === '',
      'There is no cookie, because GET / writes nothing into the session. At first it counted the visits there.',
    ),
    mistake(
      ({ run, code }) => run.at(first).set?.id === '' && genidLine(code),
      'Your genid returns an empty string. A cookie comes, but there is no id in it, so nobody is known again.',
    ),
    mistake(
      ({ run, code }) =>
        isDefault(run) && run.at(first).set?.name.startsWith('shop-') === true && (code.line(NAME) ?? true),
      ({ run }) =>
        `Now the cookie is called ${run.at(first).set?.name}: that is what the option name is for. The id in it is still one that ` +
        'express-session made by itself.',
    ),
    mistake(
      ({ run, code }) => isDefault(run) && !code.has(GENID) && code.line(MISSPELT),
      ({ code }) =>
        `express-session has no option ${code.word(MISSPELT)}. It reads the options that it knows and says nothing of ` +
        'others, so it made the ids itself. Look up how this one is spelt, letter by letter.',
    ),
    mistake(
      ({ run, code }) => isDefault(run) && !code.has(GENID) && code.line(ASSIGNED),
      'You write an id into req.sessionID, and these ids are not yours: session() makes one by itself and puts it there. Look ' +
        'for the option by which it gets its ids from you.',
    ),
    mistake(
      ({ run, code }) => isDefault(run) && !code.has(GENID),
      'These ids are the ones that express-session makes by itself. Nothing in your file tells it to make others.',
    ),
    ...uncalled,
    mistake(
      ({ run, code }) => allIds(run).length > 0 && allIds(run).every((id) => /^shop-/i.test(id)) && genidLine(code),
      ({ run }) =>
        `The id ${allIds(run).find((id) => !id.startsWith('shop-'))} begins with other letters than shop-: capital and small ` +
        'ones are not the same.',
    ),
    mistake(
      ({ run, code }) => allIds(run).length > 0 && genidLine(code),
      ({ run }) =>
        `The id ${allIds(run).find((id) => !id.startsWith('shop-'))} does not begin with shop-. What genid returns is the ` +
        'whole id: nothing is put in front of it.',
    ),
  ],
  otherwise: 'Not every visitor got a session cookie with an id that begins with shop-.',
})
