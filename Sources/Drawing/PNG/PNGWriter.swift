/// Draws scenes as PNG pictures: eight bits a channel, opaque, sRGB, and the same bytes for the same scene.
public enum PNGWriter {
  /// The bytes of a file.
  ///
  /// - Parameters:
  ///   - dotsPerInch: pixels for 72 points, 72 giving one pixel a point; also noted in the file, so that the picture
  ///     prints in its own size.
  ///   - margin: of the ground around the scene, in points.
  ///   - background: the ground, whose opacity is left aside.
  /// Throws `invalidSize` when the picture would have no pixel or more than the longest side Cairo draws or 2²⁷ pixels
  /// in all, `invalidCoordinate` when a mark cannot be drawn.
  public static func png(
    _ scene: Scene, dotsPerInch: Double = 200, margin: Double = 0, background: Color = .white,
    text: TextEngine = TextEngine()
  ) throws(DrawingError) -> [UInt8] {
    let scale = dotsPerInch / 72
    let pixels = Size(
      ((scene.size.width + 2 * margin) * scale).rounded(), ((scene.size.height + 2 * margin) * scale).rounded())
    guard pixels.width >= 1, pixels.height >= 1, pixels.width <= longestSide, pixels.height <= longestSide,
      pixels.width * pixels.height <= mostPixels
    else { throw .invalidSize(width: scene.size.width, height: scene.size.height) }
    let surface = ImageSurface(
      width: Int(pixels.width), height: Int(pixels.height), pixelsPerPoint: scale, background: background, text: text)
    surface.draw(scene, at: Point(margin, margin))
    let (width, height) = (surface.width, surface.height)
    return try surface.finish { pixels, stride throws(DrawingError) in
      try PNGEncoder.encode(
        pixels, width: width, height: height, stride: stride, pixelsPerMetre: (dotsPerInch / 0.0254).rounded())
    }
  }

  /// Pixels that Cairo's coordinates can count.
  private static let longestSide = 32_767.0
  /// 512 MiB of pixels.
  private static let mostPixels = 134_217_728.0
}
