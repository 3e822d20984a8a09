import type { Description } from './other-formats.ts';

const EXPORT = 'give the capture that it was made from';
const CONVERT = 'convert it with editcap -F pcap';
const ASK = 'give a capture as tcpdump -w writes it';

/** Kinds of text by how they begin, a byte-order mark and white space left out; the first that fits counts. */
const TEXTS: readonly (readonly [pattern: RegExp, name: string, hint: string])[] = [
  [
    /^<(!doctype html|html|head|body)/i,
    'an HTML page',
    'was a login or error page saved in place of the capture?',
  ],
  [/^<(\?xml[^>]*>\s*(<[!?][^>]*>\s*)*<)?pdml/i, 'PDML, packets as XML', EXPORT],
  [/^<(\?xml|[a-z][\w:-]*[\s>/])/i, 'an XML document', 'give a capture instead'],
  [/^[{[]\s*(["{[\]}]|$)/, 'JSON', ASK],
  [/^\+-{9}\+-{15}\+-{10}\+/, 'a K12 text recording', CONVERT],
  [/^#Format=4/, 'a Daintree SNA capture', CONVERT],
  [/^#separator /, 'a Zeek log', EXPORT],
  [/^(0x)?[0-9a-f]{4,8}:? {1,3}([0-9a-f]{2} ){3}/i, 'a hex dump', 'convert it with text2pcap'],
  [/^(0x)?[0-9a-f]{4,8}: {1,2}([0-9a-f]{4} ){2}/i, 'a hex dump', 'convert it with xxd -r'],
  [/^(\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d\.\d{6} /, 'what tcpdump prints', 'write a capture with tcpdump -w'],
  [/^\d+ +\d+\.\d+ +\S+ +(→|->) +\S/, 'what tshark prints', 'write a capture with tshark -w'],
  [/^[^\n,;\t]*([,;\t])[^\n]*\n[^\n]*\1/, 'a table as text', ASK],
];

/** Names a file that is text, in UTF-8 or what is part of it, by its first bytes. */
export const describeText = (head: Uint8Array): Description | undefined => {
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (isWide && head.includes(0, 2)) return { name: 'text in UTF-16', hint: ASK };
  const text = decode(head);
  if (text === undefined || !/^[\t\n\r\x20-\x7e\u00a0-\uffff]+$/.test(text)) return undefined;
  const begin = text.trimStart();
  const known = TEXTS.find(([pattern]) => pattern.test(begin));
  return known === undefined ? { name: 'text', hint: ASK } : { name: known[1], hint: known[2] };
};

/** Without its byte-order mark and the character that the end may cut; `undefined` where it is no UTF-8. */
const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
};
