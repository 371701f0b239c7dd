/// Identifiers and their positions, found from bytes without making a string.
///
/// Open addressing with linear probing over a table at most half full, keyed by 64-bit FNV-1a of the bytes
/// (Fowler, Noll & Vo; RFC 9923).
struct IdentifierIndex {
  /// The identifiers, in the order in which they were added.
  private(set) var names: [String] = []
  /// Whether the file that defines the identifiers could be read. Where it could not, references cannot be judged.
  var isComplete = true

  private var bytes: [UInt8] = []
  private var offsets: [Int] = [0]
  private var hashes: [UInt64] = []
  /// Position + 1, or 0 where the slot is free.
  private var slots = [Int32](repeating: 0, count: 64)

  init(_ names: [String] = []) {
    for name in names { insert(name) }
  }

  var count: Int { names.count }

  /// Adds a name; returns its position, new or old.
  @discardableResult
  mutating func insert(_ name: String) -> Int {
    let utf8 = Array(name.utf8)
    return insert(utf8, 0..<utf8.count)
  }

  /// Adds the name in a range of bytes; returns its position, new or old.
  mutating func insert(_ source: [UInt8], _ range: Range<Int>) -> Int {
    let hash = Self.hash(source, range)
    if let known = find(source, range, hash) { return known }
    if (names.count + 1) * 2 > slots.count { grow() }
    names.append(String(decoding: source[range], as: UTF8.self))
    bytes.append(contentsOf: source[range])
    offsets.append(bytes.count)
    hashes.append(hash)
    place(names.count - 1)
    return names.count - 1
  }

  /// Position of a name.
  func position(of name: String) -> Int? {
    let utf8 = Array(name.utf8)
    return position(of: utf8, 0..<utf8.count)
  }

  /// Position of the name in a range of bytes.
  func position(of source: [UInt8], _ range: Range<Int>) -> Int? {
    find(source, range, Self.hash(source, range))
  }

  /// Whether the name at a position has exactly these bytes.
  func matches(_ position: Int, _ source: [UInt8], _ range: Range<Int>) -> Bool {
    let start = offsets[position]
    guard offsets[position + 1] - start == range.count else { return false }
    for offset in 0..<range.count where bytes[start + offset] != source[range.lowerBound + offset] { return false }
    return true
  }

  private func find(_ source: [UInt8], _ range: Range<Int>, _ hash: UInt64) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let position = Int(slots[slot]) - 1
      if hashes[position] == hash, matches(position, source, range) { return position }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private mutating func place(_ position: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hashes[position]) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = Int32(position + 1)
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for position in names.indices { place(position) }
  }

  private static func hash(_ source: [UInt8], _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in range { hash = (hash ^ UInt64(source[index])) &* 0x100_0000_01B3 }
    // The low bits choose the slot; let the high ones have a say.
    return hash ^ (hash >> 32)
  }
}
