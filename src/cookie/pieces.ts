import type { Content } from './kinds.ts'
import { decode } from './read.ts'

/** A part of a value as it was pasted, so still URL-encoded. */
export interface Piece {
  readonly what: 'mark' | 'id' | 'json' | 'header' | 'payload' | 'session' | 'signature'
  readonly text: string
  /** What stands between this piece and the one before it. */
  readonly before: string
}

/**
 * The parts of a value for a picture of it. Decoded ones stand in where the raw ones do not line up with them, as when
 * somebody encoded the dot.
 * @param partner the signature that stands in a cookie of its own
 * @returns empty for what has no parts
 */
export function piecesAsPasted(raw: string, content: Content, partner: string | null): readonly Piece[] {
  switch (content.kind) {
    case 'express-session': {
      const { id, signature } = content
      const [, mark, rawId = '', rawSignature = ''] = /^(s(?::|%3a))(.*)\.([^.]*)$/is.exec(raw) ?? []
      const linesUp = mark !== undefined && decode(rawId) === id && decode(rawSignature) === signature
      return [
        { what: 'mark', text: linesUp ? mark : 's:', before: '' },
        { what: 'json' in content ? 'json' : 'id', text: linesUp ? rawId : id, before: '' },
        { what: 'signature', text: linesUp ? rawSignature : signature, before: '.' },
      ]
    }
    case 'cookie-parser-json': {
      const [mark = ''] = /^j(?::|%3a)/i.exec(raw) ?? []
      return mark === ''
        ? []
        : [
            { what: 'mark', text: mark, before: '' },
            { what: 'json', text: raw.slice(mark.length), before: '' },
          ]
    }
    case 'cookie-session':
      return [
        { what: 'session', text: raw, before: '' },
        ...(partner === null ? [] : [{ what: 'signature', text: partner, before: '  ' } as const]),
      ]
    case 'jwt': {
      const { payload, signature } = content.jwt
      const [header = '', body = ''] = raw.split('.', 2)
      if (payload === null) return []
      return [
        { what: 'header', text: header, before: '' },
        { what: 'payload', text: body, before: '.' },
        { what: 'signature', text: signature, before: '.' },
      ]
    }
    default:
      return []
  }
}
