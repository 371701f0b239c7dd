internal import CZlib

/// Encodes pixels as PNG (W3C, Portable Network Graphics, third edition), for pictures of flat colour.
///
/// Each row is stored as its difference from the row above (filter "up"), which is nearly all zeros in a chart, so that
/// deflate's fastest search suffices: as quick as looking for runs alone, a third smaller, and a quarter of the time of
/// the usual settings. Half of all rows are those above once more; strips of them are compressed once for all.
enum PNGEncoder {
  /// The bytes of a file; pixels are `0xRRGGBB` with the upper byte ignored.
  static func encode(
    _ pixels: UnsafePointer<UInt32>, width: Int, height: Int, stride: Int, pixelsPerMetre: Double
  ) throws(DrawingError) -> [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let density = UInt32(min(max(pixelsPerMetre, 1), 2_147_483_647))
    // Eight bits a channel, red green blue, the one compression and filter method, not interlaced.
    append("IHDR", bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [8, 2, 0, 0, 0], to: &file)
    // The colours are sRGB, to be shown perceptually.
    append("sRGB", [0], to: &file)
    append("pHYs", bigEndian(density) + bigEndian(density) + [1], to: &file)
    append("IDAT", try compressed(pixels, width: width, height: height, stride: stride), to: &file)
    append("IEND", [], to: &file)
    return file
  }

  private static func compressed(
    _ pixels: UnsafePointer<UInt32>, width: Int, height: Int, stride: Int
  ) throws(DrawingError) -> [UInt8] {
    var deflater = try Deflater(expecting: width * height / 16)
    let rowLength = 1 + 3 * width
    let rowsPerStrip = max(1, stripLength / rowLength)
    var strip = [UInt8](repeating: 0, count: rowsPerStrip * rowLength)
    /// As many rows as a strip holds, all like the row above; made when it is first needed.
    var likeAbove: Deflater.Piece?
    var row = 0
    while row < height {
      let above = row > 0 ? pixels + (row - 1) * stride : nil
      if let above {
        var same = 0
        while row + same < height, isSame(above, pixels + (row + same) * stride, width: width) { same += 1 }
        let pieces = same / rowsPerStrip
        if pieces > 0 {
          if likeAbove == nil { likeAbove = try Deflater.Piece(rowsLikeAbove(rowsPerStrip, length: rowLength)) }
          for _ in 0..<pieces { if let likeAbove { try deflater.write(likeAbove) } }
          row += pieces * rowsPerStrip
          continue
        }
      }
      let count = min(rowsPerStrip, height - row)
      strip.withUnsafeMutableBufferPointer { buffer in
        guard var target = buffer.baseAddress else { return }
        var above = above
        for index in row..<row + count {
          let current = pixels + index * stride
          filter(current, above: above, width: width, into: target)
          above = current
          target += rowLength
        }
      }
      row += count
      try deflater.write(strip, count: count * rowLength)
    }
    return try deflater.finish()
  }

  /// Whether two rows have the same colours.
  private static func isSame(_ one: UnsafePointer<UInt32>, _ other: UnsafePointer<UInt32>, width: Int) -> Bool {
    var difference: UInt32 = 0
    for x in 0..<width { difference |= one[x] ^ other[x] }
    return difference & 0xFFFFFF == 0
  }

  private static func rowsLikeAbove(_ count: Int, length: Int) -> [UInt8] {
    var rows = [UInt8](repeating: 0, count: count * length)
    for row in 0..<count { rows[row * length] = upFilter }
    return rows
  }

  /// Writes the filter's number and the differences of a row from the one above, which is black for the first.
  private static func filter(
    _ row: UnsafePointer<UInt32>, above: UnsafePointer<UInt32>?, width: Int, into target: UnsafeMutablePointer<UInt8>
  ) {
    target[0] = upFilter
    var out = target + 1
    guard let above else {
      for x in 0..<width {
        store(row[x], at: out)
        out += 3
      }
      return
    }
    for x in 0..<width {
      let (pixel, other) = (row[x], above[x])
      // Four differences of bytes in one word: the upper bits cannot borrow from their neighbours.
      let difference = ((pixel | 0x8080_8080) &- (other & 0x7F7F_7F7F)) ^ ((pixel ^ ~other) & 0x8080_8080)
      store(difference, at: out)
      out += 3
    }
  }

  @inline(__always)
  private static func store(_ color: UInt32, at out: UnsafeMutablePointer<UInt8>) {
    out[0] = UInt8(truncatingIfNeeded: color >> 16)
    out[1] = UInt8(truncatingIfNeeded: color >> 8)
    out[2] = UInt8(truncatingIfNeeded: color)
  }

  private static func append(_ type: StaticString, _ content: [UInt8], to file: inout [UInt8]) {
    let start = file.count + 4
    file += bigEndian(UInt32(content.count))
    type.withUTF8Buffer { file.append(contentsOf: $0) }
    file += content
    let checksum = file.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { crc32_z(0, $0 + start, bytes.count - start) } ?? 0
    }
    file += bigEndian(UInt32(truncatingIfNeeded: checksum))
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// Bytes filtered at once: enough to keep zlib busy, few enough to stay in cache.
  private static let stripLength = 32 * 1024
  /// The number of the filter by the row above.
  private static let upFilter: UInt8 = 2
}
