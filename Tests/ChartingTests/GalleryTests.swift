import Charting
import Drawing
import Foundation
import PageLayout
import Testing

/// Every chart on one pile of pages, and as pictures of three widths, to look at: in the folder that `MEIO_GALLERY` names,
/// else in a temporary one that goes again.
@Suite struct GalleryTests {
  /// A chart as it stands in the gallery.
  private struct Exhibit {
    var name: String
    var chart: any Chart
  }

  private static let widths = [240.0, 480, 900]
  private static let chosen = ProcessInfo.processInfo.environment["MEIO_GALLERY"]

  private static var exhibits: [Exhibit] {
    let hard = AwkwardCharts.cases + [AwkwardCharts.Data(name: "no data", values: [], names: [])]
    return SampleCharts.all.map { Exhibit(name: $0.name, chart: $0.chart) }
      + hard.flatMap { data in
        AwkwardCharts.charts(data).map { name, chart in
          Exhibit(name: "hard-\(name)-\(data.name.split(separator: " ").joined(separator: "-"))", chart: chart)
        }
      }
  }

  @Test func makesPagesOfAllCharts() throws {
    let text = TextEngine()
    var blocks: [Block] = []
    for exhibit in Self.exhibits {
      let scene = try exhibit.chart.scene(width: 493, theme: Fixture.theme, text: text)
      blocks += [.heading(level: 2, [.text(exhibit.name)]), .figures([Figure(scene)])]
    }
    let document = Document(title: "Gallery", blocks: [.heading(level: 1, [.text("Gallery")])] + blocks)
    let pages = LayoutEngine(style: PageStyle(theme: Fixture.theme), measurer: text).layout(document)
    let bytes = try PDFRenderer.render(pages, metadata: PDFMetadata(title: "Gallery"), text: text)
    #expect(pages.pages.count > Self.exhibits.count / 4)
    try Self.write(bytes, to: "gallery.pdf")
  }

  @Test(arguments: widths)
  func makesPictures(width: Double) throws {
    let text = TextEngine()
    // Without a folder to keep them in, the usual charts are enough.
    for exhibit in Self.chosen == nil ? Array(Self.exhibits.prefix(SampleCharts.all.count)) : Self.exhibits {
      let scene = try exhibit.chart.scene(width: width, theme: Fixture.theme, text: text)
      let bytes = try PNGWriter.png(scene, dotsPerInch: 96, background: Fixture.theme.paper, text: text)
      #expect(bytes.count > 100, "\(exhibit.name)")
      // Points are a third larger than pixels: 320, 640 and 1200.
      try Self.write(bytes, to: "\(exhibit.name)-\(Int(width * 4 / 3)).png")
    }
  }

  private static func write(_ bytes: [UInt8], to name: String) throws {
    if let chosen {
      try FileManager.default.createDirectory(atPath: chosen, withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(filePath: chosen).appending(path: name))
      return
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "gallery-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(bytes).write(to: folder.appending(path: name))
  }
}
