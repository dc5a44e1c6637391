import { mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { sessionLine } from './places.ts'
import { adaLogsIn } from './scenes.ts'

/** A secret that is not there (express-session index.js `session`). */

type Code = Evidence['code']

const VARIABLE = String.raw`process\.env(?:\.|\[\s*['"\`])(\w+)`

/** The name of what the secret is taken from, if it is a variable of the environment. */
function variableIn(code: Code): string | undefined {
  const direct = code.word(new RegExp(String.raw`\bsecret\s*:[^,\n]*\b${VARIABLE}`))
  if (direct !== undefined) return direct
  const name = code.word(/\bsecret\s*:\s*\[?\s*(\w+)/) ?? 'secret'
  return (
    code.word(new RegExp(String.raw`\b${name}\b[^=\n]*=\s*\(?${VARIABLE}`)) ??
    code.word(new RegExp(String.raw`\{[^{}]*?(\b\w+)\s*:\s*${name}\b[^{}]*\}\s*=\s*process\.env\b`)) ??
    code.word(new RegExp(String.raw`\{[^{}]*\b(${name})\b[^{}]*\}\s*=\s*process\.env\b`))
  )
}

/** What express-session says where there is none, and cookie-signature (`sign`) where it is in a list and empty. */
const UNSIGNED = /secret option required|secret key must be provided/i

/** Whether a .env is read, and from the current folder. */
const readsEnvHere = (code: Code): boolean => code.has(/['"`]dotenv\b/) && !code.has(/\bconfig\(\s*\{[^}]*\bpath\b/)

export const secretless = mistake(
  ({ run, code }) =>
    run.at(adaLogsIn).errors.some((error) => UNSIGNED.test(error)) &&
    (code.line(/\bsecret\s*[:,}]/) ?? sessionLine(code)),
  ({ code }) => {
    const variable = variableIn(code)
    if (variable === undefined) return 'session() gets no secret here, and it needs one to sign its cookies.'
    const envFile = readsEnvHere(code)
      ? ' A .env is read from the current folder, which is empty while your file is checked.'
      : ''
    return (
      `secret is empty: process.env.${variable} gives nothing here.${envFile} Write a secret into the file, or a ` +
      'default behind ?? there.'
    )
  },
)
