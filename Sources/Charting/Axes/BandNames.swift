import Drawing

extension Pen {
  /// Names of bands below an axis, thinned where they would touch, and what several bands share once below them.
  /// - Returns: the texts; the height is what they take.
  func bandNames(
    _ names: [(name: String, group: String)], _ bands: BandScale, top: Double, within limits: ClosedRange<Double>
  ) -> Plot {
    var plot = Plot()
    let line = lineHeight(.axis)
    plot.add(
      tickLabels(
        names.indices.map(bands.center), names.map { fitted($0.name, .axis, width: bands.extent) }, top: top,
        within: limits))
    plot.height = line
    let starts = names.indices.filter { $0 == 0 || names[$0].group != names[$0 - 1].group }
    guard names.contains(where: { !$0.group.isEmpty }) else { return plot }
    for (rank, index) in starts.enumerated() where !names[index].group.isEmpty {
      // Where the name of the first band begins, or its band where that is cut.
      let half = min(width(names[index].name, .axis), bands.band) / 2
      let x = bands.center(of: index) - half
      let end = rank + 1 < starts.count ? bands.start(of: starts[rank + 1]) - 4 : limits.upperBound
      let name = fitted(names[index].group, .axis, width: end - x)
      // A few letters tell nothing.
      guard name == names[index].group || end - x > 48 else { continue }
      plot.add(self.line(name, .axis, color(.text), x: x, top: top + line))
    }
    plot.height = 2 * line
    return plot
  }
}
