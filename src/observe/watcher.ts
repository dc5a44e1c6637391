/** Programs that start another one again whenever a file changes. */
const WATCHER = /\b(?:nodemon|ts-node-dev|node-dev|supervisor|tsx watch|bun --watch|node .*--watch)\b/

/**
 * What starts this process again whenever a file changes: `npm run` tells its script, a shell the program that it started (`_`), and
 * Node.js what it starts under --watch.
 */
export function watcherIn(env: Readonly<NodeJS.ProcessEnv>): string | null {
  for (const name of ['npm_lifecycle_script', '_']) {
    const found = WATCHER.exec(env[name] ?? '')
    if (found) return found[0]
  }
  return env['WATCH_REPORT_DEPENDENCIES'] ? 'node --watch' : null
}
