import { placeIn } from './location.ts'
import type { FoundApp, Thrown } from './protocol.ts'

/** Why a learner's file could not be checked to its end. */
export interface Problem {
  readonly kind:
    | 'syntax'
    | 'import'
    | 'exception'
    | 'crash'
    | 'exit'
    | 'loop'
    | 'slow'
    | 'unanswered'
    | 'no-app'
    | 'several-apps'
    | 'ended'
  /** One sentence about what is wrong. May hold text of the learner's, control characters and all. */
  readonly message: string
  /** What to do about it. */
  readonly hint: string
  /** The line of the learner's file, counted from 1; null if none is known. */
  readonly line: number | null
}

/** How a learner's process came to its end. */
export type Ending =
  | { readonly kind: 'silent' }
  | { readonly kind: 'failed' | 'uncaught'; readonly thrown: Thrown }
  | { readonly kind: 'exit'; readonly code: number; readonly stack: string }
  | { readonly kind: 'apps'; readonly apps: readonly FoundApp[] }
  | { readonly kind: 'slow'; readonly limitMs: number }
  /** A request, as in `GET /`, after which nothing was left to do. */
  | { readonly kind: 'unanswered'; readonly request: string }

/** What else is known when a process ends. */
export interface Remains {
  readonly file: string
  /** The text of the file. */
  readonly source: string
  readonly output: string
  /** Null if a signal ended it. */
  readonly code: number | null
}

/** What a learner must know of how their file ended. */
export function problemOf(ending: Ending, remains: Remains): Problem {
  switch (ending.kind) {
    case 'failed':
      return loadProblem(ending.thrown, remains)
    case 'uncaught':
      return crashProblem(ending.thrown, remains)
    case 'exit': {
      const line = placeIn(ending.stack, remains.file)?.line ?? null
      const message = `${at(line, 'Your code')} ends the process: it calls process.exit(${ending.code}).`
      return { kind: 'exit', message, hint: 'A server stays. Take that call out.', line }
    }
    case 'apps':
      return appsProblem(ending.apps, remains)
    case 'slow':
      return slowProblem(ending.limitMs / 1000, remains)
    case 'unanswered':
      return unansweredProblem(ending.request, remains)
    case 'silent':
      return silentProblem(remains)
  }
}

const at = (line: number | null, otherwise: string): string => (line === null ? otherwise : `Line ${line}`)

