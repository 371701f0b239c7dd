import Charting
import Drawing
import Foundation
import Testing

/// Pictures to look at: written where `MEIO_GALLERY` names a folder.
@Suite struct GalleryTests {
  static let folder = ProcessInfo.processInfo.environment["MEIO_GALLERY"]

  @Test(.enabled(if: folder != nil), arguments: SampleCharts.all.indices)
  func writesPictures(index: Int) throws {
    try write(SampleCharts.all[index].name, SampleCharts.all[index].chart)
  }

  @Test(.enabled(if: folder != nil), arguments: AwkwardCharts.cases.indices)
  func writesAwkwardPictures(index: Int) throws {
    let data = AwkwardCharts.cases[index]
    for (name, chart) in AwkwardCharts.charts(data) {
      try write("awkward-\(data.name.split(separator: " ").joined(separator: "-"))-\(name)", chart)
    }
  }

  private func write(_ name: String, _ chart: any Chart) throws {
    let folder = try #require(Self.folder)
    for width in [240.0, 493, 900] {
      let text = TextEngine()
      let scene = try chart.scene(width: width, theme: Fixture.theme, text: text)
      let bytes = try PNGWriter.png(scene, dotsPerInch: 110, text: text)
      try Data(bytes).write(to: URL(filePath: folder).appending(path: "\(name)-\(Int(width)).png"))
    }
  }
}
