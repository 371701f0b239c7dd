import Assets
import Charting
import Drawing
import Findings
import Foundation
import Testing

@testable import Reporting

/// The report of a small fixed study.
@Suite struct ReportWriterTests {
  /// The whole report, drawn once.
  static let report = Task { try await files(threads: 2) }

  static func files(
    threads: Int, change: (inout ReportOptions) -> Void = { _ in }
  ) async throws -> [String: [UInt8]] {
    var options = ReportOptions()
    options.threads = threads
    options.template = "technical"
    options.creationTime = 1_700_000_000
    change(&options)
    let study = try await SmallStudies.consumerGoods.value
    let report = try await ReportWriter.report(of: await ReportMaterial(study), options: options)
    return Dictionary(uniqueKeysWithValues: report.files.map { ($0.path, $0.bytes) })
  }

  static func figures() async throws -> [ReportFigure] {
    FigureCatalogue.figures(of: StudyFindings(try await SmallStudies.consumerGoods.value))
  }

  @Test func markdownIsAsKept() async throws {
    let markdown = try #require(try await Self.report.value["report.md"])
    try References.expect(String(decoding: markdown, as: UTF8.self), isKeptAs: "report.md")
  }

  @Test func figuresAreAsKept() async throws {
    let theme = try Theme(json: Assets.theme)
    let figures = try await Self.figures()
    for figure in figures {
      let scene = try figure.chart.scene(width: ReportFigure.fullWidth, theme: theme, text: EvenType())
      try References.expect(SceneDump.text(scene), isKeptAs: "figures/\(figure.heading.id).txt")
    }
    #expect(References.names(in: "figures") == figures.map { $0.heading.id + ".txt" }.sorted())
  }

  @Test func oneThreadGivesTheSameBytes() async throws {
    let study = try await Study.run(try SmallStudies.input(), threads: 1)
    var options = ReportOptions()
    options.threads = 1
    options.template = "technical"
    options.creationTime = 1_700_000_000
    let files = try await ReportWriter.report(of: await ReportMaterial(study), options: options).files
    let report = try await Self.report.value
    #expect(files.map(\.path) == report.keys.sorted())
    #expect(files.filter { $0.bytes != report[$0.path] }.map(\.path) == [])
  }

