import CCairo
import Testing

@testable import Drawing

/// The pixels of a PNG, read by Cairo and libpng.
struct Picture: Equatable {
  let width: Int
  let height: Int
  /// Row by row, `0xRRGGBB`.
  let pixels: [UInt32]

  private init(width: Int, height: Int, pixels: [UInt32]) {
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// Reads a file; `nil` when libpng refuses it.
  init?(png: [UInt8]) {
    let source = ByteSource(png)
    let surface = withExtendedLifetime(source) {
      cairo_image_surface_create_from_png_stream(ByteSource.read, Unmanaged.passUnretained(source).toOpaque())
    }
    defer { cairo_surface_destroy(surface) }
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let data = cairo_image_surface_get_data(surface)
    else { return nil }
    let (width, height) = (Int(cairo_image_surface_get_width(surface)), Int(cairo_image_surface_get_height(surface)))
    let stride = Int(cairo_image_surface_get_stride(surface))
    self.width = width
    self.height = height
    pixels = (0..<height).flatMap { y in
      (0..<width).map { x in
        UnsafeRawPointer(data).load(fromByteOffset: y * stride + 4 * x, as: UInt32.self) & 0xFF_FFFF
      }
    }
  }

  subscript(x: Int, y: Int) -> UInt32 { pixels[y * width + x] }

  /// Channel by channel the distance from another picture; `nil` for one of another size.
  func difference(from other: Picture) -> Picture? {
    guard width == other.width, height == other.height else { return nil }
    let distances = zip(pixels, other.pixels).map { mine, others in
      [16, 8, 0].reduce(UInt32(0)) { $0 << 8 | UInt32(abs(Int(mine >> $1 & 255) - Int(others >> $1 & 255))) }
    }
    return Picture(width: width, height: height, pixels: distances)
  }

  /// The largest channel of any pixel, 0 to 255.
  var brightest: UInt32 { pixels.reduce(0) { max($0, $1 >> 16 & 255, $1 >> 8 & 255, $1 & 255) } }

  /// The picture as a file.
  func png() throws -> [UInt8] {
    try pixels.withUnsafeBufferPointer { pixels in
      try PNGEncoder.encode(
        try #require(pixels.baseAddress), width: width, height: height, stride: width, pixelsPerMetre: 2835)
    }
  }

  /// The smallest area that holds every pixel unlike the first.
  var ink: (left: Int, top: Int, right: Int, bottom: Int)? {
    let marked = pixels.indices.filter { pixels[$0] != pixels[0] }
    guard let first = marked.first, let last = marked.last else { return nil }
    let columns = marked.map { $0 % width }
    return (columns.min() ?? 0, first / width, columns.max() ?? 0, last / width)
  }
}

/// Hands bytes to Cairo.
private final class ByteSource {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  static let read: cairo_read_func_t = { closure, target, length in
    guard let closure, let target else { return CAIRO_STATUS_READ_ERROR }
    let source = Unmanaged<ByteSource>.fromOpaque(closure).takeUnretainedValue()
    guard source.rest.count >= Int(length) else { return CAIRO_STATUS_READ_ERROR }
    for (index, byte) in source.rest.prefix(Int(length)).enumerated() { target[index] = byte }
    source.rest = source.rest.dropFirst(Int(length))
    return CAIRO_STATUS_SUCCESS
  }
}
