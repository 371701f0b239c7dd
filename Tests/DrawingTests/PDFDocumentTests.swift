import Drawing
import Testing

@Suite struct PDFDocumentTests {
  @Test(.enabled(if: Tool.qpdf != nil)) func isAcceptedByQPDF() throws {
    let qpdf = try #require(Tool.qpdf)
    let theme = try Repository.theme()
    for bytes in [
      try SampleDocument.bytes(), try PDFDocument.single(SampleScenes.bars(theme)),
      try PDFDocument.single(SampleScenes.awkward()), try awkward(),
    ] {
      let (isContent, output) = try qpdf.run(["--check"], on: bytes)
      #expect(isContent, "\(output)")
      #expect(!output.contains("WARNING"), "\(output)")
    }
  }

  @Test(.enabled(if: Tool.pdfinfo != nil)) func saysWhatItIs() throws {
    let pdfinfo = try #require(Tool.pdfinfo)
    let lines = try pdfinfo.run(on: SampleDocument.bytes()).output.split(separator: "\n").map {
      $0.split(separator: ":", maxSplits: 1).map { $0.trimmingPrefix { $0 == " " } }
    }
    func value(_ key: String) -> String? { lines.first { $0.first.map(String.init) == key }?.last.map(String.init) }
    #expect(value("Title") == "Report – Ü")
    #expect(value("Author") == "A (B)")
    #expect(value("Keywords") == "one, two")
    #expect(value("Tagged") == "yes")
    #expect(value("Suspects") == "no")
    #expect(value("Pages") == "2")
    #expect(value("CreationDate")?.hasPrefix("Fri Jan  2 00:00:00 1970") == true)
  }

  @Test(.enabled(if: Tool.pdfinfo != nil)) func holdsItsStructureAcrossPages() throws {
    let output = try #require(Tool.pdfinfo).run(["-struct"], on: SampleDocument.bytes()).output
    let names = output.split(separator: "\n").map { line in
      String(repeating: " ", count: line.prefix { $0 == " " }.count / 2)
        + line.trimmingPrefix { $0 == " " }.prefix { $0 != " " && $0 != ":" }
    }
    let lines = names.filter { !$0.contains("/") && !$0.contains("Object") }
    #expect(
      lines == [
        "Document", " H1", " P", "  Link", "  Link", "  Link", " Table", "  THead", "   TR", "    TH", "  TBody",
        "   TR",
        "    TH", "    TD", "   TR", "    TH", "    TD", "   TR", "    TH", "    TD", " Figure", " Figure",
      ])
    #expect(output.split(separator: "\n").filter { $0.contains("/Scope /Row") }.count == 3)
  }

  @Test func onePictureIsADocument() throws {
    let scene = SampleScenes.bars(try Repository.theme())
    let bytes = try PDFDocument.single(scene)
    #expect(bytes == (try PDFDocument.single(scene)))
    #expect(bytes.contains(Array("/Alt (Two bars: 12.5 now, 8.25 proposed.)".utf8)))
    if let pdfinfo = Tool.pdfinfo {
      let output = try pdfinfo.run(on: bytes).output
      #expect(output.contains("Stock falls by a third"))
      #expect(output.contains("160 x 90 pts"))
      #expect(output.contains("Tagged:          yes"))
    }
  }

  @Test func sameInputSameBytes() throws { #expect(try SampleDocument.bytes() == SampleDocument.bytes()) }

  @Test func refusesWhatWouldDamageTheFile() throws {
    #expect(throws: DrawingError.noPages) { try PDFDocument(metadata: PDFMetadata(title: "T")).finish() }
    #expect(throws: DrawingError.missingDestination("there")) {
      try page { canvas in
        let area = Rectangle(x: 0, y: 0, width: 9, height: 9)
        canvas.tagged(.paragraph) { $0.link(to: .destination("there"), area: area) { _ in } }
      }
    }
    #expect(throws: DrawingError.duplicateDestination("here")) {
      try page { canvas in
        canvas.destination("here", at: Point(0, 0))
        canvas.destination("here", at: Point(0, 9))
      }
    }
    #expect(throws: DrawingError.misplacedStructure(child: "TD", parent: "Document")) {
      try page { $0.tagged(.tableCell) { _ in } }
    }
    #expect(throws: DrawingError.invalidCoordinate("a shape")) { try page { $0.draw(SampleScenes.broken()) } }
    #expect(throws: DrawingError.invalidCoordinate("the text \"lost\"")) {
      try page { $0.draw(SampleScenes.broken().elements[1]) }
    }
    for size in [Size(0, 9), Size(9, -1), Size(9, 14_401)] {
      #expect(throws: DrawingError.invalidSize(width: size.width, height: size.height)) {
        try PDFDocument.single(Scene(size: size, title: "", summary: ""))
      }
    }
    #expect(throws: DrawingError.self) { try PDFDocument.single(Scene(size: Size(.nan, 9), title: "", summary: "")) }
  }

  private func page(_ body: (borrowing Canvas) -> Void) throws -> [UInt8] {
    var document = PDFDocument(metadata: PDFMetadata(title: "T"))
    document.page(size: Size(100, 100), body)
    return try document.finish()
  }

  /// Awkward strings wherever a document takes one.
  private func awkward() throws -> [UInt8] {
    let strings = SampleScenes.awkwardStrings
    let all = strings.joined(separator: " ")
    let metadata = PDFMetadata(
      title: all, author: all, subject: all, keywords: strings, creator: all, language: all, creationTime: .max)
    var document = PDFDocument(metadata: metadata)
    for string in strings { document.outline(string, level: 99, destination: string + "!") }
    document.page(size: Size(300, 500), label: all) { canvas in
      for (index, string) in strings.enumerated() {
        canvas.destination(string + "!", at: Point(0, Double(index)))
        canvas.tagged(.paragraph) { canvas in
          for target in [LinkTarget.uri(string), .destination(string + "!")] {
            let area = Rectangle(x: 0, y: Double(20 * index), width: 50, height: 18)
            canvas.link(to: target, area: area) { canvas in
              canvas.draw(
                SceneText(string, font: Font(size: 8), color: .black, at: Point(0, Double(20 * index + 15))))
            }
          }
        }
        canvas.tagged(.figure, alternative: string) { _ in }
      }
    }
    return try document.finish()
  }
}
