import Drawing

/// Small scenes that hold everything a renderer meets.
enum SampleScenes {
  /// Solid, hatched, dashed and faint marks with text in every style.
  static func bars(_ theme: Theme) -> Scene {
    let label = Font(size: 9, weight: .semibold)
    let figure = Font(size: 9, tabularFigures: true)
    return Scene(
      size: Size(160, 90), title: "Stock falls by a third", summary: "Two bars: 12.5 now, 8.25 proposed.",
      elements: [
        .shape(SceneShape(.polyline([Point(40, 10), Point(40, 80)]), stroke: Stroke(theme.grid, width: 0.5))),
        .group(
          SceneGroup(
            role: "bar", tooltip: "Now: 12.5",
            elements: [
              .shape(
                SceneShape(
                  .rectangle(Rectangle(x: 40, y: 15, width: 80, height: 20)), fill: .solid(theme.baseline))),
              .text(SceneText("Now", font: label, color: theme.text, at: Point(36, 28), anchor: .end)),
              .text(SceneText("12.5", font: figure, color: theme.paper, at: Point(80, 28), anchor: .middle)),
            ])),
        .group(
          SceneGroup(
            role: "bar", tooltip: "Proposed: 8.25",
            elements: [
              .shape(
                SceneShape(
                  .rectangle(Rectangle(x: 40, y: 45, width: 53, height: 20), radius: 3),
                  fill: .hatched(line: theme.proposal, ground: theme.proposal.opacity(theme.bandOpacity)),
                  stroke: Stroke(theme.proposal, width: 1.5))),
              .text(SceneText("8.25", font: figure, color: theme.muted, at: Point(98, 58))),
            ])),
        .shape(
          SceneShape(
            .polyline([Point(60, 75), Point(100, 85), Point(140, 72)]),
            stroke: Stroke(theme.highlight, width: 1.5, dash: [4, 2], round: true))),
        .shape(SceneShape(.circle(center: Point(140, 72), radius: 3), fill: .solid(halfway(theme.bad, theme.paper)))),
      ])
  }

  /// The scene's marks alone, the same on machines with other fonts.
  static func withoutText(_ scene: Scene) -> Scene {
    var marks = scene
    marks.elements = scene.elements.compactMap(withoutText)
    return marks
  }

  private static func withoutText(_ element: SceneElement) -> SceneElement? {
    switch element {
    case .shape: element
    case .text: nil
    case .group(let group):
      .group(
        SceneGroup(role: group.role, tooltip: group.tooltip, elements: group.elements.compactMap(withoutText)))
    }
  }

  /// Strings that break careless writers.
  static let awkwardStrings = [
    "<script>alert(\"1 & 2\")</script>", "]]>", "'quoted' \\ slashed", "tab\tnew\nline\u{2028}end", "\u{0}\u{1B}\u{7F}",
    "\u{FFFE}\u{FFFF}", "مرحبا بالعالم", "中文字", "👩‍👩‍👧 e\u{301}", "  two  spaces  ", "", "<!-- -- -->",
    "&amp;",
    "${x} {{y}}",
  ]

  /// A scene of awkward strings, in every place a string may stand.
  static func awkward() -> Scene {
    let all = awkwardStrings.joined(separator: " ")
    return Scene(
      size: Size(200, 300), title: all, summary: all,
      elements: awkwardStrings.enumerated().map { index, string in
        .group(
          SceneGroup(
            role: string, tooltip: string,
            elements: [
              .text(
                SceneText(
                  string, font: Font(family: index == 0 ? "A'\"<B" : "Inter", size: 9), color: .black,
                  at: Point(10, 20 + 18 * Double(index))))
            ]))
      })
  }

  /// A mark with a coordinate that is no number beside one that is sound.
  static func broken() -> Scene {
    Scene(
      size: Size(20, 20), title: "Broken", summary: "",
      elements: [
        .shape(SceneShape(.polyline([Point(0, .nan), Point(1, 1)]), stroke: Stroke(.black))),
        .text(SceneText("lost", font: Font(size: 9), color: .black, at: Point(.infinity, 0))),
        .shape(SceneShape(.polyline([Point(0, 0), Point(1.006, -0.001)]), stroke: Stroke(.black, width: 0.5))),
      ])
  }

  private static func halfway(_ ink: Color, _ paper: Color) -> Color {
    func mixed(_ ink: Double, _ paper: Double) -> Double { paper + (ink - paper) * 0.5 }
    return Color(
      red: mixed(ink.red, paper.red), green: mixed(ink.green, paper.green), blue: mixed(ink.blue, paper.blue))
  }
}
