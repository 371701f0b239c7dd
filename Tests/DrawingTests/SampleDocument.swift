import Drawing

/// A document that holds everything a PDF may hold.
enum SampleDocument {
  private static let font = Font(size: 9.5)
  private static let ink = Color(red: 0.1, green: 0.12, blue: 0.14)

  /// Two pages with a heading, a paragraph and a table that both pages share, links, a figure and an outline.
  static func bytes() throws -> [UInt8] {
    let engine = TextEngine()
    let metadata = PDFMetadata(
      title: "Report – Ü", author: "A (B)", keywords: ["one", "two"], language: "en-GB", creationTime: 86_400)
    var document = PDFDocument(metadata: metadata, text: engine)
    let paragraph = engine.paragraph(
      [
        TextRun("A paragraph with ", font: font, color: ink),
        TextRun(
          "a linked phrase that goes on", font: Font(size: 9.5, weight: .semibold), color: .black,
          link: .uri("https://example.org/a?b='c'"), underlined: true),
        TextRun(
          " and then مرحبا بالعالم more text 中文字 until it is long enough to need a few lines of the page, ", font: font,
          color: ink),
        TextRun("see there", font: font, color: ink, link: .destination("later")),
      ], width: 200, lineHeight: 13.5)
    document.outline("First", level: 1, destination: "first")
    document.outline("Later", level: 2, destination: "later")
    document.page(size: Size(300, 300), label: "i") { canvas in
      canvas.tagged(.heading(1)) { canvas in
        canvas.destination("first", at: Point(20, 20))
        canvas.draw(SceneText("Heading one", font: Font(size: 20, weight: .semibold), color: ink, at: Point(20, 40)))
      }
      canvas.tagged(.paragraph, id: 1) { $0.draw(paragraph, lines: 0..<2, at: Point(20, 60)) }
      canvas.tagged(.table, id: 2) { canvas in
        canvas.tagged(.tableHead, id: 3) { canvas in
          canvas.tagged(.tableRow, id: 4) { cell("Place", .tableHeader(.column), x: 20, y: 120, on: $0) }
        }
        canvas.tagged(.tableBody, id: 5) { row("North", y: 135, on: $0) }
      }
      canvas.tagged(.figure, alternative: "A bar (ä)") { canvas in
        canvas.draw(
          SceneShape(
            .rectangle(Rectangle(x: 20, y: 150, width: 100, height: 40), radius: 4),
            fill: .hatched(line: ink, ground: ink.opacity(0.16)), stroke: Stroke(ink)))
      }
    }
    document.page(size: Size(300, 200)) { canvas in
      canvas.destination("later", at: Point(20, 10))
      canvas.tagged(.paragraph, id: 1) { $0.draw(paragraph, lines: 2..<paragraph.lines.count, at: Point(20, 20)) }
      canvas.tagged(.table, id: 2) { canvas in
        canvas.tagged(.tableBody, id: 5) { canvas in
          row("South", y: 120, on: canvas)
          row("West", y: 135, on: canvas)
        }
      }
      canvas.tagged(.figure, alternative: "(plain) \\ text") { canvas in
        canvas.draw(SceneShape(.circle(center: Point(60, 160), radius: 10), fill: .solid(ink)))
      }
    }
    return try document.finish()
  }

  private static func row(_ name: String, y: Double, on canvas: borrowing Canvas) {
    canvas.tagged(.tableRow) { canvas in
      cell(name, .tableHeader(.row), x: 20, y: y, on: canvas)
      cell("12.5", .tableCell, x: 120, y: y, on: canvas)
    }
  }

  private static func cell(
    _ string: String, _ role: StructureRole, x: Double, y: Double, on canvas: borrowing Canvas
  ) {
    canvas.tagged(role) { $0.draw(SceneText(string, font: font, color: ink, at: Point(x, y))) }
  }
}