  @Test("templates keep to their length", arguments: [("executive", 15), ("one-page", 1)])
  func length(template: String, pages: Int) async throws {
    for usesLetterPaper in [false, true] {
      let files = try await Self.files(threads: 2) { options in
        options.template = template
        options.usesLetterPaper = usesLetterPaper
        options.formats = [.pdf]
      }
      let text = String(decoding: try #require(files["report.pdf"]), as: UTF8.self)
      let count = try #require(text.firstMatch(of: /\/Type \/Pages[^>]*\/Count (\d+)/).flatMap { Int($0.output.1) })
      #expect((1...pages).contains(count), "\(count) pages, Letter: \(usesLetterPaper)")
    }
  }

  @Test func everyFigureHasItsFiles() async throws {
    let report = try await Self.report.value
    let figures = try await Self.figures()
    #expect(figures.count >= 7)
    #expect(Set(figures.map(\.heading.id)).count == figures.count)
    for figure in figures {
      for (ending, start) in [("png", "\u{89}PNG"), ("pdf", "%PDF-"), ("svg", "<svg"), ("csv", "")] {
        let bytes = try #require(report["figures/\(figure.heading.id).\(ending)"])
        #expect(String(decoding: bytes.prefix(5), as: Unicode.UTF8.self).hasPrefix(start) || ending == "png")
        #expect(!bytes.isEmpty)
      }
      let rows = try #require(CSVText.rows(report["figures/\(figure.heading.id).csv"] ?? []))
      #expect(rows.count > 1)
      #expect(rows.allSatisfy { $0.count == rows[0].count }, "\(figure.heading.id)")
    }
  }

  @Test func everyImageIsAFile() async throws {
    let report = try await Self.report.value
    let tree = MarkdownParser.parse(String(decoding: report["report.md"] ?? [], as: UTF8.self))
    let sources = tree.flatMap { block -> [String] in
      guard case .paragraph(let inlines) = block else { return [] }
      return inlines.compactMap { if case .image(_, let source, _) = $0 { source } else { nil } }
    }
    #expect(sources.sorted() == (try await Self.figures()).map { "figures/\($0.heading.id).png" }.sorted())
    #expect(sources.filter { report[$0] == nil } == [])
  }

  @Test func everyTableReadsBack() async throws {
    let report = try await Self.report.value
    let tables = report.filter { $0.key.hasPrefix("tables/") }
    #expect(tables.count >= 8)
    for (path, bytes) in tables {
      let rows = try #require(CSVText.rows(bytes), "\(path)")
      #expect(rows.count > 1 && !rows[0].isEmpty, "\(path)")
      #expect(rows.allSatisfy { $0.count == rows[0].count }, "\(path)")
    }
    // Three items at a centre, two DCs and four stores.
    #expect(CSVText.rows(report["tables/policy.csv"] ?? [])?.count == 1 + 3 * 7)
  }

  @Test func findingsReadBack() async throws {
    let bytes = try #require(try await Self.report.value["findings.json"])
    let findings = try JSONDecoder().decode(StudyFindings.self, from: Data(bytes))
    #expect(StableJSON.bytes(findings) == bytes)
    #expect(bytes.last == 0x0A)
  }

  @Test("the PDF is sound", .enabled(if: Program.named("qpdf") != nil))
  func soundPDF() async throws {
    let program = try #require(Program.named("qpdf"))
    let report = try await Self.report.value
    let checked = try program.run(["--check"], on: report["report.pdf"] ?? [])
    #expect(checked.isContent, "\(checked.output)")
    #expect(!checked.output.contains("WARNING"))
  }

  @Test("the PDF is tagged and titled", .enabled(if: Program.named("pdfinfo") != nil))
  func taggedPDF() async throws {
    let program = try #require(Program.named("pdfinfo"))
    let report = try await Self.report.value
    let study = try await SmallStudies.consumerGoods.value
    let output = try program.run(on: report["report.pdf"] ?? []).output
    #expect(output.contains(/Tagged: +yes/))
    #expect(output.contains("Title:           \(StudyFindings(study).cover.title)\n"))
    #expect(output.contains(/CreationDate: +.*2023/))
  }

  @Test("only the formats asked for are written", arguments: ReportFormat.allCases)
  func formats(format: ReportFormat) async throws {
    let files = try await Self.files(threads: 2) { $0.formats = [format] }
    let reports = files.keys.filter { $0.hasPrefix("report.") || $0.hasSuffix(".xlsx") }
    #expect(reports == (format == .png ? [] : format == .xlsx ? ["policy.xlsx"] : ["report.\(format)"]))
    // The Markdown report shows its pictures from files.
    #expect(files.keys.contains { $0.hasPrefix("figures/") } == [.png, .md].contains(format))
    #expect(files["findings.json"] != nil && files["tables/policy.csv"] != nil)
  }

  @Test("own templates may hold anything", .enabled(if: Program.named("qpdf") != nil))
  func ownTemplates() async throws {
    let template = """
      # {{cover.title}}

      ## Part one

      [here](#part-two) [nowhere](#missing) [out](https://example.org/?a=b&c) [odd](javascript:alert(1)) [none]()

      ### Part two

      \(String(repeating: "> ", count: 1_000))[deep](#part-one)

      \((0..<40).map { String(repeating: "  ", count: $0) + "- level \($0)\n" }.joined())

      \(String(repeating: "> - ", count: 7))| a | b |
      \(String(repeating: ">   ", count: 7))| - | -: |
      \(String(repeating: ">   ", count: 7))| \(String(repeating: "unbroken", count: 60)) | 1 |

      | \(String(repeating: "a | ", count: 60))
      | \(String(repeating: "- | ", count: 60))

      ![none](figures/none.png)

      ######

      <!-- cover -->
      """
    let scratch = Scratch()
    defer { scratch.remove() }
    try scratch.put("mine.md.mustache", Array(template.utf8))
    let files = try await Self.files(threads: 1) {
      $0.template = "mine"
      $0.templatesFolder = scratch.path("")
      $0.formats = [.pdf, .html]
    }
    let checked = try #require(Program.named("qpdf")).run(["--check"], on: files["report.pdf"] ?? [])
    #expect(checked.isContent && !checked.output.contains("WARNING"), "\(checked.output)")
    #expect(HTMLPage(page: files["report.html"] ?? []) != nil)
  }

  @Test func aFaultyTemplateIsAnError() async throws {
    let error = await #expect(throws: ReportError.self) { try await Self.files(threads: 1) { $0.template = "annual" } }
    #expect(error?.isOutput == false)
    #expect(error?.message.contains("annual") == true)
  }

  /// Writes files as a report of their own.
  private func write(_ files: [OutputFolder.File], to folder: String) throws {
    let inputs = try ReportInputs(
      toolVersion: "0.0.0", files: [], unknownNames: [], options: [:], templatesFolder: nil)
    try ReportWriter.write(MadeReport(files: files, runID: "a run"), from: inputs, to: folder)
  }

  @Test func writingKeepsAManifestAndDropsWhatIsStale() throws {
    try Scratch.use { scratch in
      let folder = scratch.path("out")
      try scratch.put("out/mine.txt", [9])
      try write([("report.md", [1]), ("figures/a.csv", [2])], to: folder)
      let manifest = try #require(Manifest.read(folder: folder))
      #expect(manifest.files.map(\.path) == ["report.md", "figures/a.csv"])
      #expect(manifest.files.map(\.bytes) == [1, 1])
      #expect(manifest.files[0].contentHash.hasPrefix("4bf5122f344554c5"))
      #expect(manifest.run == "a run" && manifest.inputs.toolVersion == "0.0.0")
      try write([("report.md", [3])], to: folder)
      #expect(Set(scratch.tree.keys) == ["out/manifest.json", "out/mine.txt", "out/report.md"])
      // A damaged manifest is no reason to fail, and nothing is removed for it.
      try scratch.put("out/manifest.json", Array("{".utf8))
      try write([("report.html", [4])], to: folder)
      #expect(Set(scratch.tree.keys) == ["out/manifest.json", "out/mine.txt", "out/report.html", "out/report.md"])
      // One of the first version names files of ours, too.
      let first =
        "{\"schema\":\"meio.manifest/1\",\"run\":\"1\",\"toolVersion\":\"0\",\"files\":"
        + "[{\"path\":\"report.html\",\"bytes\":1}]}"
      try scratch.put("out/manifest.json", Array(first.utf8))
      try write([("report.pdf", [5])], to: folder)
      #expect(Set(scratch.tree.keys) == ["out/manifest.json", "out/mine.txt", "out/report.md", "out/report.pdf"])
    }
  }

  @Test func outputThatCannotBeWrittenIsTold() throws {
    let error = #expect(throws: ReportError.self) { try write([("report.md", [1])], to: "/dev/null/out") }
    #expect(error?.isOutput == true)
  }
}

/// Type whose every letter is half as wide as it is high: scenes do not depend on the fonts of the machine.
struct EvenType: TextMeasuring {
  func extent(of string: String, font: Font) -> TextExtent {
    TextExtent(width: Double(string.count) * font.size / 2, ascent: font.size, descent: font.size / 4)
  }
}
