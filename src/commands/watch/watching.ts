import { progressOf } from '../../course/progress.ts'
import { readFileSync } from 'node:fs'
import type { Environment } from '../../environment.ts'
import { Interrupted } from '../../errors.ts'
import { findFile } from '../../workspace/files.ts'
import { lessonProgress } from '../../progress/progress.ts'
import type { HintShown } from '../../terminal/exercise/hints.ts'
import type { WatchState } from '../../terminal/watch/watch.ts'
import type { NumberedExercise } from '../../course/find.ts'
import { followFolder } from '../../workspace/follow-folder.ts'
import { takeHint } from '../../course/take-hint.ts'
import { recordVerdict } from '../../course/record-verdict.ts'
import { verifyExercise } from '../../workspace/verify-exercise.ts'
import { folderOf, type WorkspaceFlags } from '../../workspace/folder.ts'
import { exerciseCommand, keptSentences, shownPath, startExercise } from '../../workspace/start.ts'

/** The exercises being watched: one of them is the current one, and its file is verified whenever it changes. */
export interface Watching {
  readonly state: WatchState
  /** Calls back whenever the state has changed. @returns stops that */
  subscribe(changed: () => void): () => void
  /** Something went wrong that ends the watching, as a disk that is full: what was thrown. */
  readonly failed: { readonly error: unknown } | null
  /** What a key does; those that do nothing now do nothing. @returns true to leave */
  press(key: string): boolean
  /** Moves the text. @param top the first line that is to be shown, counted from 0; no further than the text goes */
  move(top: number): void
  /** Stops everything. Resolves when nothing runs any more. */
  close(): Promise<void>
}

/** So many milliseconds without another change, and the file is run: an editor saves in several steps. */
const SETTLED_MS = 30

/**
 * Begins to watch.
 * @param first index of the exercise to begin with
 * @throws UserError if its file cannot be written
 */
