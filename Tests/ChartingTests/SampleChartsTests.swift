import Charting
import Drawing
import Testing

/// Every ordinary chart at every width.
@Suite struct SampleChartsTests {
  @Test(arguments: SampleCharts.all.indices, [240.0, 320, 493, 900])
  func keepsTextsApartAndInside(index: Int, width: Double) throws {
    let text = TextEngine()
    let scene = try SampleCharts.all[index].chart.scene(width: width, theme: Fixture.theme, text: text)
    #expect(SceneChecks(scene: scene, text: text).faults == [])
  }
}
