internal import CZlib

/// Compresses bytes with zlib at its fastest level.
struct Deflater: ~Copyable {
  /// All compressed bytes so far.
  private(set) var bytes: [UInt8] = []

  /// At an address of its own, since zlib remembers where its stream lives.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Begins a zlib stream of probably so many compressed bytes.
  init(expecting count: Int) throws(DrawingError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = deflateInit2_(
      stream, Z_BEST_SPEED, Z_DEFLATED, 15, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      stream.deallocate()
      throw .compression(Int(status))
    }
    bytes.reserveCapacity(count)
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// Compresses the first `count` bytes of an array.
  mutating func write(_ input: [UInt8], count: Int, isLast: Bool) throws(DrawingError) {
    let flush = isLast ? Z_FINISH : Z_NO_FLUSH
    let status = input.withUnsafeBufferPointer { input in
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.pointee.avail_in = UInt32(min(count, input.count))
      return Self.drain(stream, flush, into: &bytes)
    }
    stream.pointee.next_in = nil
    guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
      throw .compression(Int(status))
    }
  }

  /// Runs zlib until it has taken all input and, at the end, given all output.
  private static func drain(
    _ stream: UnsafeMutablePointer<z_stream>, _ flush: Int32, into bytes: inout [UInt8]
  ) -> Int32 {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32 * 1024) { room in
      var status = Z_OK
      repeat {
        stream.pointee.next_out = room.baseAddress
        stream.pointee.avail_out = UInt32(room.count)
        status = deflate(stream, flush)
        bytes.append(contentsOf: room.prefix(room.count - Int(stream.pointee.avail_out)))
      } while status == Z_OK && (stream.pointee.avail_out == 0 || flush == Z_FINISH)
      return status
    }
  }
}
