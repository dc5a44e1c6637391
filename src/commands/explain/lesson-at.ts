import { findLesson } from '../../course/find.ts'
import type { Cause } from '../../diagnosis/cause.ts'
import type { LessonScreen } from '../screen.ts'

/** The lesson that shows a cause, from its step on. */
export async function lessonAt({
  lesson: number,
  step: wanted,
}: Pick<Cause, 'lesson' | 'step'>): Promise<LessonScreen> {
  const { steps } = (await findLesson(String(number))).lesson
  return { screen: 'lesson', number, change: {}, step: steps.findIndex(({ title }) => title === wanted) + 1 }
}
