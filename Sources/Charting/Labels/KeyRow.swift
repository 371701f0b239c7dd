import Drawing

/// One entry of a key: a sample of the mark and its name.
struct KeyEntry {
  /// What the sample looks like.
  enum Sample {
    case bar(BarFill)
    case symbol(Symbol, Ink, filled: Bool)
    case trend(Trend)
    case tick(Ink)
    case line(Ink, dash: [Double], isPlanned: Bool = false)
    case sizes(Symbol, Ink)
    /// A square that is divided.
    case shares
  }

  let sample: Sample
  let name: String

  init(_ sample: Sample, _ name: String) {
    self.sample = sample
    self.name = name
  }
}

extension Pen {
  /// Entries in a row, wrapped where they do not fit; entries without a name are left out.
  func key(_ entries: [KeyEntry], left: Double, top: Double, width limit: Double) -> Plot {
    let (sampleWidth, space) = (14.0, 14.0)
    let height = lineHeight(.label)
    var plot = Plot()
    var x = left
    var y = top
    for entry in entries where !entry.name.isEmpty {
      let name = fitted(entry.name, .label, width: limit - sampleWidth - 4)
      let extent = sampleWidth + 4 + width(name, .label)
      if x > left, x + extent > left + limit {
        x = left
        y += height + 2
      }
      let box = Rectangle(x: x, y: y + height / 2 - 4, width: sampleWidth, height: 8)
      plot.add(sample(entry.sample, in: box))
      plot.add(line(name, .label, color(.text), x: box.right + 4, top: y))
      x += extent + space
    }
    if !plot.elements.isEmpty { plot.height = y + height - top + 6 }
    return plot
  }

  private func sample(_ sample: KeyEntry.Sample, in box: Rectangle) -> SceneElement {
    let middle = box.center
    switch sample {
    case .bar(let fill): return bar(box, fill)
    case .trend(let trend): return trendMark(trend, at: middle, size: 8.5)
    case .symbol(let symbol, let ink, let filled):
      return self.symbol(symbol, at: middle, size: 7, color(ink), filled: filled)
    case .tick(let ink):
      let path = Path.polyline([Point(middle.x, box.top - 1), Point(middle.x, box.bottom + 1)])
      return .shape(SceneShape(path, stroke: Stroke(color(ink), width: 2)))
    case .line(let ink, let dash, let isPlanned):
      let points = [Point(box.left, middle.y), Point(box.right, middle.y)]
      if isPlanned { return .group(SceneGroup(elements: outlinedCurve(points, color(ink), width: 1.75))) }
      return curve(points, color(ink), dash: dash)
    case .sizes(let symbol, let ink):
      let sizes = [(4.0, box.left + 2), (8.0, box.right - 4)].map { size, x in
        self.symbol(symbol, at: Point(x, box.bottom - size / 2), size: size, color(ink))
      }
      return .group(SceneGroup(elements: sizes))
    case .shares:
      return .group(
        SceneGroup(elements: dividedSquare(TrendCounts([.falls, .rises]), at: middle, size: 12)))
    }
  }
}
