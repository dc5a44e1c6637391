import type { Environment } from '../../environment.ts'
import { createPrompts } from '../../terminal/prompts.ts'
import { createStyle } from '../../terminal/style.ts'
import { SCROLL } from '../../terminal/watch/keys.ts'
import { renderWatch, topOf } from '../../terminal/watch/watch.ts'
import type { Watching } from './watching.ts'

/** Draws what is watched whenever it changes, and passes keys on, until it is over. */
export async function watchLive(watching: Watching, environment: Environment): Promise<void> {
  const style = await createStyle(environment)
  // A window can be resized.
  const sized = () => ({ ...style, ...environment.size() })
  await createPrompts(environment).live({
    render: () => renderWatch(watching.state, sized()),
    press(key) {
      const scroll = SCROLL.find(({ key: own, also }) => own === key || also?.includes(key))
      // How far the text goes, only the window knows.
      if (scroll) watching.dispatch({ type: 'moved', top: topOf(watching.state, sized()) + scroll.by })
      else watching.dispatch({ type: 'key', key })
      return watching.over !== null
    },
    subscribe: (changed) => watching.subscribe(changed),
    isOver: () => watching.over !== null,
  })
}
