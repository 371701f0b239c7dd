internal import CCairo

/// A picture of pixels from a PNG file, such as a logo.
public struct PixelImage: Sendable, Equatable {
  /// The file.
  public let png: [UInt8]
  /// Pixels to the right and down.
  public let size: Size

  /// Decodes a file once, to know that it can be drawn; throws `unreadableImage` for what is no PNG, is damaged, or has
  /// more than `mostPixels` pixels.
  public init(png: [UInt8]) throws(DrawingError) {
    self.png = png
    guard let header = Self.headerSize(png) else { throw .unreadableImage("the file is no PNG picture") }
    guard header.width >= 1, header.height >= 1, header.width * header.height <= Self.mostPixels else {
      throw .unreadableImage("it is \(Int(header.width)) by \(Int(header.height)) pixels large")
    }
    size = header
    let surface = Self.surface(png)
    defer { cairo_surface_destroy(surface) }
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS,
      cairo_image_surface_get_width(surface) == Int32(header.width)
    else { throw .unreadableImage("the file is damaged") }
  }

  private static let mostPixels = 16_000_000.0

  /// The size that the first chunk states (ISO/IEC 15948, 11.2.2); `nil` where the file does not begin as a PNG does.
  static func headerSize(_ png: [UInt8]) -> Size? {
    guard png.count > 32, png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
      png[12..<16].elementsEqual("IHDR".utf8)
    else { return nil }
    func number(_ start: Int) -> Double { png[start..<(start + 4)].reduce(0) { $0 * 256 + Double($1) } }
    return Size(number(16), number(20))
  }

  /// The decoded picture, to be destroyed by the caller.
  static func surface(_ png: [UInt8]) -> OpaquePointer? {
    let source = ByteSource(png)
    return withExtendedLifetime(source) {
      cairo_image_surface_create_from_png_stream(ByteSource.read, Unmanaged.passUnretained(source).toOpaque())
    }
  }
}

extension Canvas {
  /// Draws a picture scaled into an area.
  public func draw(_ image: PixelImage, in area: Rectangle) {
    guard problems.accept([area.x, area.y, area.width, area.height], of: "the place of a picture"),
      area.width > 0, area.height > 0
    else { return }
    let surface = PixelImage.surface(image.png)
    defer { cairo_surface_destroy(surface) }
    cairo_save(cairo)
    cairo_translate(cairo, area.x, area.y)
    cairo_scale(cairo, area.width / image.size.width, area.height / image.size.height)
    cairo_set_source_surface(cairo, surface, 0, 0)
    // Painting without a path breaks the tags of a PDF (Cairo 1.16).
    cairo_rectangle(cairo, 0, 0, image.size.width, image.size.height)
    cairo_fill(cairo)
    cairo_restore(cairo)
  }
}

/// Hands Cairo what it reads.
private final class ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Handed to Cairo with the source.
  static let read: cairo_read_func_t = { closure, data, length in
    guard let closure, let data else { return CAIRO_STATUS_READ_ERROR }
    let source = Unmanaged<ByteSource>.fromOpaque(closure).takeUnretainedValue()
    let end = source.position + Int(length)
    guard end <= source.bytes.count else { return CAIRO_STATUS_READ_ERROR }
    _ = UnsafeMutableBufferPointer(start: data, count: Int(length))
      .update(fromContentsOf: source.bytes[source.position..<end])
    source.position = end
    return CAIRO_STATUS_SUCCESS
  }
}
