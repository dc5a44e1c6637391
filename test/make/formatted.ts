import { readFileSync } from 'node:fs'
import path from 'node:path'
import { format, type FormatConfig } from 'oxfmt'
import { packageRoot } from '../../src/package-root.ts'

/** A text as `npm run format` leaves it. @param file its name, which says the language @throws Error if it cannot be read */
export async function formatted(file: string, text: string): Promise<string> {
  const config: unknown = JSON.parse(readFileSync(path.join(packageRoot, '.oxfmtrc.json'), 'utf8'))
  const { ignorePatterns: _, ...style } = config as FormatConfig & { readonly ignorePatterns: unknown }
  const { code, errors } = await format(file, text, style)
  if (errors.length > 0) throw new Error(`${file}: ${errors.map(({ message }) => message).join(' ')}`)
  return code
}
