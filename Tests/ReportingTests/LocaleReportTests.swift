import CaseFiles
import Drawing
import Findings
import Foundation
import SupplyNetwork
import Testing
import WorkbookFile

@testable import Reporting

/// Whole reports in another locale and language, under a brand, and about names of other scripts.
@Suite struct LocaleReportTests {
  /// The small case with texts of its files replaced.
  static func input(_ change: (String, String) -> String) throws -> StudyInput {
    try Scratch.use { scratch in
      for file in SampleCase.consumerGoods(seed: 1, stores: 4, dcs: 2, items: 3) {
        let text = file.text.replacing(
          "periods: 365, warm_up: 90, replications: 30", with: "periods: 60, warm_up: 30, replications: 4")
        try scratch.put(file.name, Array(change(file.name, text).utf8))
      }
      let loaded = CaseReader.read(folder: scratch.path(""))
      guard let planningCase = loaded.case else { throw IssueList(loaded.issues) }
      return StudyInput(
        model: try NetworkModel(planningCase), planningCase: planningCase, issues: loaded.issues,
        files: loaded.inputs.map { .init(name: $0.name, contentHash: $0.contentHash) }, toolVersion: "0.0.0")
    }
  }

  private static func report(_ input: StudyInput, _ options: ReportOptions = ReportOptions()) async throws -> MadeReport
  {
    try await ReportWriter.report(of: ReportMaterial(try await Study.run(input, threads: 2)), options: options)
  }

  private static let english = Task {
    try await report(try input { $1.replacing("currency: USD", with: "currency: EUR") })
  }
  private static let german = Task {
    try await report(
      try input {
        $1.replacing("currency: USD", with: "currency: EUR").replacing("en_US", with: "de_DE, language: de")
      })
  }

  @Test func figuresAndDatesFollowTheLocale() async throws {
    let text = try text("report.md", try await Self.german.value)
    #expect(text.contains("01.11.2026") && !text.contains("| 2026-11-01"))
    #expect(text.contains("\u{A0}€") && !text.contains("€1") && !text.contains("$"))
    #expect(text.contains(/[0-9],[0-9]\u{A0}%/))
    // No figure is left in English: thousands with a comma, decimals with a point, a percent sign close to its digits.
    let lines = text.split(separator: "\n").filter {
      !$0.contains("doi:") && !$0.contains("Made with") && !$0.contains("demand.csv")
    }
    let left = lines.filter { $0.contains(/[0-9],[0-9]{3}[^0-9,]/) && !$0.contains(/0,[0-9]{3}/) }
    #expect(left == [])
    #expect(lines.filter { $0.contains(/[0-9]%/) } == [])
    #expect(lines.filter { $0.contains(/[0-9]\.[0-9]%?[^0-9.]/) && !$0.contains(/[0-9]\.[0-9]{3}/) } == [])
  }

  @Test func dataFilesAreFreeOfTheLocale() async throws {
    let (german, english) = (try await Self.german.value, try await Self.english.value)
    let paths = english.files.map(\.path).filter { $0.hasSuffix(".csv") }
    #expect(paths.count > 20 && german.files.map(\.path).filter { $0.hasSuffix(".csv") } == paths)
    let format = NumberFormat(currency: "EUR", in: .of("de_DE"))
    for path in paths {
      let own = try #require(CSVText.rows(try bytes(path, german)))
      let plain = try #require(CSVText.rows(try bytes(path, english)))
      for (row, other) in zip(own, plain) {
        for (cell, twin) in zip(row, other) where cell != twin {
          // Only sentences differ.
          #expect(cell.contains(" ") && format.english(cell) == nil, "\(path): \(cell) and \(twin)")
        }
      }
    }
  }

  @Test func pagesAreInTheLanguageOfTheTemplates() async throws {
    let report = try await Self.german.value
    let page = try #require(HTMLPage(page: try bytes("report.html", report)))
    #expect(page.all("html").first?.attributes["lang"] == "de")
    #expect(page.source.contains("\u{A0}€") && page.source.contains("\u{A0}%"))
    #expect(String(decoding: try bytes("report.pdf", report), as: UTF8.self).contains("/Lang (de)"))
    if let program = Program.named("pdftotext") {
      let text = try program.run(on: try bytes("report.pdf", report))
      #expect(text.isContent)
    }
  }

