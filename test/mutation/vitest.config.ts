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
    // Loaded before the first test: what is made while a file loads would else pass for the work of the one test that happens to load it,
    // and no other would be asked to notice a change in it.
    setupFiles: ['src/cookie/unusual/code.ts', 'src/cookie/unusual/look-again.ts'],
    pool: 'threads',
  },
})
