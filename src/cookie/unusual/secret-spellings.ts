/** A spelling of a secret that a program may have used in its place. */
export interface Spelling {
  readonly key: string | Uint8Array
  /** What it is, as in `the secret in quotes`. */
  readonly how: string
  /** What to do, without a full stop. */
  readonly advice: string
}

/**
 * All spellings that commonly come from a secret, the likeliest first.
 * @param secret one that does not make the signature: where nothing can be changed about it, it is its own spelling
 */
export function* spellingsOf(secret: string): Generator<Spelling, void, undefined> {
  yield* withMore(secret)
  yield* withLess(secret)
  yield* fromFiles(secret)
  yield* encoded(secret)
}

/** What a file, a shell or .env puts round a secret. */
function* withMore(secret: string): Generator<Spelling, void, undefined> {
  for (const end of ['\n', '\r\n', '\r'])
    yield { key: secret + end, how: 'the secret and a line end behind it', advice: 'Trim what is read from a file' }
  for (const blank of [' ', '\t'])
    for (const key of [secret + blank, blank + secret])
      yield { key, how: 'the secret and a blank at its end', advice: 'Trim it' }
  for (const quote of ['"', "'", '`']) {
    yield {
      key: quote + secret + quote,
      how: 'the secret in quotes',
      advice: 'Take them out of .env: what started the app reads them as part of the value',
    }
  }
  yield {
    key: `${secret};`,
    how: 'the secret and a semicolon behind it',
    advice: 'Take it off: a line of .env ends without one',
  }
  yield {
    key: `\ufeff${secret}`,
    how: 'the secret and a byte order mark in front',
    advice: 'Save the file as UTF-8 without it: editors on Windows put it there',
  }
  yield {
    key: `${secret}\\n`,
    how: String.raw`the secret and \n behind it, a backslash and a letter`,
    advice: 'Take them off: only in double quotes does .env make a line end of them',
  }
}

/** What was given with more than the app has. */
function* withLess(secret: string): Generator<Spelling, void, undefined> {
  const trimmed = secret.trim()
  yield { key: trimmed, how: 'the secret without the blanks at its ends', advice: 'See what trims it' }
  yield {
    key: unquoted(trimmed),
    how: 'the secret without its quotes',
    advice: 'See what reads .env: the quotes belong to the file',
  }
  yield {
    key: unquoted(trimmed.replace(/^[\w ]+[=:]/, '').trim()),
    how: 'what stands behind the name of the variable',
    advice: 'Give the value alone',
  }
  for (const sign of [',', ';', ' ', '|', '\n']) {
    for (const [i, part] of secret.split(sign, 16).entries())
      yield {
        key: part.trim(),
        how: `part ${i + 1} of the secret`,
        advice: 'Give each secret by itself: the app takes this text for a list of them',
      }
  }
  yield {
    key: trimmed.replace(/#.*/s, '').trimEnd(),
    how: 'what stands before the # in the secret',
    advice: 'Put quotes round it in .env, where # begins a comment',
  }
}

/** What shells and readers of .env make of signs in a secret, and people of its letters. */
function* fromFiles(secret: string): Generator<Spelling, void, undefined> {
  yield {
    key: secret.replaceAll('$$', '$'),
    how: 'the secret with one $ for each two',
    advice: 'Write one: only a file of Docker Compose wants two',
  }
  yield {
    key: secret.replaceAll(/\$(?:\{\w+\}|\w+)/g, ''),
    how: 'the secret without its $ and the word behind that',
    advice: 'Put it in single quotes: a shell looks for a variable of that name',
  }
  yield {
    key: secret.replaceAll(String.raw`\n`, '\n'),
    how: String.raw`the secret with a line end for each \n`,
    advice: 'Leave it out of the secret',
  }
  yield {
    key: secret.replaceAll(/\\(.)/gs, '$1'),
    how: 'the secret without its backslashes',
    advice: 'Put it in single quotes: in double ones a shell takes a backslash for its own',
  }
  yield { key: secret.toUpperCase(), how: 'the secret in capitals', advice: 'Use one spelling everywhere' }
  yield { key: secret.toLowerCase(), how: 'the secret in small letters', advice: 'Use one spelling everywhere' }
}

const BYTES = 'Give the app the text, or sign with the bytes everywhere'

/** The same secret written in another way, or the bytes that it is a spelling of. */
function* encoded(secret: string): Generator<Spelling, void, undefined> {
  yield {
    key: Buffer.from(secret, 'hex'),
    how: 'the bytes that Node.js reads in the secret as hexadecimal digits',
    advice: BYTES,
  }
  const bytes = Buffer.from(secret, 'base64')
  yield { key: bytes, how: 'the bytes that Node.js reads in the secret as base64', advice: BYTES }
  yield {
    key: bytes.toString(),
    how: 'the text that Node.js reads in the secret as base64',
    advice: 'See who decodes it',
  }
  yield { key: Buffer.from(secret).toString('base64'), how: 'the secret in base64', advice: 'See who encodes it' }
  yield {
    key: Buffer.from(secret).toString('hex'),
    how: 'the secret in hexadecimal digits',
    advice: 'See who encodes it',
  }
  yield { key: attempt(encodeURIComponent, secret), how: 'the secret URL-encoded', advice: 'See who encodes it' }
  yield { key: attempt(decodeURIComponent, secret), how: 'the secret URL-decoded', advice: 'See who decodes it' }
  yield { key: Buffer.from(secret, 'latin1'), how: 'the secret in Latin-1', advice: 'Save the file with it as UTF-8' }
  for (const form of ['NFC', 'NFD'])
    yield {
      key: secret.normalize(form),
      how: `the secret in the Unicode form ${form}`,
      advice: 'Write it with letters of ASCII: an accent can be spelled in two ways',
    }
}

const unquoted = (text: string): string => text.replace(/^(["'`])(.*)\1$/s, '$2')

/** What comes out of URL encoding or decoding; the text itself where that cannot be done. */
function attempt(change: (text: string) => string, text: string): string {
  try {
    return change(text)
  } catch {
    return text
  }
}
