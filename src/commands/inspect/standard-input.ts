import { fstatSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { setFlagsFromString } from 'node:v8'
import type { Environment } from '../../environment.ts'
import { UserError } from '../../errors.ts'

/** In bytes. */
const LARGE_PASTE = 1024 * 1024

/**
 * V8 lets its space for young objects grow to 48 MB, and that for old ones to several times what is in use, while it pays in
 * time. For a large paste that would be the most of what the program takes, and nearly all objects are gone at once.
 */
function keepGarbageSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=20')
}

const unreadable = (): UserError =>
  new UserError('Standard input cannot be read.', (program) => `Try: ${program} inspect --cookie <value>`)

/** @throws UserError when standard input is a folder: Node takes that for an input that is empty */
export function refuseFolder({ stdin }: Environment): void {
  if ('fd' in stdin && typeof stdin.fd === 'number' && fstatSync(stdin.fd).isDirectory()) throw unreadable()
}

/** In bytes. What is larger is no cookie, and would not fit into one text. */
const LARGEST_PASTE = 64 * 1024 * 1024

const tooLarge = (): UserError =>
  new UserError(
    'The input is larger than 64 MB, and no cookie is that large.',
    'For many cookies, one per line, use --batch.',
  )

/**
 * All of standard input, as text.
 * @throws UserError when it is too large or cannot be read to its end, as when it is a folder
 */
export async function readAll(environment: Environment): Promise<string> {
  const { stdin, stdinIsTerminal, stderr } = environment
  refuseFolder(environment)
  if (stdinIsTerminal) stderr.write('Paste, then press Enter and Ctrl-D.\n')
  let decoder: StringDecoder | undefined
  let text = ''
  let length = 0
  try {
    for await (const chunk of stdin) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      length += bytes.length
      if (length > LARGEST_PASTE) throw tooLarge()
      // Windows PowerShell writes UTF-16 into files.
      decoder ??= new StringDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'utf8')
      if (length > LARGE_PASTE && length - bytes.length <= LARGE_PASTE) keepGarbageSmall()
      text += decoder.write(bytes)
    }
  } catch (error) {
    if (error instanceof UserError) throw error
    throw unreadable()
  }
  return text + (decoder?.end() ?? '')
}
