import { readFileSync } from 'node:fs'

/** A plausible wrong solution, told as what is different from the right one. */
export interface WrongAnswer {
  /** What its author did, in a few words. */
  readonly mistake: string
  /** The names of the checks that it fails, and the kind of the problem where the run does not come to its end. */
  readonly fails: readonly string[]
  /** What the learner must be told first: the code of a cause, or a part of the sentences. */
  readonly says: string
  /** The whole wrong file. */
  readonly source: string
}

/**
 * The wrong answers of an exercise, from its `wrong-answers.diff`. Each begins with a line
 * `@@ what its author did @@ checks that it fails: what must be said`; what follows is done to the solution:
 *
 *   -line      stands there, and is taken out
 *   +line      is put in
 *    line      stands there (to say where something is put in)
 *   ...        what follows is another place, where that does not show by itself
 *   ~a => b    stands there once, as a part of a line, and becomes something else
 *
 * `@@ = name @@` begins a file that is no wrong answer, and on which those are based that say `@@ ... < name @@`.
 * @throws Error where a change does not fit exactly once
 */
export function readWrongAnswers(file: string, solution: string): readonly WrongAnswer[] {
  const blocks = readFileSync(file, 'utf8').split(/^@@ /m).slice(1)
  const bases = new Map([['', solution]])
  return blocks.flatMap((block) => {
    const [head = '', ...lines] = block.replace(/\n$/, '').split('\n')
    const [, name = '', based = '', fails = '', says = ''] =
      /^(.*?)(?: < (.*?))? @@(?: ([\w -]+): (.+))?$/.exec(head) ?? []
    const base = bases.get(based)
    if (base === undefined) throw new Error(`${name}: there is nothing called ${based}.`)
    const source = changed(base, lines, name)
    if (name.startsWith('= ')) {
      bases.set(name.slice(2), source)
      return []
    }
    if (fails === '') throw new Error(`What must be said of ${head}?`)
    return [{ mistake: name, fails: fails.split(' '), says, source }]
  })
}

/** Each place is looked for in the file as it was before all changes. */
function changed(source: string, lines: readonly string[], name: string): string {
  const edits: Edit[] = []
  let from: string[] = []
  let to: string[] = []
  const put = () => {
    if (from.length > 0) edits.push(editOf(source, block(from), block(to), name))
    else if (to.length > 0) throw new Error(`${name}: where is ${JSON.stringify(to[0])} put?`)
    from = []
    to = []
  }
  for (const [index, line] of lines.entries()) {
    const [mark, rest] = [line.slice(0, 1), line.slice(1)]
    // What is looked for after something was put in is another place.
    if (line === '...' || mark === '~' || (mark !== '+' && lines[index - 1]?.startsWith('+'))) put()
    if (line === '...') continue
    if (mark === '~') {
      const arrow = rest.indexOf(' => ')
      edits.push(editOf(source, rest.slice(0, arrow), rest.slice(arrow + 4), name))
    } else if (mark === '+') to.push(rest)
    else if (mark === '-') from.push(rest)
    else if (mark === ' ') {
      from.push(rest)
      to.push(rest)
    } else throw new Error(`${name}: ${JSON.stringify(line)} is no change.`)
  }
  put()
  return edits
    .toSorted((a, b) => b.at - a.at)
    .reduce((text, { at, length, after }) => text.slice(0, at) + after + text.slice(at + length), source)
}

interface Edit {
  readonly at: number
  readonly length: number
  readonly after: string
}

const block = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

/** Whole lines begin at the beginning of a line. */
function editOf(source: string, before: string, after: string, name: string): Edit {
  const places = [...source.matchAll(/^/gm)].map(({ index }) => index)
  const found = before.endsWith('\n')
    ? places.filter((at) => source.startsWith(before, at))
    : [source.indexOf(before), source.lastIndexOf(before)]
  const [at = -1, other = at] = found
  if (at < 0 || other !== at) throw new Error(`${name}: ${JSON.stringify(before)} does not stand there once.`)
  return { at, length: before.length, after }
}
