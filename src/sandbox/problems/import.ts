import path from 'node:path'
import { nearest } from '../../nearest.ts'
import { at, lineOf, type Place } from '../location.ts'
import type { Ending, Problem, Remains } from '../problem.ts'
import { escaped, lineWith, quoted, withoutComments } from '../source.ts'

/** What is wrong with an import; null if it is something else. */
export function importProblem(
  { thrown, files, exported, lent }: Extract<Ending, { readonly kind: 'failed' }>,
  { file, read }: Remains,
): Problem | null {
  const { message, code } = thrown
  const where = (pattern: RegExp): Place | null => {
    for (const source of [file, ...files]) {
      const line = lineWith(withoutComments(read(source)), pattern)
      if (line !== null) return { file: source, line }
    }
    return null
  }
  const problem = (place: Place | null, says: string, hint: string): Problem => ({
    kind: 'import',
    message: `${at(place, file, 'Your file')} ${says}.`,
    hint,
    line: lineOf(place, file),
  })
  const unknown = /'([^']+)' does not provide an export named '([^']+)'/.exec(message)
  if (unknown) {
    const [, from = '', name = ''] = unknown
    const place = where(new RegExp(`\\b(?:import|export)\\b[^;'"]*?\\bfrom\\s*${quoted(from).source}`))
    if (name === 'default')
      return problem(place, `imports ${from} by default, and it has no default export`, NAMED.replace('FROM', from))
    return problem(
      place,
      `imports ${name} from '${from}', and it has no export of that name`,
      exportHint(name, from, exported, (place?.file ?? file).endsWith('ts')),
    )
  }
  const missing = /^(?:Cannot find (?:package|module)|No such built-in module:) '?([^'\n]+?)'?(?: imported from .*)?$/m
  const name = missing.exec(message)?.[1]
  if (name !== undefined && /MODULE_NOT_FOUND$|UNKNOWN_BUILTIN_MODULE$/.test(code ?? '')) {
    return isPath(name) ? missingFile(name) : missingPackage(name)
  }
  const address = /^Only URLs with a scheme in: .* Received protocol '(https?):'/.exec(message)?.[1]
  if (address !== undefined) {
    return problem(
      where(new RegExp(`['"\`]${address}://`)),
      'imports from an address in the web, and Node.js loads no code from there',
      'Install the package in the folder of your exercises, and import it by its name.',
    )
  }
  const folder = /^Directory import '([^']+)'/.exec(message)?.[1]
  if (folder !== undefined) {
    const place = where(ending(path.basename(folder)))
    return problem(place, `imports the folder ${path.basename(folder)}`, 'Node.js wants a file, as in ./lib/index.js.')
  }
  const inner =
    /^Package subpath '\.\/([^']+)' is not defined by "exports" in .*node_modules[\\/](.+)[\\/]package\.json/
  const subpath = inner.exec(message)
  if (subpath) {
    const whole = `${subpath[2]}/${subpath[1]}`
    return problem(
      where(quoted(whole)),
      `imports '${whole}', and the package keeps that to itself`,
      `Import ${subpath[2]}.`,
    )
  }
  const json = /^Module "([^"]+)" needs an import (?:attribute|assertion) of "?type/.exec(message)?.[1]
  if (json !== undefined) {
    const base = path.basename(json)
    return problem(
      where(ending(base)),
      `imports ${base} without saying that it is JSON`,
      `Write import data from './${base}' with { type: 'json' }.`,
    )
  }
  const badJson = /^(\S.*\.json): (.*)$/.exec(message)
  if (badJson && thrown.name === 'SyntaxError') {
    const base = path.basename(badJson[1] ?? '')
    return problem(where(ending(base)), `imports ${base}, which is not JSON: ${badJson[2]}`, 'Fix that file.')
  }
  return null

  function missingFile(whole: string): Problem {
    const base = path.basename(whole)
    const hint = /\.\w+$/.test(base)
      ? 'Look at its folder, its name and its ending.'
      : `Node.js wants the ending, too, as in ./${base}.js.`
    return problem(where(ending(base)), `imports the file ${base}, and it is not there`, hint)
  }

  function missingPackage(whole: string): Problem {
    const place = where(new RegExp(`['"\`]${escaped(whole)}(?:/[^'"\`]*)?['"\`]`))
    if (place === null) {
      return problem(
        null,
        `imports a package that needs '${whole}', and that is not installed`,
        'Install that package again in the folder of your exercises, or do without it.',
      )
    }
    if (whole.startsWith('node:'))
      return problem(
        place,
        `imports '${whole}', and this Node.js has no such module`,
        'Look at its name. If that is right, a newer Node.js may have it: node --version says which one this is.',
      )
    const meant = (whole.length > 4 ? lent.find((ours) => ours.includes(whole)) : undefined) ?? nearest(whole, lent)
    return problem(
      place,
      `imports '${whole}', and that package is not installed`,
      meant !== undefined
        ? `Is '${meant}' meant? That one is there without installing.`
        : `Do without it, or install it in the folder of your exercises: npm install ${whole}`,
    )
  }
}

const isPath = (name: string): boolean => /^[./]|^file:|^[A-Za-z]:\\/.test(name)

/** A pattern for a path in quotes that ends with a name. */
const ending = (name: string): RegExp => new RegExp(`['"\`](?:[^'"\`\\n]*/)?${escaped(name)}/?['"\`]`)

const NAMED = "Import what it exports by name, as in import { name } from 'FROM', or add a default export there."

/** What may be meant where nothing of that name is exported. @param exported what is, as far as it is known */
function exportHint(name: string, from: string, exported: readonly string[], isTypeScript: boolean): string {
  if (/^[./]/.test(from)) return 'Look how it is called where it is exported.'
  if (from.toLowerCase().includes(name.toLowerCase()))
    return `What a package exports by default is imported without braces, as in import ${name} from '${from}'.`
  if (isTypeScript && TYPES.has(name))
    return `${name} is a type. Node.js only takes out what says so: import { type ${name} } from '${from}'.`
  const meant = nearest(name, exported)
  if (meant !== undefined)
    return `Is ${meant} meant?${meant.toLowerCase() === name.toLowerCase() ? ' Capitals count.' : ''}`
  return isTypeScript
    ? `If it is a type, say so: import { type ${name} } from '${from}'.`
    : 'Look in the documentation of that package how it is called.'
}

/** What TypeScript programs import from express and express-session that is there for types only. */
const TYPES: ReadonlySet<string> = new Set(
  'Application Express NextFunction Request RequestHandler Response SessionData SessionOptions'.split(' '),
)
