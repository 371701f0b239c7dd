internal import CCairo

extension Canvas {
  /// Draws lines of a paragraph, the upper left corner of the first of them at `origin`; all lines by default.
  public func draw(_ paragraph: ParagraphLayout, lines: Range<Int>? = nil, at origin: Point) {
    let chosen = (lines ?? paragraph.lines.indices).clamped(to: paragraph.lines.indices)
    guard let first = chosen.first, problems.accept([origin.x, origin.y], of: "a paragraph") else { return }
    let shift = origin.y - paragraph.lines[first].top
    for index in chosen {
      let line = paragraph.lines[index]
      guard let glyphs = pango_layout_get_line_readonly(paragraph.layout, Int32(index)) else { continue }
      draw(glyphs, of: paragraph, baseline: Point(origin.x + line.x, shift + line.baseline))
    }
  }

  /// Draws the pieces of a line from left to right, neighbours with one link target inside one link.
  private func draw(
    _ line: UnsafeMutablePointer<PangoLayoutLine>, of paragraph: ParagraphLayout, baseline: Point
  ) {
    let pieces = LinePiece.pieces(of: line, in: paragraph)
    var x = baseline.x
    var index = 0
    while index < pieces.count {
      let target = pieces[index].run.link
      let end = pieces[index...].firstIndex { $0.run.link != target } ?? pieces.count
      let group = pieces[index..<end]
      let width = group.reduce(0) { $0 + $1.width }
      if let target {
        let extents = group.map { text.extent(of: "x", font: $0.run.font) }
        let ascent = extents.map(\.ascent).max() ?? 0
        let descent = extents.map(\.descent).max() ?? 0
        let area = Rectangle(x: x, y: baseline.y - ascent, width: width, height: ascent + descent)
        link(to: target, area: area) { canvas in
          canvas.draw(group, of: paragraph, from: Point(x, baseline.y))
        }
      } else {
        draw(group, of: paragraph, from: Point(x, baseline.y))
      }
      x += width
      index = end
    }
  }

  private func draw(_ pieces: ArraySlice<LinePiece>, of paragraph: ParagraphLayout, from start: Point) {
    let content = pango_layout_get_text(paragraph.layout)
    var x = start.x
    for piece in pieces {
      setColor(piece.run.color)
      cairo_move_to(cairo, x, start.y)
      pango_cairo_show_glyph_item(cairo, content, piece.glyphs)
      cairo_new_path(cairo)
      if piece.run.underlined {
        let thickness = max(piece.run.font.size / 18, 0.4)
        let height = start.y + piece.run.font.size * 0.14
        let line = Path.polyline([Point(x, height), Point(x + piece.width, height)])
        draw(SceneShape(line, stroke: Stroke(piece.run.color, width: thickness)))
      }
      x += piece.width
    }
  }
}

/// Glyphs of one run on one line, in the order they are seen.
private struct LinePiece {
  let glyphs: UnsafeMutablePointer<PangoGlyphItem>
  let run: TextRun
  /// Advance width, in points.
  let width: Double

  static func pieces(of line: UnsafeMutablePointer<PangoLayoutLine>, in paragraph: ParagraphLayout) -> [LinePiece] {
    var pieces: [LinePiece] = []
    var node = line.pointee.runs
    while let current = node {
      if let data = current.pointee.data {
        let glyphs = data.assumingMemoryBound(to: PangoGlyphItem.self)
        if let item = glyphs.pointee.item, let run = paragraph.run(at: Int(item.pointee.offset)) {
          let width = Double(pango_glyph_string_get_width(glyphs.pointee.glyphs)) / TextEngine.unit
          pieces.append(LinePiece(glyphs: glyphs, run: run, width: width))
        }
      }
      node = current.pointee.next
    }
    return pieces
  }
}
