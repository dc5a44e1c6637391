import { withApps } from '../support/lessons.ts'
import type { OtherBreaks } from './lessons.test.ts'

export default {
  'The end of the cookie travels as Expires. There is no Max-Age.': (lesson) =>
    withApps(lesson, new URL('./apps/cookie-max-age/app.ts', import.meta.url).href),
} satisfies OtherBreaks
