import { inflateSync } from 'node:zlib'

interface Stream {
  readonly head: string
  readonly body: Buffer
}

/** Every object of a PDF with its unpacked stream, by number. */
const objectsOf = (file: Buffer): ReadonlyMap<number, Stream> => {
  const objects = new Map<number, Stream>()
  const text = file.toString('latin1')
  for (const found of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)endobj/g)) {
    const [, number = '', inside = ''] = found
    const begins = inside.indexOf('stream\n')
    if (begins < 0) {
      objects.set(Number(number), { head: inside, body: Buffer.alloc(0) })
      continue
    }
    const head = inside.slice(0, begins)
    const packed = Buffer.from(inside.slice(begins + 'stream\n'.length, inside.lastIndexOf('\nendstream')), 'latin1')
    objects.set(Number(number), { head, body: head.includes('FlateDecode') ? inflateSync(packed) : packed })
  }
  return objects
}

/** Glyphs of one font as text, by its map to Unicode. */
const glyphsOf = (cmap: string): ReadonlyMap<string, string> => {
  const glyphs = new Map<string, string>()
  const textOf = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')
  for (const range of cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi)) {
    const [, from = '', , list = ''] = range
    ;[...list.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, hex = ''], index) => {
      glyphs.set((Number.parseInt(from, 16) + index).toString(16).padStart(4, '0'), textOf(hex.replaceAll(' ', '')))
    })
  }
  return glyphs
}

/** A text without its spaces: a writer divides lines where it likes. */
export const squeezed = (text: string): string => text.replaceAll(/\s/g, '')

/** The text of each page as a reader selects it, in the order in which it was written. Throws where a glyph has no text. */
export const pagesOfPdf = (given: Uint8Array): readonly string[] => {
  const objects = objectsOf(Buffer.from(given))
  const referred = (head: string, name: string): number => Number(new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1] ?? -1)
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head))
  const fonts = (page: Stream): ReadonlyMap<string, ReadonlyMap<string, string>> => {
    const resources = objects.get(referred(page.head, 'Resources'))?.head ?? page.head
    return new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', number]) => {
        const font = objects.get(Number(number))?.head ?? ''
        return [name, glyphsOf(objects.get(referred(font, 'ToUnicode'))?.body.toString('latin1') ?? '')]
      }),
    )
  }
  return pages.map((page) => {
    const known = fonts(page)
    let glyphs: ReadonlyMap<string, string> = new Map()
    const written: string[] = []
    const content = objects.get(referred(page.head, 'Contents'))?.body.toString('latin1') ?? ''
    for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (font !== undefined) glyphs = known.get(font) ?? new Map()
      else
        written.push(
          [...(shown ?? '').matchAll(/<([0-9a-f]*)>/gi)]
            .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
            .map((glyph) => {
              const text = glyphs.get(glyph.toLowerCase())
              if (text === undefined) throw new Error(`glyph ${glyph} has no text`)
              return text
            })
            .join(''),
        )
    }
    return written.join(' ')
  })
}
