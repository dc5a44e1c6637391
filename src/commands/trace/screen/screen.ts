import type { Environment } from '../../../environment.ts'
import { curlCommand } from '../../../terminal/command-lines.ts'
import { CLEAR_SCREEN, createPrompts, type LiveScreen } from '../../../terminal/prompts.ts'
import { createStyle, type Style } from '../../../terminal/style.ts'
import { renderEnd } from '../../../terminal/trace/end.ts'
import { moveOf } from '../../../terminal/trace/moves.ts'
import { movedTop, renderTraceScreen } from '../../../terminal/trace/screen.ts'
import { NOTHING_TRACED, placeOf, type TraceState } from '../../../terminal/trace/state.ts'
import { asideOf } from '../../../trace/aside.ts'
import type { Ending, Running } from '../../../trace/command.ts'
import { idsIn } from '../../../trace/mask.ts'
import { createOutput } from '../../../trace/output.ts'
import type { Words } from '../../../trace/words.ts'
import { createLetters } from '../letters.ts'
import type { Teller } from '../teller.ts'
import { endWords } from './end-words.ts'
import { playLesson } from './explain.ts'
import { createMaterial, NOTHING_COLLECTED, openOf } from './material.ts'
import { reduceTrace, type TraceEffect, type TraceHappening } from './reducer.ts'
import { createRows, placedIn } from './rows.ts'

/** The screen of a trace: it owns keyboard and terminal while the command runs. */
export interface TraceScreen extends Teller {
  /** The command was started: its output is read from now on, and keys reach it. */
  begin(running: Running): void
  /** The command has ended. Resolves when the person has left the screen. @throws what kept it from being drawn */
  leave(ending: Ending): Promise<void>
  /** Whether the person ended the command. */
  readonly isStopped: boolean
}

/** The shortest time between two drawings of what is printed, in milliseconds. */
const DRAW_MS = 50
/** How long what the command printed last may be on its way, in milliseconds. */
const LAST_OUTPUT_MS = 500
/** How many of its last lines stay on the terminal if it ended by itself, and badly. */
const LAST_LINES = 10

/** Opens the screen. @param words what is started, or listened for @param isOurs whether we start it, and what it prints comes here */
export async function openScreen(words: Words, isOurs: boolean, environment: Environment): Promise<TraceScreen> {
  const { folder, interrupted, stdout } = environment
  const style = await createStyle(environment)
  const sized = (): Style => ({ ...style, ...environment.size() })
  const [output, letters, rowsOf] = [createOutput(), createLetters(), createRows()]
  const listeners = new Set<() => void>()
  let state: TraceState = { ...NOTHING_TRACED, isOurs }
  let collected = NOTHING_COLLECTED
  let running: Running | undefined
  let ended: Ending | undefined
  let timer: NodeJS.Timeout | undefined
  let isOver = false
  /** What is shown instead of the screen for a while. */
  let other: (() => Promise<void>) | undefined
  let shown = Promise.resolve()

  const redraw = () => {
    for (const listener of listeners) listener()
  }
  const materialOf = createMaterial({ words, letters, output, environment }, redraw)
  const dispatch = (happening: TraceHappening) => {
    const { state: next, effects } = reduceTrace(state, happening)
    state = next
    for (const effect of effects) carryOut(effect)
  }
  const carryOut = (effect: TraceEffect) => {
    switch (effect.type) {
      case 'signal':
        return running?.signal(effect.name)
      case 'type':
        return running?.type(effect.line)
      case 'copy':
        return copy(effect.number)
      case 'lesson':
        other = () => playLesson(effect, environment)
        return
      case 'leave':
        isOver = true
    }
  }
  const copy = (number: number) => {
    const open = openOf(collected, number, letters, folder)
    // xterm, "Operating System Commands", 52. Terminals that do not copy ignore it.
    if (open) stdout.write(`\u001B]52;c;${Buffer.from(curlCommand(open.seen)).toString('base64')}\u0007`)
  }
  /** There is more to see, and that is drawn no more often than eyes can follow. */
  const planPrinted = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      dispatch({ type: 'printed', lines: output.count })
      if (placeOf(state).view === 'output') redraw()
    }, DRAW_MS)
  }
  const isLeft = () => isOver || other !== undefined
  const screen: LiveScreen = {
    render: () => renderTraceScreen(state, materialOf(state, collected), sized()),
    press(key, typed) {
      const by = state.typing ? 0 : moveOf(key, state, sized())
      if (by === 0) dispatch({ type: 'key', key, typed })
      else dispatch({ type: 'moved', top: movedTop(state, materialOf(state, collected), sized(), by) })
      return isLeft()
    },
    interrupt() {
      dispatch({ type: 'interrupted' })
      redraw()
    },
    subscribe(changed) {
      listeners.add(changed)
      // What ended it before anyone listened would never be told.
      if (isLeft()) setImmediate(changed)
      return () => listeners.delete(changed)
    },
    isOver: isLeft,
  }
  const show = async (): Promise<void> => {
    await createPrompts(environment).live(screen)
    if (!other) return
    const now = other
    other = undefined
    await now()
    stdout.write(CLEAR_SCREEN)
    if (!isOver) await show()
  }

  return {
    begin(started) {
      running = started
      const { stdout: out, stderr: err } = started.output ?? {}
      for (const stream of [out, err]) if (stream) output.read(stream, planPrinted)
      shown = show().catch((error: unknown) => {
        // Anyone who ends the tutor ends the command: that is told by the signal.
        if (interrupted.aborted) return
        started.signal('SIGINT')
        throw error
      })
      // It is told when the command has ended.
      shown.catch(() => {})
    },
    tell({ exchanges }, now) {
      collected = now
      for (const { facts } of exchanges) letters.of(idsIn(facts))
      dispatch({
        type: 'news',
        rows: rowsOf(now.exchanges),
        findings: placedIn(now.findings, folder),
        processes: now.answering.length,
        aside: asideOf(now),
        forgotten: now.forgotten,
        notices: now.notices,
        dropped: now.observation.dropped.reduce((sum, { count }) => sum + count, now.lost),
      })
      redraw()
    },
    async leave(ending) {
      ended = ending
      await output.ended(LAST_OUTPUT_MS)
      clearTimeout(timer)
      dispatch({ type: 'printed', lines: output.count })
      const stays =
        ending.kind !== 'not-started' && ending.kind !== 'left' && state.rows.length > 0 && !interrupted.aborted
      dispatch({ type: 'ended', how: endWords(ending), stays })
      redraw()
      await shown
    },
    get isStopped() {
      return state.stopping !== 'no'
    },
    end(_, summary, __, notices) {
      const isWell = state.rows.length > 0 && ended?.kind === 'exited' && ended.code === 0
      const last = state.stopping !== 'no' || isWell ? [] : output.last(LAST_LINES)
      stdout.write(renderEnd(last, summary, ended ? endWords(ended) : '', [...state.notices, ...notices], sized()))
    },
  }
}
