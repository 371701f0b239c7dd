public import Drawing

/// A picture of data: a plain value that becomes a scene of any width from 240 points up.
public protocol Chart: Sendable {
  /// Title, subtitle, source.
  var heading: ChartHeading { get }
  /// Whether there is nothing to draw.
  var isEmpty: Bool { get }
  /// Refuses data that cannot be drawn honestly.
  func validate() throws(ChartError)
  /// Draws everything but the heading, from a point right and down; the width is in points.
  func plot<Text>(with pen: Pen<Text>, at origin: Point, width: Double) -> Plot
}

extension Chart {
  /// The narrowest scene, in points; a smaller request is drawn at this width.
  public static var minimumWidth: Double { 240 }

  /// The finished scene: heading, plot and source; its height follows from the data.
  /// - Parameters:
  ///   - width: in points; 493 = 174 mm is the full text width of a printed page.
  ///   - theme: colours and type family.
  ///   - text: measures text as the renderers will set it.
  public func scene(width: Double, theme: Theme, text: some TextMeasuring) throws(ChartError) -> Scene {
    try validate()
    let width = width.isFinite ? max(width, Self.minimumWidth) : Self.minimumWidth
    let pen = Pen(theme: theme, text: text)
    let head = pen.head(heading, left: 0, top: 0, width: width)
    let body =
      isEmpty
      ? pen.emptyPanel(heading.emptyText, at: Point(0, head.height), width: width)
      : plot(with: pen, at: Point(0, head.height), width: width)
    let foot = pen.foot(heading, left: 0, top: head.height + body.height, width: width)
    let summary =
      heading.summary.isEmpty
      ? [heading.title, heading.subtitle].filter { !$0.isEmpty }.joined(separator: ". ") : heading.summary
    return Scene(
      size: Size(width, (head.height + body.height + foot.height).rounded(.up)), title: heading.title,
      summary: summary, elements: head.elements + body.elements + foot.elements)
  }
}

extension Pen {
  /// A quiet panel where data are absent.
  func emptyPanel(_ string: String, at origin: Point, width: Double) -> Plot {
    var plot = Plot()
    plot.height = 72
    let area = Rectangle(x: origin.x, y: origin.y, width: width, height: plot.height)
    plot.add(.shape(SceneShape(.rectangle(area, radius: 3), fill: .solid(color(Ink(.grid, strength: 0.35))))))
    plot.add(
      line(
        fitted(string, .label, width: width - 16), .label, color(.muted), x: area.center.x, center: area.center.y,
        anchor: .middle))
    return plot
  }
}
