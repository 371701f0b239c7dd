import Drawing

extension NetworkColumns {
  /// What the words of a layer would like to have.
  struct Need {
    /// Width of the widest name, in points.
    let name: Double
    /// The same where names may break to two lines.
    let brokenName: Double
    /// Width of the other words where so many lines of them are shown, one line and more, in points.
    let lines: [Double]
    /// Whether each node is one line.
    let isCompact: Bool
    /// Widths of the columns of figures where nodes of one line have such, in points; empty = lines of words.
    let figures: [Double]

    /// Names give way to figures down to a few letters, in points.
    private static let shortName = 48.0
    /// Space between a name and the words beside it, in points.
    static let space = 8.0
    /// Space between two columns of figures, in points.
    static let figureSpace = 7.0

    /// Measures the words of a layer's vertices.
    init<Text>(
      _ vertices: [CondensedNetwork.Vertex], isCompact: Bool, figureNames: [String], _ pen: Pen<Text>
    ) {
      self.isCompact = isCompact
      let hasFigures = isCompact && !figureNames.isEmpty && vertices.allSatisfy { !$0.figures.isEmpty }
      figures =
        hasFigures
        ? figureNames.prefix(NetworkColumns.mostLines).enumerated().map { index, name in
          max(pen.widest(vertices.map { $0.figures[index] }, .nodeValue), pen.width(name, .axis)).rounded(.up)
        } : []
      name = pen.widest(vertices.map { $0.name.joined(to: $0.count) }, .node).rounded(.up) + 1
      brokenName =
        isCompact
        ? name : vertices.reduce(0) { max($0, Self.brokenWidth($1.name.joined(to: $1.count), pen)) }.rounded(.up) + 1
      if hasFigures {
        var width = -Self.figureSpace
        lines = figures.map {
          width += Self.figureSpace + $0
          return width
        }
        return
      }
      let most = min(vertices.map(\.lines.count).max() ?? 0, NetworkColumns.mostLines)
      lines = (0..<most).map { last in
        isCompact
          ? pen.widest(vertices.map { NetworkColumns.oneLine($0.lines.prefix(last + 1)) }, .nodeValue).rounded(.up)
          : pen.widest(vertices.flatMap { $0.lines.prefix(last + 1) }, .nodeValue).rounded(.up) + 1
      }
    }

    /// The least width in which a name takes two lines at most.
    private static func brokenWidth<Text>(_ name: String, _ pen: Pen<Text>) -> Double {
      name.indices.filter { name[$0] == " " }.reduce(pen.width(name, .node)) { least, space in
        min(
          least,
          max(
            pen.width(String(name[..<space]), .node), pen.width(String(name[name.index(after: space)...]), .node)))
      }
    }

    /// Width of the other words where so many lines of them are shown, with the space before them, in points.
    func beside(_ count: Int) -> Double {
      let words = lines.prefix(count).last ?? 0
      return words > 0 ? words + (isCompact ? Self.space : 0) : 0
    }

    /// Width in which nothing is cut short, in points.
    func whole(_ count: Int) -> Double { isCompact ? name + beside(count) : max(name, beside(count)) }

    /// Width in which nothing is cut short where names may break, in points.
    func broken(_ count: Int) -> Double { isCompact ? whole(count) : max(brokenName, beside(count)) }

    /// Width in which no figure is cut short, in points.
    func least(_ count: Int) -> Double {
      let short = min(name, Self.shortName)
      return isCompact ? short + beside(count) : max(short, beside(count))
    }
  }

  /// A width to be divided among the words of layers and those of the lanes between them.
  struct Rooms {
    /// Room for lane words right of the nodes of each layer, in points.
    let stems: [Double]
    /// Room for lane words left of the nodes of each layer, in points.
    let tips: [Double]

    private let needs: [Need]
    /// Room for the words of all nodes, and the least room between two columns, in points.
    private let words: Double
    private let gap: Double

    init<Text>(
      _ network: CondensedNetwork, _ needs: [Need], symbolWidth: Double, _ stems: [String], _ tips: [String],
      _ pen: Pen<Text>, width: Double
    ) {
      func room(_ words: [String], _ layer: Int) -> Double {
        let widest = pen.widest(
          zip(words, network.vertices).filter { $0.1.layer == layer }.map(\.0), .nodeValue)
        return widest > 0 ? min(widest.rounded(.up), NetworkColumns.laneWidth) + 8 : 0
      }
      self.needs = needs
      self.stems = needs.indices.map { room(stems, $0) }
      self.tips = needs.indices.map { room(tips, $0) }
      gap = min(30, width / Double(needs.count) * 0.11)
      words =
        width - Double(needs.count) * symbolWidth - self.stems.reduce(0, +) - self.tips.reduce(0, +)
        - Double(needs.count - 1) * gap
    }

    /// Whether no figure is cut short where each layer shows so many lines.
    func fits(_ counts: [Int]) -> Bool { zip(needs, counts).reduce(0) { $0 + $1.0.least($1.1) } <= words }

    /// How many lines each layer shows: the first of all layers before the second of any.
    func lineCounts() -> [Int] {
      var counts = [Int](repeating: 0, count: needs.count)
      for count in 1...NetworkColumns.mostLines {
        for layer in needs.indices.reversed() where needs[layer].lines.count >= count && counts[layer] == count - 1 {
          counts[layer] = count
          if !fits(counts) { counts[layer] = count - 1 }
        }
      }
      return counts
    }

    /// Room for the words of each layer, and the room between columns: names break to two lines where they can before
    /// any is cut, and are cut to one width where they have to be.
    func division(_ counts: [Int]) -> (widths: [Double], gap: Double) {
      let least = zip(needs, counts).map { $0.least($1) }
      let broken = levelled(least, zip(needs, counts).map { $0.broken($1) })
      let result = levelled(broken, zip(needs, counts).map { $0.whole($1) }).map { max($0, 1) }
      let free = max(words - result.reduce(0, +), 0)
      return (result, needs.count > 1 ? min(gap + free / Double(needs.count - 1), 150) : 0)
    }

    /// Widths between two bounds, all of the largest level within the room; less than the lower one where even that has
    /// none.
    private func levelled(_ least: [Double], _ most: [Double]) -> [Double] {
      let isEnough = least.reduce(0, +) <= words
      func widths(_ level: Double) -> [Double] {
        zip(least, most).map { isEnough ? min(max(level, $0), max($0, $1)) : min(level, $0) }
      }
      var (low, high) = (0.0, max(most.max() ?? 0, 1))
      guard widths(high).reduce(0, +) > words else { return widths(high) }
      for _ in 0..<40 {
        let middle = (low + high) / 2
        if widths(middle).reduce(0, +) <= words { low = middle } else { high = middle }
      }
      return widths(low)
    }
  }
}
