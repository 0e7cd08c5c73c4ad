// Reads the table of contents of a zip file, which is what a .vsix is.

/**
 * @typedef {{ name: string, size: number }} Entry size in bytes, unpacked
 * @param {Buffer} zip
 * @returns {Entry[]}
 */
export function zipEntries(zip) {
  // The end record is followed only by a comment, empty in what vsce writes: search backwards for its signature.
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) throw new Error('Not a zip file.');
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  /** @type {Entry[]} */
  const entries = [];
  for (let i = 0; i < count; i++) {
    const nameLength = zip.readUInt16LE(at + 28);
    const rest = zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    entries.push({ name, size: zip.readUInt32LE(at + 24) });
    at += 46 + nameLength + rest;
  }
  return entries;
}
