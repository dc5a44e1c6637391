import path from 'node:path'
import { at, lineOf, placeIn, placeName, type Place } from './location.ts'
import type { Ending, Problem, Remains } from './problem.ts'
import type { Thrown } from './protocol.ts'
import { escaped, lineWith, onlyLineWith, openBracket, quoted, withoutComments } from './source.ts'
import { DENIED, deniedDeed, thrownText } from './thrown.ts'

/** What is wrong with a file that could not be loaded. */
export function loadProblem(ending: Extract<Ending, { readonly kind: 'failed' }>, remains: Remains): Problem {
  const { thrown, parsing } = ending
  const { file } = remains
  if (parsing || isSyntaxOfTypes(thrown)) return syntaxProblem(thrown, remains)
  const wrongImport = importProblem(ending, remains)
  if (wrongImport) return wrongImport
  const place = placeIn(thrown.stack, file) ?? onlyThrow(thrown, remains)
  const deed = deniedDeed(thrown)
  return {
    kind: 'exception',
    message: `${at(place, file, 'Your file')} ${deed ?? `threw ${thrownText(thrown, file)}`}.`,
    hint: deed === null ? exceptionHint(thrown) : DENIED,
    line: lineOf(place, file),
  }
}

/** Of what takes types out: Node.js (`ERR_INVALID_TYPESCRIPT_SYNTAX`) or Babel, in jiti. */
const isSyntaxOfTypes = ({ code, message }: Thrown): boolean =>
  (code ?? '').endsWith('TYPESCRIPT_SYNTAX') || /^ParseError\b/.test(message)

function syntaxProblem(thrown: Thrown, { file, words, read }: Remains): Problem {
  const place = placeIn(`${thrown.stack}\n${thrown.message}`, file) ?? placeIn(words, file)
  const language = (place?.file ?? file).endsWith('ts') ? 'TypeScript that Node.js can run' : 'JavaScript'
  // V8 has a name of its own for what is exported by default; the others say where, or what else could stand there.
  const text = thrownText({ ...thrown, name: '' }, file)
    .replace(/^ParseError:\s*/, '')
    .replace("'.default'", 'default')
    .replace(/\s*\(\d+:\d+\)$|\. Expected .*$/, '')
    .trim()
  const open = /end of input|<eof>/.test(text) ? openBracket(read(place?.file ?? file)) : null
  if (open) {
    const opened = { file: place?.file ?? file, line: open.line }
    return {
      kind: 'syntax',
      message: `${placeName(opened, file)} opens a ${open.bracket} that is never closed.`,
      hint: 'Mend it there or further below: a missing bracket is noticed late.',
      line: lineOf(opened, file),
    }
  }
  return {
    kind: 'syntax',
    message: `${at(place, file, 'Your file')} is not ${language}: ${text}.`,
    hint: /strip-only/.test(text)
      ? 'Node.js only takes types out. Write in JavaScript what is more than a type.'
      : 'Mend it there or a little above: a missing bracket is noticed late.',
    line: lineOf(place, file),
  }
}

/** What is wrong with an import; null if it is something else. */
function importProblem(
  { thrown, files }: Extract<Ending, { readonly kind: 'failed' }>,
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
      /^[./]/.test(from) ? 'Look how it is called where it is exported.' : byDefault(from, name),
    )
  }
  const missing = /^(?:Cannot find (?:package|module)|No such built-in module:) '?([^'\n]+?)'?(?: imported from .*)?$/m
  const name = missing.exec(message)?.[1]
  if (name !== undefined && /MODULE_NOT_FOUND$|UNKNOWN_BUILTIN_MODULE$/.test(code ?? '')) {
    return isPath(name) ? missingFile(name) : missingPackage(name)
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
    return problem(where(ending(base)), `imports ${base}, which is not JSON: ${badJson[2]}`, 'Mend that file.')
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
        'Install that package anew in the folder of your exercises, or do without it.',
      )
    }
    if (whole.startsWith('node:'))
      return problem(
        place,
        `imports '${whole}', and this Node.js has no such module`,
        'Look at its name. If that is right, a newer Node.js may have it: node --version says which one this is.',
      )
    return problem(
      place,
      `imports '${whole}', and that package is not installed`,
      `Do without it, or install it in the folder of your exercises: npm install ${whole}`,
    )
  }
}

const isPath = (name: string): boolean => /^[./]|^file:|^[A-Za-z]:\\/.test(name)

/** A pattern for a path in quotes that ends with a name. */
const ending = (name: string): RegExp => new RegExp(`['"\`](?:[^'"\`\\n]*/)?${escaped(name)}/?['"\`]`)

const NAMED = "Import what it exports by name, as in import { name } from 'FROM', or add a default export there."

/** What is often meant where a package has no such export. */
const byDefault = (from: string, name: string): string =>
  `What a package exports by default is imported without braces, as in import ${name} from '${from}'.`

/** Where a throw is the only one of a file. What is no Error does not say where it comes from. */
function onlyThrow({ name, stack, message }: Thrown, { file, read }: Remains): Place | null {
  if (name !== '' || stack !== message) return null
  const line = onlyLineWith(withoutComments(read(file)), /\bthrow\b/)
  return line === null ? null : { file, line }
}

function exceptionHint({ name, message }: Thrown): string {
  if (name === 'ReferenceError') {
    if (/^(require|module|exports) is not defined/.test(message))
      return "This file is an ES module. Write import express from 'express' instead of require, and export instead of module.exports."
    if (/^(__dirname|__filename) is not defined/.test(message))
      return 'This file is an ES module. Write import.meta.dirname or import.meta.filename instead.'
  }
  return 'The file ends there, before its app could answer anything.'
}
