import { at, lineOf, placeIn, placeName } from '../location.ts'
import type { Problem, Remains } from '../problem.ts'
import type { Thrown } from '../protocol.ts'
import { lineText, openBracket } from '../source.ts'
import { thrownText } from '../thrown.ts'

/** Whether an error comes from what takes types out: Node.js (`ERR_INVALID_TYPESCRIPT_SYNTAX`), or Babel in jiti. */
export const isSyntax = ({ code, message }: Thrown): boolean =>
  (code ?? '').endsWith('TYPESCRIPT_SYNTAX') || /^ParseError\b/.test(message)

/** What is wrong with a file that is not JavaScript, or not TypeScript. */
export function syntaxProblem(thrown: Thrown, { file, words, read }: Remains): Problem {
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
      hint: 'Fix it there or further below: a missing bracket is noticed late.',
      line: lineOf(opened, file),
    }
  }
  return {
    kind: 'syntax',
    message: `${at(place, file, 'Your file')} is not ${language}: ${text}.`,
    hint: syntaxHint(text, lineText(place, read), language),
    line: lineOf(place, file),
  }
}

/** @param line the one that could not be read */
function syntaxHint(text: string, line: string, language: string): string {
  if (/strip-only|not supported in strip/.test(text))
    return 'Node.js only takes types out. Write in JavaScript what is more than a type.'
  const quote = /[‘’“”„]/.exec(line)?.[0]
  if (quote !== undefined && text.startsWith('Invalid or unexpected'))
    return `There is a typographic quote, ${quote}. JavaScript knows only ' and " and \`.`
  if (/\bawait\b/.test(line) && /reserved word|await/.test(text))
    return 'await works only in a function that says async, as in async (req, res) => { ... }.'
  if (language === 'JavaScript' && /Unexpected token ':'/.test(text) && TYPE.test(line))
    return 'That looks like a type. Take it out, or let the name of your file end in .ts.'
  const word = /^Unexpected token '([a-z]+)'/.exec(text)?.[1]
  if (word !== undefined)
    return `${word} is a word of the language and can be no name. If it is none here: a bracket or comma above it may be missing.`
  if (/already been declared/.test(text)) return 'Take one of the two out, or give it another name.'
  return /^(?:Unexpected|missing|Missing|Invalid or)/.test(text)
    ? 'Fix it there or a little above: a missing bracket or comma is noticed late.'
    : 'Fix it there.'
}

/** A type behind a name, as in `req: Request`. */
const TYPE = /\w\??\s*:\s*(?:(?:\w+\.)?[A-Z]\w*|any|boolean|number|string|unknown|void)\b/
