import Charting
import Drawing
import Testing

/// Every mark of every chart as it was last found good: its usual data and those that break charts, set in a type whose
/// every letter is half as wide as it is high, so that no font matters.
@Suite struct SceneReferenceTests {
  /// Hard cases that are kept; the others are checked by rules alone.
  static let hard = ["one point", "all equal", "negative", "long names", "scripts"]

  private func dump(_ chart: any Chart, width: Double) throws -> String {
    SceneDump.text(try chart.scene(width: width, theme: Fixture.theme, text: SnapshotTests.EvenType()))
  }

  @Test(arguments: SampleCharts.all.map(\.name))
  func usualData(name: String) throws {
    let chart = try #require(SampleCharts.all.first { $0.name == name }).chart
    try SceneReferences.expect(try dump(chart, width: 493), isKeptAs: "\(name).txt")
  }

  @Test(arguments: AwkwardCharts.charts(AwkwardCharts.cases[0]).map(\.name))
  func hardData(name: String) throws {
    var text = ""
    let none = AwkwardCharts.Data(name: "no data", values: [], names: [])
    for data in [none] + AwkwardCharts.cases.filter({ Self.hard.contains($0.name) }) {
      guard let chart = AwkwardCharts.charts(data).first(where: { $0.name == name })?.chart else { continue }
      text += "# \(data.name)\n" + (try dump(chart, width: 320))
    }
    try SceneReferences.expect(text, isKeptAs: "hard-\(name).txt")
  }
}