export async function startWatching(
  exercises: readonly NumberedExercise[],
  first: number,
  flags: WorkspaceFlags,
  environment: Environment,
): Promise<Watching> {
  const folder = folderOf(flags, environment)
  const store = progressOf(environment)
  const listeners = new Set<() => void>()
  let index = first
  let current: NumberedExercise = pick(index)
  let state: WatchState = open()
  let timer: NodeJS.Timeout | undefined
  let running: AbortController | undefined
  let failed: Watching['failed'] = null
  /** Runs are one after the other: they move the clock of this process. */
  let line = Promise.resolve()

  const followed = followFolder(folder, fileChanged)
  fileChanged()

  return {
    get state() {
      return state
    },
    subscribe(changed) {
      listeners.add(changed)
      // What went wrong before somebody listened would never be told.
      if (failed) setImmediate(changed)
      return () => listeners.delete(changed)
    },
    get failed() {
      return failed
    },
    press(key) {
      try {
        return press(key)
      } catch (error) {
        fail(error)
        return true
      }
    },
    move(top) {
      if (state.view === 'exercise') change({ top })
    },
    async close() {
      clearTimeout(timer)
      running?.abort(new Interrupted())
      followed.close()
      await line
    },
  }

  function pick(place: number): NumberedExercise {
    const found = exercises[place]
    if (!found) throw new RangeError('There is no such exercise.')
    return found
  }

  function change(parts: Partial<WatchState>): void {
    state = { ...state, ...parts }
    for (const listener of listeners) listener()
  }

  /** Nothing more is run, and whoever shows the state leaves. */
  function fail(error: unknown): void {
    failed ??= { error }
    clearTimeout(timer)
    change({ running: false })
  }

  /** Makes the exercise at `index` the current one; without a file it gets its starter. */
  function open(): WatchState {
    current = pick(index)
    const found = findFile(folder, current)
    const file = found ?? startExercise(current, flags, environment).file
    return {
      number: current.number,
      title: current.exercise.title,
      file: shownPath(file, environment),
      gone: false,
      fresh: found === null,
      kept: [],
      verdict: null,
      running: true,
      hint: null,
      seenHints: lessonProgress(store.read(), current.slug).exercise.hints,
      hints: current.exercise.hints.length,
      view: 'exercise',
      rows: rows(),
      hasNext: index + 1 < exercises.length,
      hasPrevious: index > 0,
      solution: exerciseCommand(`solution ${current.number}`, flags),
      top: 0,
    }
  }

  function rows(): WatchState['rows'] {
    const known = store.read()
    return exercises.map(({ number, slug, exercise }) => ({
      number,
      title: exercise.title,
      ...lessonProgress(known, slug).exercise,
    }))
  }

  /** One that was not shown yet; when there is none, the first again and then the others. */
  function nextHint(): HintShown | null {
    const taken = takeHint(current, store, state.seenHints)
    if (taken) state = { ...state, seenHints: taken.number }
    const of = state.hints
    const number = (state.hint?.number ?? 0) % of
    return taken ?? { number: number + 1, of, text: current.exercise.hints[number] ?? '' }
  }

  function fileChanged(): void {
    clearTimeout(timer)
    running?.abort(new Interrupted())
    timer = setTimeout(() => {
      line = line.then(verifyCurrent).catch(fail)
    }, SETTLED_MS)
  }

  /** What was written just now is no change that somebody else made. */
  function verifySoon(): void {
    followed.look()
    fileChanged()
  }

  async function verifyCurrent(): Promise<void> {
    const judged = current
    const file = findFile(folder, judged)
    if (file === null) {
      change({ gone: true, running: false, verdict: null })
      return
    }
    const mine = new AbortController()
    running = mine
    change({ gone: false, running: true, file: shownPath(file, environment) })
    try {
      const source = readFileSync(file, 'utf8')
      const verdict = await verifyExercise(
        judged.exercise,
        file,
        environment,
        AbortSignal.any([environment.interrupted, mine.signal]),
      )
      if (mine.signal.aborted || judged !== current) return
      recordVerdict(judged, verdict, store)
      change({ verdict, running: false, fresh: state.fresh && !verdict.passed, rows: rows(), top: 0 })
      // Not every change is told of, as on network drives.
      if (readFileSync(file, 'utf8') !== source) fileChanged()
    } catch (error) {
      if (error instanceof Interrupted) return
      // It went away while it was read; that is told of in a moment.
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') fileChanged()
      else throw error
    }
  }

  function press(key: string): boolean {
    if (key === 'q') return true
    if (state.view === 'list') inList(key)
    else if (state.view === 'reset') inReset(key)
    else inExercise(key)
    return false
  }

  function inExercise(key: string): void {
    if (key === 'h' && !state.verdict?.passed) change({ hint: nextHint(), top: 'hint' })
    else if (key === 'n' && state.hasNext) goTo(index + 1)
    else if (key === 'p' && state.hasPrevious) goTo(index - 1)
    else if (key === 'l') change({ view: 'list', rows: rows() })
    else if (key === 'r') change({ view: 'reset' })
  }

  function inList(key: string): void {
    const place = Number(key) - 1
    if (exercises[place]) goTo(place)
    else if (key === 'b' || key === 'l' || key === 'escape') change({ view: 'exercise' })
  }

  function inReset(key: string): void {
    if (key === 'y') {
      const written = startExercise(current, { ...flags, ts: state.file.endsWith('.ts'), reset: true }, environment)
      const kept = written.kind === 'written' ? keptSentences(written, environment) : []
      change({ view: 'exercise', fresh: true, kept, verdict: null, running: true, hint: null })
      verifySoon()
    } else if (key === 'b' || key === 'escape') {
      change({ view: 'exercise' })
    }
  }

  function goTo(place: number): void {
    index = place
    running?.abort(new Interrupted())
    change(open())
    verifySoon()
  }
}
