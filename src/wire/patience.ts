/** The longest to wait for an answer, in milliseconds. */
export const PATIENCE_MS = {
  /** Where one may never come: some options make express-session hang. */
  short: 2000,
  /**
   * The same for a server or a browser in a process of its own, at least so long: a server loads for its first answer what others have loaded, a
   * browser starts processes for its windows.
   */
  apart: 10_000,
  /** Where one must come, however busy the machine is. */
  long: 30_000,
}
