import type { Comment, Program } from 'acorn'
import type { CodeLine } from './events.ts'

/** From the first character of a source to the last, the end not included. */
export type Range = readonly [start: number, end: number]

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
}

const part = (node: Node, name: string): unknown => Reflect.get(node, name)

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/**
 * What stands in a TypeScript source for the compiler only: types, and comments that speak to it.
 * @param file its name, for messages
 * @throws Error if the source is not TypeScript, or has something that is more than types, as an enum has
 */
export async function onlyForCompiler(
  file: string,
  source: string,
): Promise<{ readonly types: readonly Range[]; readonly comments: readonly Range[] }> {
  const [{ Parser }, { tsPlugin }] = await Promise.all([import('acorn'), import('@sveltejs/acorn-typescript')])
  const comments: Comment[] = []
  let program: Program
  try {
    program = Parser.extend(tsPlugin()).parse(source, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      locations: true,
      onComment: comments,
    })
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
  const spoken = comments.filter(({ value }) => /^\s*@ts-/.test(value)).map(({ start, end }): Range => [start, end])
  return { types: typesOf(program, source, file), comments: spoken }
}

/** Nodes that are an expression with a type behind it. */
const WITH_TYPE = /^TS(As|Satisfies|NonNull|Instantiation)Expression$/
/** Nodes that do something when the program runs. A module that is declared does not. */
const MORE_THAN_TYPES = /^TS(EnumDeclaration|ParameterProperty|ImportEqualsDeclaration|ExportAssignment|TypeAssertion)$/

/** The place behind the brackets that close after an expression: they are no part of it. */
const behindBrackets = (end: number, source: string): number =>
  end + (/^(?:\s*\))*/.exec(source.slice(end))?.[0].length ?? 0)

function typesOf(node: Node, source: string, file: string): readonly Range[] {
  const inside = (value: unknown): readonly Range[] =>
    [value].flat(2).flatMap((child) => (isNode(child) ? typesOf(child, source, file) : []))
  const declared = part(node, 'declare') === true
  if (MORE_THAN_TYPES.test(node.type) || (node.type === 'TSModuleDeclaration' && !declared)) {
    throw new Error(`${file}: ${node.type} is more than a type, so plain Node.js may not run it.`)
  }
  const expression = part(node, 'expression')
  if (WITH_TYPE.test(node.type) && isNode(expression))
    return [...inside(expression), [behindBrackets(expression.end, source), node.end]]
  if (part(node, 'importKind') === 'type' || part(node, 'exportKind') === 'type') return [withComma(node, source)]
  if (node.type.startsWith('TS') || declared) return [[node.start, node.end]]
  return [
    ...modifiers(node, source),
    ...optionalMark(node, source),
    ...implementsClause(node, source),
    ...inside(Object.values(node)),
  ]
}

/** In a list of names the comma behind one goes with it. */
const withComma = ({ start, end }: Node, source: string): Range => {
  const [comma = ''] = /^\s*,/.exec(source.slice(end)) ?? []
  return [start, end + comma.length]
}

/** The `?` behind the name of a parameter or a field. */
function optionalMark(node: Node, source: string): readonly Range[] {
  if (part(node, 'optional') !== true || !/^(Identifier|PropertyDefinition)$/.test(node.type)) return []
  const [name, key] = [part(node, 'name'), part(node, 'key')]
  const mark = source.indexOf('?', isNode(key) ? key.end : node.start + String(name).length)
  return [[mark, mark + 1]]
}

/** What stands before the name of a member of a class and is TypeScript's alone. */
function modifiers(node: Node, source: string): readonly Range[] {
  const key = part(node, 'key')
  if (!/^(MethodDefinition|PropertyDefinition)$/.test(node.type) || !isNode(key)) return []
  const before = source.slice(node.start, key.start)
  return [...before.matchAll(/\b(?:public|protected|private|override|readonly)\s+/g)].map(
    ({ 0: word, index }): Range => {
      const start = node.start + index
      return [start, start + word.length]
    },
  )
}

function implementsClause(node: Node, source: string): readonly Range[] {
  const [first, ...others] = [part(node, 'implements') ?? []].flat().filter(isNode)
  return first ? [[source.lastIndexOf('implements', first.start), (others.at(-1) ?? first).end]] : []
}

/** A text without some parts of it. */
export function without(text: string, ranges: readonly Range[]): string {
  let kept = ''
  let at = 0
  for (const [start, end] of ranges.toSorted(([a], [b]) => a - b)) {
    kept += text.slice(at, start)
    at = Math.max(at, end)
  }
  return kept + text.slice(at)
}

/** The lines of a source without some parts of it. One of which nothing is left goes too; the others keep their numbers. */
export function linesWithout(source: string, ranges: readonly Range[]): readonly CodeLine[] {
  let end = -1
  return source.split('\n').flatMap((line, i) => {
    const start = end + 1
    end = start + line.length
    const inside = ranges
      .filter(([from, to]) => from < end && to > start)
      .map(([from, to]): Range => [Math.max(from - start, 0), Math.min(to - start, line.length)])
    if (inside.length === 0) return [{ number: i + 1, text: line }]
    const text = withoutEmptyList(without(line, inside)).trimEnd()
    return text.trim() === '' ? [] : [{ number: i + 1, text }]
  })
}

/** A list of imported names from which all were taken is none. */
export const withoutEmptyList = (text: string): string =>
  text.replaceAll(/(import [\w$]+), \{[\s,]*\} from/g, '$1 from')
