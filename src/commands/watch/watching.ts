import type { NumberedExercise } from '../../course/find.ts'
import type { Environment } from '../../environment.ts'
import type { WorkspaceFlags } from '../../workspace/folder.ts'
import { createEffects } from './effects.ts'
import { begin, reduce, type Effect, type Event, type State, type Step } from './reducer.ts'

/** Exercises that are being watched: one of them is the current one, and its file is verified whenever it changes. */
export interface Watching {
  readonly state: State
  /** Something happened. All that comes of it is done when this returns, but for runs. @returns whether the state is another one */
  dispatch(event: Event): boolean
  /** Calls back whenever the state has changed, and when it is over. @returns stops that */
  subscribe(changed: () => void): () => void
  /** Set when it is over. `error`: what ended it, as a disk that is full; null if the learner left. `back`: to the screen before. */
  readonly over: { readonly error: unknown; readonly back: boolean } | null
  /** Stops everything. Resolves when nothing runs any more. */
  close(): Promise<void>
}

/**
 * Begins to watch: feeds the reducer with what happens, and has done what it asks for.
 * @param first number of the exercise to begin with
 * @param nested there is a screen to go back to
 * @throws UserError if its file cannot be written, or no exercise can run in the folder
 */
export function startWatching(
  exercises: readonly NumberedExercise[],
  first: number,
  flags: WorkspaceFlags,
  environment: Environment,
  nested = false,
): Watching {
  const outside = createEffects(exercises, flags, environment, dispatch)
  const listeners = new Set<() => void>()
  const waiting: Event[] = []
  // What an effect tells of is taken in after the effects beside it.
  let busy = true
  let over: Watching['over'] = null
  let state = take(begin(openFirst(), outside.rows(), nested))
  settle()

  return {
    get state() {
      return state
    },
    dispatch,
    subscribe(changed) {
      listeners.add(changed)
      // What ended it before anyone listened would never be told.
      if (over) setImmediate(changed)
      return () => listeners.delete(changed)
    },
    get over() {
      return over
    },
    close() {
      over ??= { error: null, back: false }
      return outside.close()
    },
  }

  function openFirst() {
    try {
      return outside.open(first)
    } catch (error) {
      void outside.close()
      throw error
    }
  }

  function dispatch(event: Event): boolean {
    waiting.push(event)
    return !busy && !over && settle()
  }

  /** Takes in what waits, and then tells of it once. @returns whether the state is another one */
  function settle(): boolean {
    busy = true
    const before = state
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (over) break
      state = take(reduce(state, next))
    }
    busy = false
    const changed = state !== before
    if (changed || over) for (const listener of listeners) listener()
    return changed
  }

  function take(step: Step): State {
    for (const effect of step.effects) {
      try {
        const event = carryOut(effect)
        if (event) waiting.push(event)
      } catch (error) {
        waiting.push({ type: 'failed', error })
      }
    }
    return step.state
  }

  function carryOut(effect: Effect): Event | null {
    if (effect.type !== 'leave' && effect.type !== 'go-back' && effect.type !== 'fail') return outside.carryOut(effect)
    over = { error: effect.type === 'fail' ? effect.error : null, back: effect.type === 'go-back' }
    return null
  }
}
