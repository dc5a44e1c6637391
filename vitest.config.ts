import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Lessons move the clock and listen for deprecations of the whole process, so each file has its own.
    pool: 'forks',
    // Most tests wait for other processes, so all cores are used; left to itself vitest leaves one idle.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
