internal import CZlib

/// The files of a ZIP archive, by name, read without any code of the writer.
public struct ZipArchive {
  /// What each file holds.
  public private(set) var files: [String: [UInt8]] = [:]
  /// When each file says it was changed, in the form of MS-DOS.
  public private(set) var times: Set<UInt32> = []

  /// Follows the central directory; `nil` where it or any file is damaged.
  public init?(_ bytes: [UInt8]) {
    func number(_ place: Int, _ size: Int) -> Int {
      guard place >= 0, place + size <= bytes.count else { return 0 }
      return (0..<size).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
    guard bytes.count > 22, number(bytes.count - 22, 4) == 0x0605_4B50 else { return nil }
    var place = number(bytes.count - 6, 4)
    for _ in 0..<number(bytes.count - 12, 2) {
      guard number(place, 4) == 0x0201_4B50 else { return nil }
      let (nameLength, extra, comment) = (number(place + 28, 2), number(place + 30, 2), number(place + 32, 2))
      let name = String(decoding: bytes[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
      let local = number(place + 42, 4)
      let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
      let (packed, size) = (number(place + 20, 4), number(place + 24, 4))
      guard start + packed <= bytes.count else { return nil }
      let body = Array(bytes[start..<(start + packed)])
      guard let content = number(place + 10, 2) == 0 ? body : Self.inflated(body, size: size) else { return nil }
      guard content.count == size, crc32(0, content, UInt32(size)) == UInt(number(place + 16, 4)) else { return nil }
      files[name] = content
      times.insert(UInt32(number(place + 12, 4)))
      place += 46 + nameLength + extra + comment
    }
  }

  private static func inflated(_ bytes: [UInt8], size: Int) -> [UInt8]? {
    var packed = bytes
    var result = [UInt8](repeating: 0, count: max(size, 1))
    var stream = z_stream()
    guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    let status = packed.withUnsafeMutableBufferPointer { input in
      result.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return inflate(&stream, Z_FINISH)
      }
    }
    return status == Z_STREAM_END ? Array(result.prefix(size)) : nil
  }
}
