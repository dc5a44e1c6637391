import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Program } from 'acorn'
import { nodesIn, parse } from '../diagnosis/source/parse.ts'

/** A source of an app, as a syntax tree. */
export interface Source {
  /** Relative to the folder of the app. */
  readonly file: string
  readonly program: Program
}

const IS_SOURCE = /\.([cm]?[jt]s|jsx|tsx)$/
/** Data that an app may read, as people who may log in. */
const IS_DATA = /\.json$/
const NOT_LOOKED_AT = /^(node_modules|dist|build|coverage|public|static|vendor|\..*)$/
/** The most that is read: files, and bytes of each. */
const MOST = { files: 200, bytes: 200_000 }

/**
 * The sources of an app. Where it is started by a file in a folder of many that need nothing of each other, only that file and what it
 * asks for count.
 * @param entry the file that starts it, relative to the folder; null for a command
 */
export async function readSources(folder: string, entry: string | null): Promise<readonly Source[]> {
  if (entry === null)
    return (
      await Promise.all(
        filesIn(folder, '')
          .slice(0, MOST.files)
          .map((file) => read(folder, file)),
      )
    ).flat()
  const found = new Map<string, readonly Source[]>()
  const visit = async (file: string): Promise<void> => {
    if (found.has(file) || found.size >= MOST.files) return
    found.set(file, [])
    const sources = await read(folder, file)
    found.set(file, sources)
    const near = path.dirname(file)
    const asked = sources.flatMap(({ program }) => neededBy(program)).map((name) => path.join(near, name))
    const data = sources.flatMap(({ program }) => dataIn(program)).flatMap((name) => [path.join(near, name), name])
    const there = [...asked, ...data].flatMap((name) => resolved(folder, name))
    for (const one of there) await visit(one) // oxlint-disable-line no-await-in-loop -- each is read once
  }
  await visit(entry)
  return [...found.values()].flat()
}

async function read(folder: string, file: string): Promise<readonly Source[]> {
  try {
    const whole = path.join(folder, file)
    if (statSync(whole).size > MOST.bytes) return []
    const text = readFileSync(whole, 'utf8')
    const program = await parse(IS_DATA.test(file) ? `(${text})` : text, /tsx?$/.test(file))
    return program ? [{ file, program }] : []
  } catch {
    // It cannot be read: then nothing is known of it.
    return []
  }
}

function filesIn(folder: string, below: string): readonly string[] {
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((one) => {
    const name = path.join(below, one.name)
    if (one.isDirectory()) return NOT_LOOKED_AT.test(one.name) ? [] : filesIn(folder, name)
    return one.isFile() && IS_SOURCE.test(one.name) && !/\.(test|spec|d)\./.test(one.name) ? [name] : []
  })
}

/** What a file asks for by a path: `./users.js`. */
function neededBy(program: Program): readonly string[] {
  const names: string[] = []
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk)
    if (typeof node !== 'object' || node === null) return
    const { type, source, callee, arguments: words } = node as Record<string, unknown>
    if (type === 'CallExpression' && (callee as { name?: string }).name === 'require')
      names.push(textOf((words as unknown[])[0]))
    if (type === 'ImportExpression' || /^(Import|Export\w*)Declaration$/.test(String(type))) names.push(textOf(source))
    for (const part of Object.values(node)) walk(part)
  }
  walk(program)
  return names.filter((name) => name.startsWith('.'))
}

/** The files of data that a source names, as in `'users.json'` and `path.join('data', 'users.json')`. */
const dataIn = (program: Program): readonly string[] =>
  [...nodesIn(program)].flatMap((node): readonly string[] => {
    if (node.type === 'Literal' && typeof node.value === 'string' && IS_DATA.test(node.value)) return [node.value]
    if (node.type !== 'CallExpression') return []
    const words = node.arguments.map((one) => textOf(one)).filter((word) => word !== '')
    return words.length > 1 && IS_DATA.test(words.at(-1) ?? '') ? [path.join(...words)] : []
  })

const textOf = (node: unknown): string => {
  const value = (node as { value?: unknown } | null | undefined)?.value
  return typeof value === 'string' ? value : ''
}

/** The file that is meant, with its ending. */
function resolved(folder: string, name: string): readonly string[] {
  const tries = ['', '.js', '.cjs', '.mjs', '.ts', '/index.js', '/index.ts', '.json'].map((ending) => name + ending)
  const found = tries.find((one) => statSync(path.join(folder, one), { throwIfNoEntry: false })?.isFile())
  const isRead = found !== undefined && (IS_SOURCE.test(found) || IS_DATA.test(found))
  return isRead && !found.startsWith('..') ? [found] : []
}
