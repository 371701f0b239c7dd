public import Drawing

/// Draws pages into a tagged PDF with an outline, links and a named place for every heading.
public enum PDFRenderer {
  /// The bytes of the file.
  public static func render(
    _ document: PagedDocument, metadata: PDFMetadata, text: TextEngine = TextEngine()
  ) throws(DrawingError) -> [UInt8] {
    var file = PDFDocument(metadata: metadata, text: text)
    for (index, page) in document.pages.enumerated() {
      file.page(size: page.size, label: String(index + 1)) { canvas in
        draw(page, of: document, on: canvas)
      }
    }
    for entry in document.outline {
      file.outline(entry.title, level: entry.level, destination: entry.anchor)
    }
    return try file.finish()
  }

  private static func draw(_ page: Page, of document: PagedDocument, on canvas: borrowing Canvas) {
    let ornaments = page.frames.filter { $0.node == nil } + page.furniture
    if !ornaments.isEmpty {
      canvas.tagged(.nonStructural) { canvas in for frame in ornaments { draw(frame, on: canvas) } }
    }
    for destination in page.destinations {
      // A little above the line, so that a viewer does not cut its ascenders.
      canvas.destination(destination.anchor, at: Point(page.contentArea.left, max(destination.y - 12, 0)))
    }
    let marked = page.frames.compactMap { frame in
      frame.node.map { (frame: frame, path: document.structure.path(to: $0)) }
    }
    draw(marked[...], depth: 0, of: document, on: canvas)
  }

  /// Draws frames that share the first nodes of their paths, each run of one node in its own element.
  private static func draw(
    _ frames: ArraySlice<(frame: Frame, path: [Int])>, depth: Int, of document: PagedDocument,
    on canvas: borrowing Canvas
  ) {
    var start = frames.startIndex
    while start < frames.endIndex {
      let first = frames[start]
      guard first.path.count > depth else {
        draw(first.frame, on: canvas)
        start += 1
        continue
      }
      let index = first.path[depth]
      var end = start + 1
      while end < frames.endIndex, frames[end].path.count > depth, frames[end].path[depth] == index { end += 1 }
      let node = document.structure.nodes[index]
      canvas.tagged(node.role, id: index, alternative: node.alternativeText) { canvas in
        draw(frames[start..<end], depth: depth + 1, of: document, on: canvas)
      }
      start = end
    }
  }

  private static func draw(_ frame: Frame, on canvas: borrowing Canvas) {
    let place = Point(frame.area.x, frame.area.y)
    switch frame.content {
    case .shape(let shape): canvas.draw(shape)
    case .picture(let scene):
      let scale = scene.size.width > 0 ? frame.area.width / scene.size.width : 1
      canvas.draw(scene, at: place, scale: scale)
    case .image(let image): canvas.draw(image, in: frame.area)
    case .text(let line):
      for fragment in line.fragments {
        let text = SceneText(
          fragment.string, font: fragment.font, color: fragment.color,
          at: Point(place.x + fragment.x, place.y + line.baseline))
        if let link = fragment.link {
          let area = Rectangle(x: place.x + fragment.x, y: place.y, width: fragment.width, height: line.height)
          canvas.link(to: link, area: area) { $0.draw(text) }
        } else {
          canvas.draw(text)
        }
      }
    }
  }
}
