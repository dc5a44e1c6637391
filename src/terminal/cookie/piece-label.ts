import type { Anatomy, Piece } from '../../cookie/anatomy.ts'
import { looksLikeSessionId } from './about.ts'

/** What a piece of a cookie is called under its picture. */
export function labelOf({ what, text }: Piece, anatomy: Anatomy): string {
  switch (what) {
    case 'mark':
      return text.startsWith('j') ? 'JSON' : 'signed'
    case 'id':
      return looksLikeSessionId(anatomy) ? 'session id' : 'value'
    case 'json':
      return 'data'
    case 'session':
      return 'session, base64'
    case 'signature':
      return anatomy.report.kind === 'cookie-session' ? 'signature, from .sig' : what
    default:
      return what
  }
}
