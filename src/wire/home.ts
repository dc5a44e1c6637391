/** Where apps come from. */
export interface Home {
  /** Where their files lie. */
  readonly folder: string
  /** What such a file is called where it is shown to the learner, line for line. */
  shownAs(file: string): string
}
