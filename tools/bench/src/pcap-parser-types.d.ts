declare module 'pcap-parser' {
  interface Parser {
    on(event: 'packet', listener: (packet: { readonly data: Uint8Array }) => void): Parser;
    on(event: 'end', listener: () => void): Parser;
  }
  export function parse(path: string): Parser;
}