  @Test func workbooksHaveTheCurrencyInTheirFormats() async throws {
    let german = try #require(WorkbookFile(try bytes("policy.xlsx", try await Self.german.value)))
    let english = try #require(WorkbookFile(try bytes("policy.xlsx", try await Self.english.value)))
    #expect(german.sheets.map(\.name) == english.sheets.map(\.name))
    func formats(_ workbook: WorkbookFile) -> Set<String> {
      Set(workbook.sheets.flatMap { $0.cells.values.map(\.numberFormat) })
    }
    #expect(formats(german).contains { $0.hasPrefix("#,##0\"\u{A0}€\"") })
    #expect(
      !formats(german).contains { $0.contains("\"€\"") } && formats(english).contains { $0.contains("\"€\"#,##0") })
    // The figures themselves are the same.
    for (sheet, twin) in zip(german.sheets, english.sheets) {
      for (place, cell) in sheet.cells where cell.value != nil { #expect(cell.value == twin.cells[place]?.value) }
    }
  }

  @Test func templatesMayBeInAnyLanguage() async throws {
    let scratch = Scratch()
    defer { scratch.remove() }
    let template = """
      {{% CONTENT_TYPE:MARKDOWN}}
      <!-- cover -->

      # {{cover.title}}

      <!-- /cover -->

      ## Zusammenfassung für die Geschäftsführung

      Größte Veränderung: {{summary.recommendation}}

      """
    try scratch.put("templates/kurz.md.mustache", Array(template.utf8))
    var options = ReportOptions()
    options.template = "kurz"
    options.templatesFolder = scratch.path("templates")
    options.formats = [.md, .html, .pdf]
    let material = await ReportMaterial(
      try await Study.run(try Self.input { $1.replacing("en_US", with: "de_DE, language: de") }))
    let report = try await ReportWriter.report(of: material, options: options)
    #expect(try text("report.md", report).contains("Zusammenfassung für die Geschäftsführung\n\nGrößte Veränderung: "))
    #expect(try text("report.html", report).contains("<h2 id=\"zusammenfassung-für-die-geschäftsführung\">"))
  }

  @Test func aBrandIsShownAndDrawnAnewWhereItChanges() async throws {
    let scratch = Scratch()
    defer { scratch.remove() }
    let logo = try PNGWriter.png(
      Scene(
        size: Size(60, 20), title: "", summary: "",
        elements: [.shape(SceneShape(.rectangle(Rectangle(x: 0, y: 0, width: 30, height: 20)), fill: .solid(.black)))]))
    var input = try Self.input { $1.replacing("en_US", with: "en_US, brand: {name: Muster & Söhne}") }
    input.model.settings.report.brand.name = "Muster & Söhne"
    var options = ReportOptions()
    options.brand.colors = ["accent": "#8A1253"]
    options.brand.logo = logo
    let material = await ReportMaterial(try await Study.run(input, threads: 2))
    let first = try await ReportWriter.report(of: material, options: options)
    let page = try #require(HTMLPage(page: try bytes("report.html", first)))
    #expect(page.ofClass("brand").first?.text == "Muster & Söhne")
    #expect(page.source.contains("--proposal: #8A1253;") && page.source.contains("src=\"data:image/png;base64,iVBOR"))
    #expect(try text("figures/inventory-by-tier.svg", first).contains("#8A1253"))
    #expect(String(decoding: try bytes("report.pdf", first), as: UTF8.self).contains("/Subtype /Image"))

    let inputs = try ReportInputs(toolVersion: "0", files: [], unknownNames: [], options: [:], templatesFolder: nil)
    try ReportWriter.write(first, from: inputs, to: scratch.path("out"))
    func second(_ change: (inout ReportOptions) -> Void) async throws -> MadeReport {
      var other = options
      change(&other)
      let previous = PreviousOutput(folder: scratch.path("out"), programTime: nil)
      let made = try await ReportWriter.report(of: material, options: other, reusing: previous)
      let fresh = try await ReportWriter.report(of: material, options: other)
      #expect(zip(made.files, fresh.files).filter { $0.bytes != $1.bytes }.map(\.0.path) == [])
      return made
    }
    #expect(try await second { _ in }.drawnFigures == [])
    let recolored = try await second { $0.brand.colors = ["accent": "#1F5FAA"] }
    #expect(recolored.drawnFigures == recolored.figures)
    let unsigned = try await second { $0.brand.logo = nil }
    let plain = try text("report.html", unsigned)
    #expect(unsigned.drawnFigures == [] && !plain.contains("data:image/png"))
    options.brand.logo = Array("no picture".utf8)
    await #expect(throws: ReportError.self) { try await ReportWriter.report(of: material, options: options) }
  }

