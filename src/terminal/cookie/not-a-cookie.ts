import type { NotACookie } from '../../cookie/anything.ts'
import { TEXT_COLUMNS, wrap } from '../text.ts'
import type { Style } from '../style.ts'

/** What is shown where no cookie was pasted, but something else that is known. */
export const renderNotACookie = ({ message }: NotACookie, style: Style): string =>
  `\n ${style.bold('No cookie')}\n\n   ${wrap(message, Math.min(style.columns, TEXT_COLUMNS), 3)}\n\n`
