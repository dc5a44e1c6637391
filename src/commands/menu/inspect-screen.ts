import { inspectAnything } from '../../cookie/inspect-anything.ts'
import { showText } from '../../presenters/turn-page.ts'
import { renderFolded } from '../../terminal/cookie/folded.ts'
import { renderInspect } from '../../terminal/cookie/inspect.ts'
import { renderNotACookie } from '../../terminal/cookie/not-a-cookie.ts'
import { enterBack, keyTo, QUIT } from '../../terminal/key-table.ts'
import { renderKeys, type Key } from '../../terminal/keys.ts'
import { createPrompts } from '../../terminal/prompts.ts'
import { createStyle } from '../../terminal/style.ts'
import type { Screen, Visit } from '../screen.ts'

/** Asks for a cookie and perhaps its secret, takes it apart, and waits until that is read. */
export async function inspectScreen({ environment }: Visit): Promise<Screen> {
  const prompts = createPrompts(environment)
  const cookie = await prompts.input('Paste a cookie, on one line (Enter alone goes back):', () => true)
  if (cookie.trim() === '') return MENU
  const secret = await prompts.secret('Its secret, if you know it (Enter alone: not known):')
  const style = await createStyle(environment)
  const now = environment.now()
  const { cookies, more, notACookie } = await inspectAnything(cookie, { secrets: secret === '' ? [] : [secret], now })
  const none = notACookie === null ? ' There is no cookie in this.' : renderNotACookie(notACookie, style)
  const desk = { prompts, write: (part: string) => void environment.stdout.write(part) }
  const show = (text: string) => showText(text.trimEnd().replace(/^\n+/, ''), desk, style, [keyTo('back', BACK), QUIT])
  const ask = (...others: readonly Key[]) =>
    prompts.key([enterBack(BACK), ...others, QUIT], (keys) => renderKeys(keys, style))
  const isFolded = cookies.length > 0
  let key =
    (await show(isFolded ? await renderFolded(cookies, style, '', { more }) : none)) ??
    (await ask(...(isFolded ? [ALL] : [])))
  if (key === ALL.key) key = (await show(await renderInspect(cookies, now, style, { more }))) ?? (await ask())
  return key === QUIT.key ? { screen: 'quit', code: 0 } : MENU
}

const MENU: Screen = { screen: 'menu' }

const BACK = 'back to the menu'

const ALL: Key = keyTo('all', 'all of it')