  @Test func paleColoursAreTold() throws {
    var brand = ReportBrand()
    #expect(try brand.warnings(templatesFolder: nil) == [])
    brand.colors = ["accent": "#FFD400", "good": "#00785A", "bad": "#E8590C"]
    let warnings = try brand.warnings(templatesFolder: nil)
    #expect(warnings.count == 2)
    #expect(warnings.map(\.role) == ["accent", "bad"])
    #expect(warnings[0].message.hasPrefix("#FFD400 has a contrast of 1.4:1 on the paper, below the 3.0:1"))
    #expect(warnings[1].message.contains("3.5:1") && warnings[1].message.contains("enough for marks"))
  }

  // MARK: Names

  static let names = [
    "上海配送中心", "مركز توزيع القاهرة", "מרכז הפצה תל אביב", "Überregionales Zentrallager für Süßwaren São João",
  ]
  static let items = ["दिल्ली चाय", "A name of an item that has more than sixty characters, or so they say"]

  /// Names in place of those of the first lines of a table.
  private static func renamed(_ text: String, _ names: [String]) -> String {
    var lines = text.split(separator: "\n").map(String.init)
    for (index, name) in names.enumerated() where index + 1 < lines.count {
      guard var cells = CSVText.rows(Array((lines[index + 1] + "\r\n").utf8))?.first else { continue }
      cells[1] = name
      lines[index + 1] = String(decoding: CSVWriter.bytes([cells]), as: UTF8.self).replacing("\r\n", with: "")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let foreign = Task {
    try await report(
      try input { name, text in
        switch name {
        case "locations.csv": renamed(text, names)
        case "items.csv": renamed(text, items)
        default:
          text.replacing("title: Inventory review 2026", with: "title: \"بيان المخزون — 库存 2026\"")
            .replacing("Consumer Goods Example", with: "חברה לדוגמה")
        }
      })
  }

  @Test func namesOfAnyScriptReachEveryFile() async throws {
    let report = try await Self.foreign.value
    let markdown = try text("report.md", report)
    for name in Self.names { #expect(markdown.contains(name), "\(name)") }
    #expect(markdown.hasPrefix("<!-- cover -->\n\n# بيان المخزون — 库存 2026\n\nחברה לדוגמה\n"))
    #expect(try text("tables/policy.csv", report).contains("上海配送中心"))
    #expect(try text("figures/network.svg", report).contains("上海配送中心"))
    let page = try #require(HTMLPage(page: try bytes("report.html", report)))
    #expect(page.all("title").first?.text.contains("بيان المخزون") == true)
    // A name that runs against its sentence is isolated from the figures beside it.
    #expect(page.all("bdi").contains { $0.text.hasPrefix("م") || $0.text.hasPrefix("מ") || $0.text.hasPrefix("ב") })
    let workbook = try #require(WorkbookFile(try bytes("policy.xlsx", report)))
    #expect(workbook.sheets.contains { sheet in (1...60).contains { sheet.row($0).contains("上海配送中心") } })
    if let program = Program.named("qpdf") {
      #expect(try program.run(["--check"], on: try bytes("report.pdf", report)).isContent)
    }
  }

  private func bytes(_ path: String, _ report: MadeReport) throws -> [UInt8] {
    try #require(report.files.first { $0.path == path }?.bytes, "\(path)")
  }

  private func text(_ path: String, _ report: MadeReport) throws -> String {
    String(decoding: try bytes(path, report), as: UTF8.self)
  }
}
