import Charting
import Drawing
import Testing

/// Data that break other charts, drawn at every width.
@Suite struct AwkwardDataTests {
  static let widths = [240.0, 320, 493, 900]

  @Test(arguments: AwkwardCharts.cases.indices, widths)
  func keepsTextsApartAndInside(index: Int, width: Double) throws {
    let data = AwkwardCharts.cases[index]
    let text = TextEngine()
    for (name, chart) in AwkwardCharts.charts(data) {
      let scene = try chart.scene(width: width, theme: Fixture.theme, text: text)
      let faults = SceneChecks(scene: scene, text: text).faults
      #expect(faults == [], "\(name) of \(data.name) at \(width)")
    }
  }

  @Test func drawsAPanelWhereDataAreAbsent() throws {
    let text = TextEngine()
    let none = AwkwardCharts.Data(name: "none", values: [], names: [])
    for (name, chart) in AwkwardCharts.charts(none) where name != "waterfall" {
      #expect(chart.isEmpty, "\(name)")
      let scene = try chart.scene(width: 493, theme: Fixture.theme, text: text)
      let checks = SceneChecks(scene: scene, text: text)
      #expect(checks.faults == [] && checks.texts.contains { $0.string == "Nothing to show" }, "\(name)")
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func refusesWhatIsNoNumberAndNamesIt(value: Double) {
    let data = AwkwardCharts.Data(name: "invalid", values: [1, value, 2], names: ["first", "culprit", "third"])
    for (name, chart) in AwkwardCharts.charts(data) {
      let error = #expect(throws: ChartError.self, "\(name)") {
        try chart.scene(width: 493, theme: Fixture.theme, text: TextEngine())
      }
      #expect(error?.reason == .notFinite && error?.series.contains("culprit") == true, "\(name)")
    }
  }

  @Test func refusesAWaterfallThatDoesNotReconcile() {
    var chart = SampleCharts.waterfall
    chart.end.quantity.value += 1
    #expect(throws: ChartError.self) { try chart.validate() }
  }

  @Test func refusesLanesThatLeadNowhere() {
    var chart = SampleNetworks.tree([1, 1, 3])
    chart.lanes[0].to = 99
    #expect(throws: ChartError.self) { try chart.validate() }
  }

  @Test func refusesPhasesOutsideTheCalendar() {
    var chart = SampleCharts.gantt
    chart.phases[0].end = 99
    #expect(throws: ChartError.self) { try chart.validate() }
  }

  @Test(arguments: [8, 20, 40], widths)
  func keepsDeepNetworksInside(depth: Int, width: Double) throws {
    let nodes = (0..<depth * 2).map {
      NetworkDiagram.Node(name: "Place \($0)", layer: $0 / 2, value: Double($0), lines: ["\($0) units"])
    }
    let lanes = nodes.indices.dropFirst(2).map { NetworkDiagram.Lane(from: $0 - 2, to: $0, label: "3 d") }
    let chart = SampleNetworks.diagram((0..<depth).map { "Tier \($0)" }, nodes, lanes)
    let text = TextEngine()
    let scene = try chart.scene(width: width, theme: Fixture.theme, text: text)
    #expect(SceneChecks(scene: scene, text: text).faults == [])
  }

  @Test func drawsTenThousandPointsAsOneLine() throws {
    let data = (0..<10_000).map { LineChart.Datum(Double($0), Double(($0 * 7919) % 1000)) }
    var chart = SampleCharts.course
    chart.series = [.init(name: "many", data: data)]
    let text = TextEngine()
    let scene = try chart.scene(width: 493, theme: Fixture.theme, text: text)
    let checks = SceneChecks(scene: scene, text: text)
    #expect(checks.faults == [])
    #expect(checks.points.count < 5000)
  }
}
