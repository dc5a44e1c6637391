/** Where the bracket closes that is open at `start`. */
export function closing(text: string, start: number): number {
  let depth = 1
  let quote = ''
  for (let i = start; i < text.length; i += 1) {
    const char = text.charAt(i)
    if (quote !== '') {
      if (char === '\\') i += 1
      else if (char === quote) quote = ''
    } else if (/['"`]/.test(char)) quote = char
    else if (/[([{]/.test(char)) depth += 1
    else if (/[)\]}]/.test(char)) {
      depth -= 1
      if (depth === 0) return i
    }
  }
  return text.length
}
