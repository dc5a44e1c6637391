/** A text that comes a moment later. */
export interface Coming {
  /**
   * The text, or what stands for it until it is there. Only the last that was asked for is kept.
   * @param of what tells this text from others
   * @param meanwhile what stands for it
   */
  text(of: string, meanwhile: string, make: () => Promise<string>): string
}

/** @param changed is called when a text has come */
export function createComing(changed: () => void): Coming {
  let last = { of: '', text: '' }
  const keep = async (of: string, coming: Promise<string>) => {
    const text = await coming.catch((error: unknown) => ` ${error instanceof Error ? error.message : String(error)}`)
    if (last.of !== of) return
    last = { of, text }
    changed()
  }
  return {
    text(of, meanwhile, make) {
      if (last.of !== of) {
        last = { of, text: meanwhile }
        void keep(of, make())
      }
      return last.text
    },
  }
}
