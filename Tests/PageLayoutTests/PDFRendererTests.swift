import Drawing
import Foundation
import PageLayout
import Testing

/// The file, as other programs read it.
struct PDFRendererTests {
  private static let qpdf = tool("qpdf")
  private static let pdfinfo = tool("pdfinfo")
  private static let pdftotext = tool("pdftotext")

  private static func tool(_ name: String) -> URL? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { URL(fileURLWithPath: String($0)).appendingPathComponent(name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  private func sample() throws -> (PagedDocument, [UInt8]) {
    let engine = TextEngine()
    let pages = LayoutEngine(measurer: engine).layout(SampleDocument.document)
    return (pages, try PDFRenderer.render(pages, metadata: PDFMetadata(title: "Harbour lights"), text: engine))
  }

  /// Runs a tool on the bytes as a file; gives its exit status and what it said.
  private func run(_ tool: URL, _ arguments: [String], on bytes: [UInt8]) throws -> (Int32, String) {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("pages-\(UUID().uuidString).pdf")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    let pipe = Pipe()
    process.executableURL = tool
    process.arguments = arguments.map { $0 == "FILE" ? file.path : $0 }
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(bytes: output, encoding: .utf8) ?? "")
  }

  @Test func theSameDocumentGivesTheSameBytes() throws {
    #expect(try sample().1 == sample().1)
  }

  @Test func pagesInRealLettersAreSound() throws {
    expectSoundPages(try sample().0, of: SampleDocument.blocks)
  }

  @Test func oddBlocksMakeAFileAllTheSame() throws {
    let blocks: [Block] = [
      .heading(level: 3, ["Deep first"], anchor: "a"), .heading(level: 1, ["'Quoted' \\ (heading)"], anchor: "a"),
      .table(Table(columns: [.figures], body: [[["1"]]], anchor: "a")),
      .table(Table(columns: [], body: [], anchor: "empty")),
      .paragraph([.link(["nowhere"], to: .destination("empty")), .link(["odd"], to: .uri("x'y\\z"))]),
      .list(
        List([[.callout([.table(SampleDocument.summaryTable), .tiles(SampleDocument.tiles)])]], firstNumber: .max)),
      .callout([.contents(Contents(levels: 1...6)), .cover(SampleDocument.cover), .pageBreak]),
      .table(
        Table(
          columns: [Table.Column(.center, width: .nan), Table.Column(width: 1e9)],
          body: (0..<80).map { [[.link([.text("\($0)")], to: .destination("a"))], [.code("\u{7}\u{0}x")]] })),
      .figures([Figure(Scene(size: Size(0, 0), title: "", summary: ""))]), .preformatted("\n\n"),
    ]
    let engine = TextEngine()
    let pages = LayoutEngine(measurer: engine).layout(Document(title: "", blocks: blocks))
    let bytes = try PDFRenderer.render(pages, metadata: PDFMetadata(title: "Odd"), text: engine)
    #expect(!bytes.isEmpty)
    #expect(pages.warnings.count == 3)
    if let qpdf = Self.qpdf {
      let (status, said) = try run(qpdf, ["--check", "FILE"], on: bytes)
      #expect(status == 0, "\(said)")
    }
  }

  @Test(.enabled(if: qpdf != nil)) func qpdfFindsNoFault() throws {
    let (status, said) = try run(try #require(Self.qpdf), ["--check", "FILE"], on: sample().1)
    #expect(status == 0, "\(said)")
    #expect(!said.contains("WARNING"))
  }

  @Test(.enabled(if: pdfinfo != nil)) func theFileIsTaggedAndHasAllPages() throws {
    let (pages, bytes) = try sample()
    let (_, said) = try run(try #require(Self.pdfinfo), ["FILE"], on: bytes)
    let facts = said.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true) }
    #expect(facts.contains(["Tagged:", "yes"]))
    #expect(facts.contains(["Pages:", "\(pages.pages.count)"]))
  }

  @Test(.enabled(if: pdfinfo != nil)) func theStructureNamesEveryKindOfPart() throws {
    let (_, said) = try run(try #require(Self.pdfinfo), ["-struct", "FILE"], on: sample().1)
    let names = Set(said.split(whereSeparator: { " :\n".contains($0) }).map(String.init))
    for name in ["Document", "Sect", "H1", "H2", "H3", "P", "L", "LI", "LBody", "TOC", "TOCI", "Link", "Figure"] {
      #expect(names.contains(name), "\(name)")
    }
    for name in ["Table", "TR", "TH", "TD", "Caption"] { #expect(names.contains(name), "\(name)") }
  }

  @Test(.enabled(if: pdftotext != nil)) func theWordsCanBeRead() throws {
    let (_, said) = try run(try #require(Self.pdftotext), ["-layout", "FILE", "-"], on: sample().1)
    for words in ["Executive summary", "Overstocked with spare lamps", "Table 2. Every lamp (continued)", "Page 3 of"] {
      #expect(said.contains(words), "\(words)")
    }
  }
}
