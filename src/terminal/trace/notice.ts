import type { Notice } from '../../trace/notices.ts'
import type { Style } from '../style.ts'
import { proseColumns, visible, wrap } from '../text.ts'

/** Something about the trace itself, and what to do about it. */
export function renderNotice({ message, hint }: Notice, style: Style): string {
  const columns = proseColumns(style)
  return ` ${style.glyphs.bullet} ${wrap(`${visible(message)} ${visible(hint)}`, columns - 3, 3)}`
}
