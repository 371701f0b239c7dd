import Charting
import Drawing
import Foundation
import Testing

/// Pictures to look at: written where `MEIO_GALLERY` names a folder.
@Suite struct GalleryTests {
  static let folder = ProcessInfo.processInfo.environment["MEIO_GALLERY"]

  @Test(.enabled(if: folder != nil), arguments: SampleCharts.all.indices)
  func writesPictures(index: Int) throws {
    let (name, chart) = SampleCharts.all[index]
    let folder = try #require(Self.folder)
    for width in [240.0, 493, 900] {
      let text = TextEngine()
      let scene = try chart.scene(width: width, theme: Fixture.theme, text: text)
      let bytes = try PNGWriter.png(scene, dotsPerInch: 110, text: text)
      try Data(bytes).write(to: URL(filePath: folder).appending(path: "\(name)-\(Int(width)).png"))
    }
  }
}
