import type { Named, Used } from './used.ts'

/** Something that ids are made of and that others can know, or work out. */
export interface Source {
  /** Paths as {@link Used} has them: each stands for all that is behind it. */
  readonly of: readonly string[]
  /** Why an id that is made of it came again in a second start; goes on from "came again in a second start". */
  says(path: string): string
}

/** The time of day. */
export const CLOCK: Source = { of: ['Date'], says: () => ' at the same moment.' }

/** What a request says of itself. */
export const REQUEST: Source = {
  of: 'ip ips headers rawHeaders get socket connection host hostname query url cookies'
    .split(' ')
    .map((part) => `request.${part}`),
  says: () => ', from what the request says of itself.',
}

/** What is the same at each start in a repeatable exercise (known-world.ts), and not after a real restart; the time of day left out. */
export const REPEATED: readonly Source[] = [
  {
    of: ['Math.random', 'nanoid/non-secure'],
    says: () =>
      ', in which Math.random() gave the same numbers. Those only look random: each follows from those before it, and anyone who has ' +
      'seen a few can work out the next.',
  },
  {
    of: ['process.hrtime', 'process.uptime', 'performance', 'perf_hooks'],
    says: (path) =>
      `, in which ${path} gave the same numbers. A clock is no chance, however finely it counts: anyone who knows about when a visitor ` +
      'came can try the times around it.',
  },
  {
    of: ['process.pid', 'process.ppid', 'process.memoryUsage', 'process.cpuUsage', 'os'],
    says: (path) =>
      `, in which ${path} gave the same numbers. They are no chance: there are few that it can give, and somebody can try them all.`,
  },
  {
    of: ['request.socket.remotePort', 'request.connection.remotePort'],
    says: () =>
      '. It follows from the port that the visitor came from. Anyone who sends a request can choose that, and there are only 65,535.',
  },
]

/** Where an option takes something from a source; undefined if it does not, or does not stand in the file. */
export const takenFrom = (used: Used | null, { of }: Source): Named | undefined =>
  used?.names.find(({ path }) =>
    of.some((one) => path === one || path.startsWith(`${one}.`) || path.startsWith(`${one}(`)),
  )

/** Where an option counts: a variable, or the size of a collection. */
export const countedIn = (used: Used | null): Named | undefined =>
  used?.counts[0] ?? used?.names.find(({ path }) => path.endsWith('.size'))
