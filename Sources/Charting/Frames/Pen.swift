public import Drawing

/// What a chart draws with: the theme, and the measure of its text.
public struct Pen<Text: TextMeasuring> {
  /// Colours and type family.
  public let theme: Theme
  /// Measures text.
  public let text: Text

  /// Makes a pen.
  public init(theme: Theme, text: Text) {
    self.theme = theme
    self.text = text
  }

  /// The colour of an ink.
  func color(_ ink: Ink) -> Color { ink.color(in: theme) }

  /// The colour of text in an ink on paper: full strength where the ink is too pale to read (WCAG 2.1, 4.5:1).
  func readable(_ ink: Ink) -> Color {
    let color = color(ink)
    return color.contrast(with: theme.paper) >= 4.5 ? color : self.color(Ink(ink.role))
  }

  /// The colour of text on a filled area: whichever of text and paper stands out more.
  func contrasting(_ ground: Color) -> Color {
    theme.paper.contrast(with: ground) >= theme.text.contrast(with: ground) ? theme.paper : theme.text
  }
}

/// The few ways a chart sets text; none is smaller than 7 points.
enum TextStyle: CaseIterable {
  case title, subtitle, source, label, strong, value, strongValue, axis, fine, fineValue, node, nodeValue

  /// The font of the style.
  func font(family: String) -> Font {
    switch self {
    case .title: Font(family: family, size: 11, weight: .semibold)
    case .subtitle: Font(family: family, size: 8.5)
    case .source: Font(family: family, size: 8)
    case .label: Font(family: family, size: 8.5)
    case .strong: Font(family: family, size: 8.5, weight: .semibold)
    case .value: Font(family: family, size: 8.5, tabularFigures: true)
    case .strongValue: Font(family: family, size: 8.5, weight: .semibold, tabularFigures: true)
    case .axis: Font(family: family, size: 8, tabularFigures: true)
    case .fine: Font(family: family, size: 7.5, weight: .medium)
    case .fineValue: Font(family: family, size: 7.5, tabularFigures: true)
    // Networks are high: a page may have to shrink them to three quarters, where words must still be 6.5 points.
    case .node: Font(family: family, size: 8.7, weight: .medium)
    case .nodeValue: Font(family: family, size: 8.7, tabularFigures: true)
    }
  }
}

extension Pen {
  /// The font of a style.
  func font(_ style: TextStyle) -> Font { style.font(family: theme.family) }

  /// Advance width of a line, in points.
  func width(_ string: String, _ style: TextStyle) -> Double {
    string.isEmpty ? 0 : text.extent(of: string, font: font(style)).width
  }

  /// The widest of several lines, in points.
  func widest(_ strings: some Sequence<String>, _ style: TextStyle) -> Double {
    strings.reduce(0) { max($0, width($1, style)) }
  }

  /// Ascent and descent of a style, in points.
  func lineHeight(_ style: TextStyle) -> Double { text.extent(of: "Ág", font: font(style)).height }

  /// Ascent and descent of a line: those of its style, or more where its script is higher, in points.
  func height(of string: String, _ style: TextStyle) -> Double {
    max(lineHeight(style), text.extent(of: string, font: font(style)).height)
  }

  /// A line of text whose box begins at a height.
  func line(
    _ string: String, _ style: TextStyle, _ color: Color, x: Double, top: Double, anchor: SceneText.Anchor = .start
  ) -> SceneElement {
    let extent = text.extent(of: string, font: font(style))
    return .text(
      SceneText(string, font: font(style), color: color, at: Point(x, top + extent.ascent), anchor: anchor))
  }

  /// A line of text whose box is centred on a height.
  func line(
    _ string: String, _ style: TextStyle, _ color: Color, x: Double, center: Double,
    anchor: SceneText.Anchor = .start
  ) -> SceneElement {
    let extent = text.extent(of: string, font: font(style))
    return line(string, style, color, x: x, top: center - extent.height / 2, anchor: anchor)
  }

  /// The box of a line of text, in points.
  func box(of text: SceneText) -> Rectangle {
    let extent = self.text.extent(of: text.string, font: text.font)
    let left =
      switch text.anchor {
      case .start: text.position.x
      case .middle: text.position.x - extent.width / 2
      case .end: text.position.x - extent.width
      }
    return Rectangle(x: left, y: text.position.y - extent.ascent, width: extent.width, height: extent.height)
  }
}
