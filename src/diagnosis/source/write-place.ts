import type { Program } from 'acorn'
import path from 'node:path'
import type { Place } from '../../observe/observation.ts'
import { functionsByName, reachedFrom, type FunctionsByName } from './functions.ts'
import { importsOf, namesOf } from './imports.ts'
import { parseFile, type Node, type Read } from './parse.ts'
import { handlersAt, lineOfAssignment, lineOfWrite } from './write-line.ts'

/**
 * Where a handler writes to a part of its request: in the file that added it, or in one that this has the handler from.
 * @param at the call that was given the handler
 * @param part as in `session.user`
 * @returns null where it is not found
 */
export const writePlace = (at: Place, part: string, read: Read): Promise<Place | null> =>
  placeOf(at, part, read, lineOfWrite)

/** Where a handler puts another value into exactly that part of its request. @see writePlace */
export const assignmentPlace = (at: Place, part: string, read: Read): Promise<Place | null> =>
  placeOf(at, part, read, lineOfAssignment)

async function placeOf(at: Place, part: string, read: Read, lineIn: typeof lineOfWrite): Promise<Place | null> {
  const program = await parseFile(at.file, read)
  if (!program) return null
  const functions = functionsByName(program)
  const pieces = handlersAt(program, at.line, functions)
  return search({ file: at.file, program, functions, pieces }, part, read, lineIn)
}

/** Pieces of a file in which to look. */
interface Look {
  readonly file: string
  readonly program: Program
  readonly functions: FunctionsByName
  readonly pieces: readonly Node[]
}

/** A handler may have it from a file that has it from another one. */
const MOST_DEPTH = 3

async function search(
  look: Look,
  part: string,
  read: Read,
  lineIn: typeof lineOfWrite,
  depth = 1,
): Promise<Place | null> {
  const { file, program, functions, pieces } = look
  const line = lineIn(program, functions, pieces, part)
  if (line !== null) return { file, line }
  if (depth === MOST_DEPTH) return null
  for (const next of await importedBy(look, read)) {
    const found = await search(next, part, read, lineIn, depth + 1)
    if (found) return found
  }
  return null
}

/** The functions of other files that pieces of a file name. */
async function importedBy({ file, program, pieces }: Look, read: Read): Promise<readonly Look[]> {
  const names = namesOf(pieces)
  const specifiers = new Set([...importsOf(program)].flatMap(([name, from]) => (names.has(name) ? [from] : [])))
  const looks = [...specifiers].map(async (specifier): Promise<readonly Look[]> => {
    const found = filesOf(file, specifier).find((one) => read(one) !== null)
    const other = found === undefined ? null : await parseFile(found, read)
    if (found === undefined || !other) return []
    const functions = functionsByName(other)
    const named = [...names, 'default', 'exports'].flatMap((name) => functions.get(name) ?? [])
    return [{ file: found, program: other, functions, pieces: reachedFrom(named, functions) }]
  })
  return (await Promise.all(looks)).flat()
}

const ENDINGS = ['', '.js', '.ts', '.cjs', '.mjs', '/index.js', '/index.ts']

/** The files that a specifier may mean, TypeScript under the name of what becomes of it among them. */
function filesOf(from: string, specifier: string): readonly string[] {
  const file = path.resolve(path.dirname(from), specifier)
  return [...ENDINGS.map((ending) => file + ending), file.replace(/\.([cm]?)js$/, '.$1ts')]
}
