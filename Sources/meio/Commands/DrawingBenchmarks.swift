import ArgumentParser
import Assets
import Charting
import Drawing
import Findings
import PageLayout
import Reporting

/// `meio benchmark charts`: eight charts as PNG and PDF.
struct ChartBenchmarkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "charts", abstract: "Draw eight charts of 12 by 6 inches, as PNG of 300 dots an inch and as PDF.")

  @Argument(help: "Folder for the files.")
  var out: String

  @OptionGroup var threads: ThreadOptions

  func run() async throws {
    let theme = try Theme(json: Assets.theme)
    var charts = PeerCharts()
    let all = charts.all
    let drawn = await parallelMap(all.count, threads: threads.count) { index in
      Result<[OutputFolder.File], any Error> {
        let (name, panels) = all[index]
        let text = TextEngine()
        let scene = try PeerCharts.scene(panels, theme: theme, text: text)
        let png = try PNGWriter.png(scene, dotsPerInch: 300, background: theme.paper, text: text)
        let pdf = try PDFDocument.single(scene, metadata: PDFMetadata(title: name, creator: "meio"), text: text)
        return [("\(name).png", png), ("\(name).pdf", pdf)]
      }
    }
    try OutputFolder(path: out).write(try drawn.flatMap { try $0.get() })
  }
}

/// `meio benchmark pages`: a report of five tables with its eight charts, on one thread.
struct PageBenchmarkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pages", abstract: "Set a report of five tables and eight charts, charts included.")

  @Argument(help: "Folder for report.pdf.")
  var out: String

  func run() async throws {
    let theme = try Theme(json: Assets.theme)
    var charts = PeerCharts()
    let text = TextEngine()
    // Two to a row: panels of one chart stand on rows of their own.
    let scenes = try charts.all.flatMap(\.panels).map {
      try PeerCharts.scene([$0], sheet: Size(240, 120), margin: 4, theme: theme, text: text)
    }
    var pages = PeerPages()
    var style = PageStyle(theme: theme)
    style.tableSize = 7.5
    let document = LayoutEngine(style: style, measurer: text).layout(pages.document(scenes))
    let metadata = PDFMetadata(title: "Multi-echelon inventory report", creator: "meio")
    let bytes = try PDFRenderer.render(document, metadata: metadata, text: text)
    try OutputFolder(path: out).write([("report.pdf", bytes)])
    try Terminal.output("{\"pages\": \(document.pages.count), \"bytes\": \(bytes.count)}\n")
  }
}
