import { Decoder, Encoder } from 'socket.io-msgpack-parser'

const eventType = 2

/** A parser as the official client takes it: classes that it makes its encoder and its decoder of. */
export interface PacketCodecs {
  readonly Encoder: new () => Encoder
  readonly Decoder: new () => Decoder
}

/** socket.io-msgpack-parser, telling the bytes of every EVENT that it decodes before the client acts on it. */
export function tellingParser(onEvent: (bytes: Buffer) => void): PacketCodecs {
  class TellingDecoder extends Decoder {
    #bytes: unknown

    constructor() {
      super()
      this.on('decoded', ({ type }: { readonly type: unknown }) => {
        if (type === eventType && Buffer.isBuffer(this.#bytes)) onEvent(this.#bytes)
      })
    }

    override add(bytes: unknown): void {
      this.#bytes = bytes
      super.add(bytes)
    }
  }
  return { Encoder, Decoder: TellingDecoder }
}
