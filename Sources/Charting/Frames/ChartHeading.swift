import Drawing

/// The words around a chart.
public struct ChartHeading: Sendable, Equatable {
  /// The finding, with its number.
  public var title: String
  /// Measure, unit, scope and period.
  public var subtitle: String
  /// Where the data come from.
  public var source: String
  /// What the chart shows, for readers who cannot see it; empty = title and subtitle.
  public var summary: String
  /// What stands in place of a chart that has no data.
  public var emptyText: String

  /// Makes a heading.
  public init(
    title: String, subtitle: String = "", source: String = "", summary: String = "", emptyText: String = "No data"
  ) {
    self.title = title
    self.subtitle = subtitle
    self.source = source
    self.summary = summary
    self.emptyText = emptyText
  }
}

extension Pen {
  /// Title and subtitle from a height down; the plot's height is what they take with the space below.
  func head(_ heading: ChartHeading, left: Double, top: Double, width: Double) -> Plot {
    var plot = Plot()
    var y = top
    for (string, style, ink, space) in [
      (heading.title, TextStyle.title, Ink.text, 2.0), (heading.subtitle, .subtitle, .muted, 0),
    ] {
      for line in lines(string, style, width: width, limit: 4) {
        plot.add(self.line(line, style, color(ink), x: left, top: y))
        y += lineHeight(style)
      }
      if !string.isEmpty { y += space }
    }
    plot.height = y > top ? y - top + 10 : 0
    return plot
  }

  /// The source from a height down.
  func foot(_ heading: ChartHeading, left: Double, top: Double, width: Double) -> Plot {
    var plot = Plot()
    guard !heading.source.isEmpty else { return plot }
    var y = top + 8
    for line in lines(heading.source, .source, width: width, limit: 4) {
      plot.add(self.line(line, .source, color(.muted), x: left, top: y))
      y += lineHeight(.source)
    }
    plot.height = y - top
    return plot
  }
}
