import type { Content } from './kinds.ts'
import { messages, SHORTEST_ID } from './messages.ts'
import { isWellFormed, type Check } from './signature.ts'

/** Something worth knowing about a cookie: in `message` one sentence says why, one what to do. */
export interface Finding {
  readonly code: FindingCode
  readonly level: 'info' | 'warning' | 'error'
  /** Holds nothing that was pasted, so it is safe to print. */
  readonly message: string
  /** The number of the lesson that explains it, if one does. */
  readonly lesson: number | null
}

/** Scripts rely on these names: they only grow in number. */
export type FindingCode =
  | 'malformed'
  | 'malformed-signature'
  | 'signature-mismatch'
  | 'signed-with-older-secret'
  | 'empty-secret'
  | 'unsigned'
  | 'default-name'
  | 'may-be-cookie-parser'
  | 'short-id'

/** What findings are drawn from. */
export interface Evidence {
  readonly name: string | null
  readonly content: Content
  readonly check: Check | null
  readonly secrets: readonly string[]
}

const LESSON = { options: 1, genid: 3 }

/** uid-safe makes express-session's own ids: 24 random bytes in URL-safe base64. */
const OWN_ID = /^[A-Za-z0-9_-]{32}$/

/** Draws the findings, what is wrong before what is worth knowing. */
export function findings(evidence: Evidence): readonly Finding[] {
  const all = [...ofContent(evidence), ...ofSecrets(evidence), ...ofName(evidence)]
  const order = ['error', 'warning', 'info']
  return all.toSorted((one, other) => order.indexOf(one.level) - order.indexOf(other.level))
}

function* ofContent({ content, check, secrets }: Evidence): Generator<Finding> {
  if (content.kind === 'malformed') {
    yield finding(
      'malformed',
      'error',
      messages.fault(content.fault),
      content.fault.what === 'character' ? null : LESSON.genid,
    )
    return
  }
  if (content.kind === 'unsigned') {
    yield finding('unsigned', 'warning', messages.unsigned, LESSON.genid)
    return
  }
  const { id, signature } = content
  if (!isWellFormed(signature)) {
    yield finding('malformed-signature', 'error', messages.malformedSignature(signature), LESSON.genid)
  }
  if (check?.secretIndex === null) {
    yield finding('signature-mismatch', 'error', messages.mismatch(secrets.length), LESSON.genid)
  }
  const characters = Array.from(id).length
  if (characters < SHORTEST_ID) yield finding('short-id', 'warning', messages.shortId(characters), LESSON.genid)
  if (!OWN_ID.test(id)) yield finding('may-be-cookie-parser', 'info', messages.mayBeCookieParser, LESSON.genid)
}

function* ofSecrets({ check, secrets }: Evidence): Generator<Finding> {
  const index = check?.secretIndex ?? 0
  if (index > 0) yield finding('signed-with-older-secret', 'info', messages.olderSecret(index + 1), LESSON.options)
  const empty = secrets.indexOf('')
  if (empty !== -1) yield finding('empty-secret', 'warning', messages.emptySecret(empty + 1), LESSON.options)
}

function* ofName({ name }: Evidence): Generator<Finding> {
  if (name === 'connect.sid') yield finding('default-name', 'warning', messages.defaultName, LESSON.options)
}

const finding = (code: FindingCode, level: Finding['level'], message: string, lesson: number | null): Finding => ({
  code,
  level,
  message,
  lesson,
})
