/** What the learner's process may touch. */
export interface Rights {
  /** Folders that it may write in, apart from those with a `*` in their path; it may read everything. */
  readonly writes: readonly string[]
}

/** The most memory that a learner's objects may take, in MiB. */
export const MOST_MEMORY = 512

/**
 * The words after `node` that start the learner's process: with the permission model where this Node.js has one, so that
 * a slip in an exercise starts no program and writes nowhere else.
 * @param known the options that this Node.js takes (`process.allowedNodeEnvironmentFlags`)
 */
export function nodeWords(known: ReadonlySet<string>, { writes }: Rights): readonly string[] {
  const model = ['--permission', '--experimental-permission'].find((word) => known.has(word))
  const hasComma = writes.some((folder) => folder.includes(','))
  const permissions = model
    ? [
        model,
        '--allow-fs-read=*',
        // Node.js takes a star for any text, wherever it stands, and there is no way to write one that is none.
        ...writes.filter((folder) => !folder.includes('*')).map((folder) => `--allow-fs-write=${folder}`),
        // From Node.js 25 on the model keeps servers from listening too.
        ...(known.has('--allow-net') ? ['--allow-net'] : []),
      ]
    : []
  return [
    ...permissions,
    '--experimental-vm-modules',
    // Both of the above print a warning that is none of the learner's business, and so does a comma in a folder's name:
    // there was a time when it parted two folders.
    ...(known.has('--disable-warning') && !hasComma ? ['--disable-warning=ExperimentalWarning'] : ['--no-warnings']),
    // Where an endless loop is shows when it is interrupted.
    '--trace-sigint',
    // More is a slip, and the machine needs its memory.
    `--max-old-space-size=${MOST_MEMORY}`,
  ]
}
