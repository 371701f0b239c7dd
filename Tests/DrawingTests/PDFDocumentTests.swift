import Drawing
import Testing

@Suite struct PDFDocumentTests {
  @Test func smoke() throws {
    let engine = TextEngine()
    var document = PDFDocument(metadata: PDFMetadata(title: "Report – Ü", author: "A"), text: engine)
    let font = Font(size: 9.5)
    let ink = Color(red: 0.1, green: 0.12, blue: 0.14)
    let paragraph = engine.paragraph(
      [
        TextRun("Safety stock moves upstream: ", font: font, color: ink),
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
    }
    let bytes = try document.finish()
    #expect(bytes.count > 1000)
  }
}
