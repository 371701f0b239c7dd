internal import CCairo

/// A surface to draw on, lent to a closure by `PDFDocument.page` or used by `PNGWriter`; lengths in points, y down.
///
/// Nothing it draws throws: the first coordinate that is no usable number is remembered and thrown when the document or
/// picture is finished.
public struct Canvas: ~Copyable {
  /// Sets every text of this canvas.
  public let text: TextEngine

  let cairo: OpaquePointer
  let problems: DrawingProblems
  /// The structure of the document the canvas is a page of; `nil` for a picture.
  let structure: StructureRecorder?

  init(
    cairo: OpaquePointer, text: TextEngine, problems: DrawingProblems, structure: StructureRecorder? = nil
  ) {
    self.cairo = cairo
    self.text = text
    self.problems = problems
    self.structure = structure
  }

  /// Draws a scene with its upper left corner at `origin`.
  public func draw(_ scene: Scene, at origin: Point = Point(0, 0), scale: Double = 1) {
    guard problems.accept([origin.x, origin.y, scale], of: "the place of \"\(scene.title)\""), scale > 0 else { return }
    cairo_save(cairo)
    cairo_translate(cairo, origin.x, origin.y)
    cairo_scale(cairo, scale, scale)
    for element in scene.elements { draw(element) }
    cairo_restore(cairo)
  }

  /// Draws one thing.
  public func draw(_ element: SceneElement) {
    switch element {
    case .shape(let shape): draw(shape)
    case .text(let text): draw(text)
    case .group(let group): for element in group.elements { draw(element) }
    }
  }

  /// Draws an outline, filled first.
  public func draw(_ shape: SceneShape) {
    guard trace(shape.path) else { return }
    switch shape.fill {
    case .solid(let color):
      setColor(color)
      cairo_fill_preserve(cairo)
    case .hatched(let line, let ground):
      setColor(ground)
      cairo_fill_preserve(cairo)
      hatch(shape.path, color: line)
    case nil: break
    }
    if let stroke = shape.stroke, problems.accept([stroke.width] + stroke.dash, of: "a stroke") {
      setColor(stroke.color)
      cairo_set_line_width(cairo, stroke.width)
      let dash = stroke.dash.contains { $0 > 0 } ? stroke.dash.map { max($0, 0) } : []
      cairo_set_dash(cairo, dash, Int32(dash.count), 0)
      cairo_set_line_cap(cairo, stroke.round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
      cairo_set_line_join(cairo, stroke.round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER)
      cairo_stroke_preserve(cairo)
    }
    cairo_new_path(cairo)
  }

  /// Draws a line of text.
  public func draw(_ line: SceneText) {
    guard problems.accept([line.position.x, line.position.y], of: "the text \"\(line.string.prefix(40))\""),
      let glyphs = pango_layout_get_line_readonly(text.lineLayout(of: line.string, font: line.font), 0)
    else { return }
    let width = line.anchor == .start ? 0 : text.extent(of: line.string, font: line.font).width
    let share =
      switch line.anchor {
      case .start: 0.0
      case .middle: 0.5
      case .end: 1.0
      }
    setColor(line.color)
    cairo_move_to(cairo, line.position.x - share * width, line.position.y)
    pango_cairo_show_layout_line(cairo, glyphs)
    cairo_new_path(cairo)
  }

  /// Draws with everything outside an area cut off.
  public func clipped<Failure: Error>(
    to area: Rectangle, _ body: (borrowing Canvas) throws(Failure) -> Void
  ) throws(Failure) {
    guard problems.accept([area.x, area.y, area.width, area.height], of: "a clipping area") else { return }
    cairo_save(cairo)
    defer { cairo_restore(cairo) }
    cairo_rectangle(cairo, area.x, area.y, area.width, area.height)
    cairo_clip(cairo)
    try body(self)
  }
}

extension Canvas {
  func setColor(_ color: Color) {
    cairo_set_source_rgba(cairo, color.red, color.green, color.blue, color.opacity)
  }

  /// Makes the path current; false, with a remembered problem, when a coordinate is unusable.
  private func trace(_ path: Path) -> Bool {
    cairo_new_path(cairo)
    for step in path.steps {
      guard step.points.allSatisfy(\.isDrawable) else {
        problems.note(.invalidCoordinate("a shape"))
        cairo_new_path(cairo)
        return false
      }
      switch step {
      case .move(let point): cairo_move_to(cairo, point.x, point.y)
      case .line(let point): cairo_line_to(cairo, point.x, point.y)
      case .curve(let first, let second, let end):
        cairo_curve_to(cairo, first.x, first.y, second.x, second.y, end.x, end.y)
      case .close: cairo_close_path(cairo)
      }
    }
    return !path.steps.isEmpty
  }

  /// Rising lines inside the path, in step with those of every other shape of the scene.
  private func hatch(_ path: Path, color: Color) {
    guard let bounds = path.bounds else { return }
    cairo_save(cairo)
    cairo_clip(cairo)
    let period = Hatching.period
    var sum = ((bounds.left + bounds.top) / period).rounded(.down) * period
    while sum <= bounds.right + bounds.bottom {
      cairo_move_to(cairo, sum - bounds.top, bounds.top)
      cairo_line_to(cairo, sum - bounds.bottom, bounds.bottom)
      sum += period
    }
    setColor(color)
    cairo_set_line_width(cairo, Hatching.lineWidth)
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_SQUARE)
    cairo_set_dash(cairo, nil, 0, 0)
    cairo_stroke(cairo)
    cairo_restore(cairo)
    _ = trace(path)
  }
}
