import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto';

/** One DER value: tag, length, content. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const objectId = (hex: string) => der(0x06, bytes(hex));
const ecdsaWithSha256 = sequence(objectId('2a 86 48 ce 3d 04 03 02'));
const commonName = (name: string) =>
  sequence(der(0x31, sequence(objectId('55 04 03'), der(0x0c, Buffer.from(name)))));
const time = (year: number) => der(0x18, Buffer.from(`${year}0101000000Z`));

function extensions(names: readonly string[], addresses: readonly string[]): Buffer {
  const alternatives = [
    ...names.map((name) => der(0x82, Buffer.from(name))),
    ...addresses.map((address) => der(0x87, Buffer.from(address.split('.').map(Number)))),
  ];
  const subject = sequence(objectId('55 1d 11'), der(0x04, sequence(...alternatives)));
  const authority = sequence(objectId('55 1d 13'), der(0x04, sequence(der(0x01, bytes('ff')))));
  return der(0xa3, sequence(subject, authority));
}

/** A certificate that signs itself, made on the spot: its names, its IPv4 addresses, and the year in which it ends. */
export function selfSigned({
  names = ['localhost'],
  addresses = ['127.0.0.1', '0.0.0.0'],
  until = 2100,
}: {
  readonly names?: readonly string[];
  readonly addresses?: readonly string[];
  readonly until?: number;
} = {}): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const content = sequence(
    der(0xa0, der(0x02, bytes('02'))),
    der(0x02, bytes('07')),
    ecdsaWithSha256,
    commonName('invented'),
    sequence(time(2000), time(until)),
    commonName('invented'),
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions(names, addresses),
  );
  const signature = der(0x03, bytes('00'), sign('sha256', content, privateKey));
  const certificate = new X509Certificate(sequence(content, ecdsaWithSha256, signature));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: certificate.toString(),
  };
}
