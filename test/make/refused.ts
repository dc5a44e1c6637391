/** Why nothing was made: one sentence about what is wrong, one about what to do. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly hint: string

  constructor(message: string, hint: string) {
    super(message)
    this.hint = hint
  }
}

/** A name as the command line, the journal and the names of files take it. */
const NAME = /^[a-z]+(-[a-z]+)*$/
const LONGEST_NAME = 40

/** @param kind what is called so @throws Refused if something new cannot have this name */
export function refuseUnusable(kind: 'lesson' | 'cause', name: string): void {
  if (NAME.test(name) && name.length <= LONGEST_NAME) return
  throw new Refused(
    `${JSON.stringify(name)} cannot be the name of a ${kind}.`,
    `Use small letters with hyphens between them, at most ${LONGEST_NAME} characters, as in: npm run new -- ${kind} my-${kind}`,
  )
}
