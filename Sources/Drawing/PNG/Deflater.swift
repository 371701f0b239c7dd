internal import CZlib

/// Compresses bytes with zlib at its fastest level, into one zlib stream (RFC 1950).
///
/// What recurs may be compressed once and be put in many times: the stream is made of pieces that do not refer to each
/// other, whose checksums zlib combines.
struct Deflater: ~Copyable {
  /// Bytes compressed by themselves.
  struct Piece {
    fileprivate let bytes: [UInt8]
    /// Bytes before compression.
    fileprivate let length: Int
    /// Of these bytes.
    fileprivate let checksum: UInt

    /// Compresses all bytes of an array.
    init(_ input: [UInt8]) throws(DrawingError) {
      var deflater = try Deflater(expecting: 256)
      try deflater.write(input, count: input.count)
      try deflater.endPiece()
      bytes = Array(deflater.bytes.dropFirst(Deflater.head.count))
      length = input.count
      checksum = deflater.checksum
    }
  }

  /// Deflate with a window of 32 KiB; the fastest level.
  private static let head: [UInt8] = [0x78, 0x01]

  /// All compressed bytes so far.
  private(set) var bytes = Deflater.head
  /// Of all bytes so far.
  private var checksum: UInt = 1
  /// Whether what was written is all among the compressed bytes, which end with a whole byte.
  private var isAtPiece = true

  /// At an address of its own, since zlib remembers where its stream lives.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Begins a stream of probably so many compressed bytes.
  init(expecting count: Int) throws(DrawingError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // A negative window: without head and checksum, which are ours.
    let status = deflateInit2_(
      stream, Z_BEST_SPEED, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
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
  mutating func write(_ input: [UInt8], count: Int) throws(DrawingError) {
    guard count > 0 else { return }
    isAtPiece = false
    checksum = input.withUnsafeBufferPointer { adler32_z(checksum, $0.baseAddress, min(count, $0.count)) }
    try run(Z_NO_FLUSH, input, count: count)
  }

  /// Puts in what is compressed already.
  mutating func write(_ piece: borrowing Piece) throws(DrawingError) {
    try endPiece()
    bytes += piece.bytes
    checksum = adler32_combine(checksum, piece.checksum, piece.length)
  }

  /// Ends the stream.
  ///
  /// - Returns: all of it.
  consuming func finish() throws(DrawingError) -> [UInt8] {
    try run(Z_FINISH, [], count: 0)
    let end = UInt32(truncatingIfNeeded: checksum)
    return bytes + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: end >> $0) }
  }

  /// What comes next will not refer to what has come.
  private mutating func endPiece() throws(DrawingError) {
    guard !isAtPiece else { return }
    try run(Z_FULL_FLUSH, [], count: 0)
    isAtPiece = true
  }

  private mutating func run(_ flush: Int32, _ input: [UInt8], count: Int) throws(DrawingError) {
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