function loadProblem(thrown: Thrown, remains: Remains): Problem {
  const { file, source } = remains
  const missing = /^Cannot find (?:package|module) '([^']+)'/.exec(thrown.message)?.[1]
  if (missing !== undefined && /MODULE_NOT_FOUND$/.test(thrown.code ?? '')) return missingImport(missing, source)
  const unknown = /'([^']+)' does not provide an export named '([^']+)'/.exec(thrown.message)
  if (unknown) {
    const [, from = '', name = ''] = unknown
    const line = lineWith(source, quoted(from))
    return {
      kind: 'import',
      message: `${at(line, 'Your file')} imports ${name} from '${from}', and there is no such export.`,
      hint: `What a package exports by default is imported without braces: import ${wordFor(from)} from '${from}'.`,
      line,
    }
  }
  const line = placeIn(thrown.stack, file)?.line ?? null
  if (isSyntaxError(thrown)) {
    const language = file.endsWith('ts') ? 'TypeScript that Node.js can run' : 'JavaScript'
    return {
      kind: 'syntax',
      message: `${at(line, 'Your file')} is not ${language}: ${firstLine(thrown.message)}.`,
      hint: 'Mend it there or a little above: a missing bracket is noticed late.',
      line,
    }
  }
  return { kind: 'exception', message: threw(thrown, line), hint: exceptionHint(thrown), line }
}

/** Node's own, and those of what takes types out (`ERR_INVALID_TYPESCRIPT_SYNTAX`; Babel's ParseError). */
const isSyntaxError = ({ name, code, message }: Thrown): boolean =>
  name === 'SyntaxError' || /TYPESCRIPT_SYNTAX$/.test(code ?? '') || /^ParseError/.test(message)

function missingImport(missing: string, source: string): Problem {
  const isFile = /^[./]|^file:|^[A-Za-z]:\\/.test(missing)
  const name = isFile ? (missing.split(/[\\/]/).at(-1) ?? missing) : missing
  const line = isFile ? lineWith(source, new RegExp(`['"/]${escaped(name)}['"]`)) : lineWith(source, quoted(name))
  return {
    kind: 'import',
    message: isFile
      ? `${at(line, 'Your file')} imports the file ${name}, and it is not there.`
      : `${at(line, 'Your file')} imports '${name}', and that package is not installed.`,
    hint: isFile
      ? 'Look at its name and its ending: Node.js wants both as they are on the disk.'
      : `Do without it, or install it in the folder of your exercises: npm install ${name}`,
    line,
  }
}

const threw = (thrown: Thrown, line: number | null): string =>
  `${at(line, 'Your file')} threw ${thrown.name === '' ? '' : `${thrown.name}: `}${firstLine(thrown.message)}.`

function exceptionHint({ name, message, code }: Thrown): string {
  if (name === 'ReferenceError' && /^(require|module|exports|__dirname|__filename) is not defined/.test(message)) {
    return "This file is an ES module. Write import express from 'express' and import.meta.dirname instead."
  }
  if (code === 'ERR_ACCESS_DENIED') return DENIED
  return 'The file ends there, before its app could answer anything.'
}

const DENIED =
  'While it is checked, your file may write only in its own folder, and it may start no programs, threads or native add-ons.'

function crashProblem(thrown: Thrown, { file }: Remains): Problem {
  const line = placeIn(thrown.stack, file)?.line ?? null
  return {
    kind: 'crash',
    message: threw(thrown, line),
    hint:
      thrown.code === 'ERR_ACCESS_DENIED'
        ? DENIED
        : 'Nobody caught it: it came from a callback or a promise, out of the reach of Express. A real server ends there.',
    line,
  }
}

function appsProblem(apps: readonly FoundApp[], { file, source }: Remains): Problem {
  if (apps.length > 1) {
    const places = apps.map(({ stack, exported }) => {
      const line = stack === null ? exportLine(source, exported ?? '') : (placeIn(stack, file)?.line ?? null)
      const how = stack === null ? `one is exported as ${exported}` : 'one listens'
      return { line, text: line === null ? how : `${how} in line ${line}` }
    })
    return {
      kind: 'several-apps',
      message: `There are ${apps.length} apps: ${places.map(({ text }) => text).join(', ')}.`,
      hint: 'Keep one. Routes and middleware belong to the app on which they are called.',
      line: places.at(-1)?.line ?? null,
    }
  }
  const line = lineWith(source, /\bexpress\s*\(\s*\)/)
  return {
    kind: 'no-app',
    message:
      line === null
        ? 'Your file makes no Express app.'
        : `The app of line ${line} neither listens nor is exported, so nobody can reach it.`,
    hint: line === null ? 'Make one with express(), and end with app.listen(3000).' : 'End the file with app.listen(3000).',
    line,
  }
}

/** Where something is exported, or null. */
const exportLine = (source: string, name: string): number | null =>
  lineWith(
    source,
    name === 'default' ? /\bexport\s+default\b/ : new RegExp(`\\bexport\\b[^;\\n]*\\b${escaped(name)}\\b`),
  )

function slowProblem(seconds: number, { file, output }: Remains): Problem {
  const trace = output.split('KEYBOARD_INTERRUPT').at(1)
  const line = trace === undefined ? null : (placeIn(trace, file)?.line ?? null)
  if (line === null) {
    return {
      kind: 'slow',
      message: `After ${seconds} seconds your app had not answered everything.`,
      hint: 'Look for something that waits: a timer, or work that is done again for each request.',
      line: null,
    }
  }
  return {
    kind: 'loop',
    message: `After ${seconds} seconds your code was still busy in line ${line}.`,
    hint: 'It looks like a loop that never ends. While it runs, Node.js answers nobody.',
    line,
  }
}

function unansweredProblem(request: string, { source }: Remains): Problem {
  const [method = '', path = ''] = request.split(' ')
  const line = lineWith(source, new RegExp(`\\.${method.toLowerCase()}\\(\\s*${quoted(path).source}`))
  return {
    kind: 'unanswered',
    message: `${request} is never answered${line === null ? '' : `; its route is in line ${line}`}.`,
    hint: 'Nothing is left that could answer. Every handler must send something, as with res.json(), or call next().',
    line,
  }
}

function silentProblem({ code }: Remains): Problem {
  // Node.js ends with 13 where a top-level await never comes to an end.
  if (code === 13) {
    return {
      kind: 'no-app',
      message: 'Your file waits with await for something that never comes, so its app never listens.',
      hint: 'Look at what stands behind await outside of functions.',
      line: null,
    }
  }
  return {
    kind: 'ended',
    message: `The process ended${code === null ? '' : ` with exit code ${code}`} before everything was checked.`,
    hint: 'Look at what it printed.',
    line: null,
  }
}

/** The first line of a source, counted from 1, in which a pattern is found. */
function lineWith(source: string, pattern: RegExp): number | null {
  const found = pattern.exec(source)
  return found ? source.slice(0, found.index).split('\n').length : null
}

const quoted = (word: string): RegExp => new RegExp(`['"\`]${escaped(word)}['"\`]`)
const escaped = (word: string): string => word.replaceAll(/[$()*+.?[\\\]^{|}/]/g, '\\$&')
const firstLine = (text: string): string => (text.split('\n')[0] ?? '').replace(/\.$/, '')
const wordFor = (name: string): string => name.replaceAll(/^.*\/|^express-(?=session$)|[^A-Za-z]/g, '')
