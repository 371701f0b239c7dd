import Charting
import Drawing
import Testing

/// Two small scenes, mark by mark, set in a type whose every letter is half as wide as it is high.
@Suite struct SnapshotTests {
  struct EvenType: TextMeasuring {
    func extent(of string: String, font: Font) -> TextExtent {
      TextExtent(width: Double(string.count) * font.size / 2, ascent: font.size, descent: font.size / 4)
    }
  }

  @Test func groupedBars() throws {
    let chart = GroupedBarChart(
      heading: ChartHeading(title: "Less", source: "Source: test"), baselineName: "Now", proposalName: "Then",
      categories: [
        .init(
          name: "Store", baseline: Quantity(10, label: "10"),
          proposal: Quantity(5, label: "5", interval: Interval(4, 6)), change: "−5", verdict: .good)
      ])
    let scene = try chart.scene(width: 240, theme: Fixture.theme, text: EvenType())
    #expect(
      SceneDump.text(scene) == #"""
        scene 240 x 91 "Less"
          summary "Less"
          text "Less" at 0 11 start Inter 11 600 #1A1F24
          shape M 32 27.06 L 46 27.06 L 46 35.06 L 32 35.06 Z fill #6B7884
          text "Now" at 50 34.25 start Inter 8.5 400 #1A1F24
          shape M 77.25 27.56 L 90.25 27.56 L 90.25 34.56 L 77.25 34.56 Z hatched #79AFC7 on #E2EEF3 stroke #0B6E99 1
          text "Then" at 94.75 34.25 start Inter 8.5 400 #1A1F24
          group category "Store"
            text "Store" at 0 58.56 start Inter 8.5 400 #1A1F24
            shape M 32 42.38 L 206.5 42.38 L 206.5 54.38 L 32 54.38 Z fill #6B7884
            text "10" at 210.5 51.56 start Inter 8.5 400 tabular #1A1F24
            shape M 32.5 56.88 L 118.75 56.88 L 118.75 67.88 L 32.5 67.88 Z hatched #79AFC7 on #E2EEF3 stroke #0B6E99 1
            shape M 101.8 62.38 L 136.7 62.38 M 101.8 59.68 L 101.8 65.08 M 136.7 59.68 L 136.7 65.08 stroke #1A1F24 1
            text "5" at 140.7 65.56 start Inter 8.5 600 tabular #1A1F24
            text "−5" at 240 58.56 end Inter 8.5 600 tabular #00785A
          shape M 32 40.38 L 32 70.38 stroke #1A1F24 0.75
          text "Source: test" at 0 88.38 start Inter 8 400 #5F6B76

        """#)
  }

  @Test func network() throws {
    let chart = NetworkDiagram(
      heading: ChartHeading(title: "Two"), layers: ["From", "To"],
      nodes: [
        .init(name: "A", layer: 0, value: 4, lines: ["4 units"], trend: .falls),
        .init(name: "B", layer: 1, value: 1, trend: .rises),
      ],
      lanes: [.init(from: 0, to: 1, label: "2 d")], caption: { .init(name: $0.layer) })
    let scene = try chart.scene(width: 240, theme: Fixture.theme, text: EvenType())
    #expect(
      SceneDump.text(scene) == #"""
        scene 240 x 80 "Two"
          summary "Two"
          text "Two" at 0 11 start Inter 11 600 #1A1F24
          text "From" at 0 33.75 start Inter 8 400 tabular #5F6B76
          text "To" at 216 33.75 start Inter 8 400 tabular #5F6B76
          shape M 52.45 59.75 L 52.45 59.75 C 123.23 59.75 123.23 59.75 194 59.75 L 217 59.75 stroke #A7AEB4 0.75
          shape M 196.48 54.31 L 213.52 54.31 L 213.52 65.19 L 196.48 65.19 Z fill #FFFFFF
          text "2 d" at 205 63.01 middle Inter 8.7 400 tabular #5F6B76
          group node "A\n4 units"
            shape M 7.75 65.6 L 1 53.9 L 14.5 53.9 Z fill #0B6E99
            text "A" at 18 57.58 start Inter 8.7 500 #1A1F24
            text "4 units" at 18 68.45 start Inter 8.7 400 tabular #5F6B76
          group node "B"
            shape M 223.75 56.83 L 227.13 62.67 L 220.38 62.67 Z fill #FFFFFF stroke #0B6E99 1.1
            text "B" at 234 63.01 start Inter 8.7 500 #1A1F24

        """#)
  }
}
