import type { Finding } from '../diagnosis/finding.ts'
import { isCall, keyOf, lineOf, pathOf } from '../diagnosis/source/names.ts'
import { nodesIn, parse, type Node } from '../diagnosis/source/parse.ts'

/** A line of a file that becomes others. Lines count from 1. */
export interface Edit {
  readonly line: number
  readonly to: readonly string[]
}

/** What an option becomes, by the code of a cause whose fix is no matter of taste. @param value as it stands in the source */
const OPTIONS: Readonly<Record<string, { readonly option: string; to(value: string): string | null }>> = {
  'secure-over-http': { option: 'secure', to: (value) => (value === 'true' ? "'auto'" : null) },
  'max-age-seconds': { option: 'maxAge', to: (value) => `${/^[\w.]+$/.test(value) ? value : `(${value})`} * 1000` },
  'resave-overwrites': { option: 'resave', to: (value) => (value === 'true' ? 'false' : null) },
  'empty-sessions': { option: 'saveUninitialized', to: (value) => (value === 'true' ? 'false' : null) },
  'no-http-only': { option: 'httpOnly', to: (value) => (value === 'false' ? 'true' : null) },
  'same-site-none-insecure': { option: 'sameSite', to: (value) => `${value}, secure: true` },
}

/**
 * How a finding is fixed in the file in which it is, where that is mechanical.
 * @returns null where it is not, or where the source does not say it in so many words
 */
export async function editFor(
  { code, at }: Pick<Finding, 'code' | 'at'>,
  source: string,
  isTypeScript: boolean,
): Promise<Edit | null> {
  const program = at ? await parse(source, isTypeScript) : null
  if (!at || !program) return null
  const nodes = [...nodesIn(program)]
  const lines = source.split('\n')
  if (code === 'proxy-not-trusted') {
    const made = nodes.find(isApp)
    const line = made ? made.loc?.end.line : undefined
    const text = line === undefined ? undefined : lines[line - 1]
    if (
      line === undefined ||
      text === undefined ||
      made?.type !== 'VariableDeclarator' ||
      made.id.type !== 'Identifier'
    )
      return null
    const [margin = ''] = /^\s*/.exec(text) ?? []
    return {
      line,
      to: [text, `${margin}${made.id.name}.set('trust proxy', 1)${text.trimEnd().endsWith(';') ? ';' : ''}`],
    }
  }
  const change = OPTIONS[code]
  if (!change) return null
  const found = nodes.filter((node) => node.type === 'Property' && keyOf(node.key, node.computed) === change.option)
  // Where there are several, the line says which is meant.
  const property = found.find((node) => lineOf(node) === at.line) ?? (found.length === 1 ? found[0] : undefined)
  if (property?.type !== 'Property') return null
  const { start, end, loc } = property.value
  const to = change.to(source.slice(start, end))
  const line = loc?.start.line
  if (to === null || line === undefined || loc?.end.line !== line) return null
  const text = lines[line - 1] ?? ''
  return { line, to: [text.slice(0, loc.start.column) + to + text.slice(loc.end.column)] }
}

/** `const app = express()` */
const isApp = (node: Node): boolean =>
  node.type === 'VariableDeclarator' && !!node.init && isCall(node.init) && pathOf(node.init.callee) === 'express'

/** How many lines are shown before a change and behind it. */
const CONTEXT = 3

/**
 * Changes of a file as a patch that `git apply` takes; empty for none.
 * @param name of the file, relative to the folder in which it is applied
 */
export function patchOf(name: string, source: string, edits: readonly Edit[]): string {
  const byLine = new Map(edits.map((edit) => [edit.line, edit]))
  const all = [...byLine.keys()]
  if (all.length === 0) return ''
  const lines = source.split('\n')
  const count = source.endsWith('\n') ? lines.length - 1 : lines.length
  const first = Math.max(1, Math.min(...all) - CONTEXT)
  const last = Math.min(count, Math.max(...all) + CONTEXT)
  let added = 0
  const shown = lines.slice(first - 1, last).flatMap((text, i) => {
    const edit = byLine.get(first + i)
    if (!edit) return [` ${text}`]
    added += edit.to.length - 1
    return edit.to[0] === text
      ? [` ${text}`, ...edit.to.slice(1).map((one) => `+${one}`)]
      : [`-${text}`, ...edit.to.map((one) => `+${one}`)]
  })
  const end = last === lines.length ? ['\\ No newline at end of file'] : []
  const length = last - first + 1
  return [
    `--- a/${name}`,
    `+++ b/${name}`,
    `@@ -${first},${length} +${first},${length + added} @@`,
    ...shown,
    ...end,
    '',
  ].join('\n')
}
