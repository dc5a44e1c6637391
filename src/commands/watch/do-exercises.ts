import type { Environment } from '../../environment.ts'
import { UserError } from '../../errors.ts'
import { machineFault } from '../../faults.ts'

/**
 * Watches exercises at a terminal until the learner leaves them. What keeps them from it, as a folder that cannot be written,
 * is told and waits to be read: there is something else to go back to.
 * @param name the number or name of a lesson; undefined for the first exercise that is not solved
 */
export async function doExercises(name: string | undefined, environment: Environment): Promise<void> {
  try {
    await (await import('./watch.ts')).watch(name, {}, environment)
  } catch (error) {
    const told = error instanceof UserError ? error : machineFault(error)
    if (!told) throw error
    await tell(told, environment)
  }
}

async function tell({ message, hint }: UserError, environment: Environment): Promise<void> {
  const [{ createPrompts }, { renderKeys }, { createStyle }, { visibleLines, wrap }] = await Promise.all([
    import('../../terminal/prompts.ts'),
    import('../../terminal/keys.ts'),
    import('../../terminal/style.ts'),
    import('../../terminal/text.ts'),
  ])
  const style = await createStyle(environment)
  const text = [message, hint].map((sentence) => ` ${wrap(visibleLines(sentence), style.columns - 1, 1)}`).join('\n')
  environment.stdout.write(`\n${text}\n\n`)
  await createPrompts(environment).key([{ key: 'enter', word: 'back' }], (keys) => renderKeys(keys, style))
}
