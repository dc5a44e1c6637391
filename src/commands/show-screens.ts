import type { ExitCode } from '../errors.ts'
import type { Screen, Visit } from './screen.ts'

/**
 * Shows one screen after the other, until one quits.
 * @throws what a screen throws: UserError, or the reason of an interruption
 */
export async function showScreens(first: Screen, visit: Visit): Promise<ExitCode> {
  let screen = first
  while (screen.screen !== 'quit') screen = await show(screen, visit)
  return screen.code
}

/** Each screen is loaded when it is shown. @returns the next one */
async function show(screen: Exclude<Screen, { screen: 'quit' }>, visit: Visit): Promise<Screen> {
  switch (screen.screen) {
    case 'menu':
      return (await import('./menu/menu-screen.ts')).menuScreen(visit)
    case 'inspect':
      return (await import('./menu/inspect-screen.ts')).inspectScreen(visit)
    case 'lesson':
      return (await import('./lesson/lesson-screen.ts')).lessonScreen(screen, visit)
    case 'pages':
      return (await import('./lesson/pages-screen.ts')).pagesScreen(screen, visit)
    case 'steps':
      return (await import('./lesson/steps-screen.ts')).stepsScreen(screen)
    case 'experiment':
      return (await import('./lesson/experiment-screen.ts')).experimentScreen(screen)
    case 'game':
      return (await import('./lesson/game-screen.ts')).gameScreen(screen)
    case 'end-card':
      return (await import('./lesson/end-card-screen.ts')).endCardScreen(screen, visit)
    case 'exercises':
      return (await import('./watch/exercises-screen.ts')).exercisesScreen(screen, visit)
    case 'surprises':
      return (await import('./explain/surprises-screen.ts')).surprisesScreen(screen, visit)
    case 'causes':
      return (await import('./explain/causes-screen.ts')).causesScreen(screen, visit)
    case 'cause':
      return (await import('./explain/cause-screen.ts')).causeScreen(screen, visit)
  }
}
