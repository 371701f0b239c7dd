internal import CCairo

/// An opaque picture of pixels in memory, drawn on in points.
struct ImageSurface: ~Copyable {
  /// Pixels to the right.
  let width: Int
  /// Pixels down.
  let height: Int

  private let surface: OpaquePointer
  private let cairo: OpaquePointer
  private let problems = DrawingProblems()
  private let text: TextEngine

  /// Makes a surface covered with a colour, whose opacity is left aside.
  init(width: Int, height: Int, pixelsPerPoint: Double, background: Color, text: TextEngine) {
    self.width = width
    self.height = height
    self.text = text
    surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(clamping: width), Int32(clamping: height))
    cairo = cairo_create(surface)
    cairo_set_source_rgb(cairo, background.red, background.green, background.blue)
    cairo_paint(cairo)
    cairo_scale(cairo, pixelsPerPoint, pixelsPerPoint)
  }

  deinit {
    cairo_destroy(cairo)
    cairo_surface_destroy(surface)
  }

  func draw(_ scene: Scene, at origin: Point) {
    Canvas(cairo: cairo, text: text, problems: problems).draw(scene, at: origin)
  }

  /// Lends the pixels row by row (`0xRRGGBB`, the upper byte undefined), `stride` of them from one row to the next.
  consuming func finish<Result>(
    _ body: (_ pixels: UnsafePointer<UInt32>, _ stride: Int) throws(DrawingError) -> Result
  ) throws(DrawingError) -> Result {
    cairo_surface_flush(surface)
    if let problem = problems.first { throw problem }
    if let problem = DrawingError(cairo_status(cairo)) ?? DrawingError(cairo_surface_status(surface)) { throw problem }
    guard let bytes = cairo_image_surface_get_data(surface) else { throw .cairo("the picture has no pixels") }
    let stride = Int(cairo_image_surface_get_stride(surface)) / MemoryLayout<UInt32>.stride
    return try bytes.withMemoryRebound(to: UInt32.self, capacity: stride * height) { pixels throws(DrawingError) in
      try body(UnsafePointer(pixels), stride)
    }
  }
}
