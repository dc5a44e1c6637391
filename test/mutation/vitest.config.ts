import { defineConfig } from 'vitest/config'

/**
 * What `npm run test:mutation` runs on each change of src/cookie: its own tests, and none that start a terminal or a lesson.
 * Properties and hostile texts are left out: each of them runs through everything hundreds of times, so they would take hours.
 */
export default defineConfig({
  test: {
    include: ['test/cookie/**/*.test.ts'],
    exclude: [
      'test/cookie/properties.test.ts',
      'test/cookie/hostile.test.ts',
      'test/cookie/real-apps.test.ts',
      'test/cookie/express-session.test.ts',
      'test/cookie/other-packages.test.ts',
    ],
    setupFiles: ['test/mutation/eager.ts'],
    pool: 'threads',
  },
})
