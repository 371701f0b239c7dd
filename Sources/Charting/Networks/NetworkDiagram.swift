public import Drawing

/// A network in layers from left to right: marks sized by value that point the way it goes, with the lanes between.
///
/// A layer's nodes are stacked as rows with their words beside them, so that a page carries dozens of them; in larger
/// networks the siblings of one group become one row, and only the largest few stay single.
public struct NetworkDiagram: Chart {
  /// One place in the network.
  public struct Node: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// Its layer: an index into the names of layers.
    public var layer: Int
    /// What it shares with its siblings ("North"); may be empty.
    public var group: String
    /// Its size, 0 or more.
    public var value: Double
    /// Three lines at most of ready text, the most important first; the last give way where room is short.
    public var lines: [String]
    /// The same as bare figures, as many as the diagram has names for: where nodes are one line each, they stand in
    /// columns; empty = the lines stand there.
    public var figures: [String]
    /// Which way its value goes.
    public var trend: Trend

    /// Makes a node.
    public init(
      name: String, layer: Int, group: String = "", value: Double, lines: [String] = [], figures: [String] = [],
      trend: Trend = .same
    ) {
      self.name = name
      self.layer = layer
      self.group = group
      self.value = value
      self.lines = lines
      self.figures = figures
      self.trend = trend
    }
  }

  /// A way from one node to another.
  public struct Lane: Sendable, Equatable {
    /// Index of the node it leaves.
    public var from: Int
    /// Index of the node it reaches.
    public var to: Int
    /// Ready text on it, usually how long it takes.
    public var label: String

    /// Makes a lane.
    public init(from: Int, to: Int, label: String = "") {
      self.from = from
      self.to = to
      self.label = label
    }
  }

  /// What is known of siblings that became one row.
  public struct Siblings: Sendable, Equatable {
    /// Name of their layer.
    public var layer: String
    /// What they share; empty = the rest of a layer.
    public var group: String
    /// How many they are.
    public var count: Int
    /// Their values together.
    public var sum: Double
    /// The middle of their values.
    public var median: Double
    /// Their lowest value.
    public var low: Double
    /// Their highest value.
    public var high: Double
    /// How many of them go which way.
    public var trends: TrendCounts
  }

  /// The words beside siblings that became one row.
  public struct Caption: Sendable, Equatable {
    /// Their name ("Branches, North").
    public var name: String
    /// How many they are, which stands whole where the name is cut short ("(612)").
    public var count: String
    /// Three lines at most of ready text, the most important first; the last give way where room is short.
    public var lines: [String]

    /// Makes a caption.
    public init(name: String, count: String = "", lines: [String] = []) {
      self.name = name
      self.count = count
      self.lines = lines
    }
  }

  /// The words of the key; an empty one is left out.
  public struct Names: Sendable, Equatable {
    /// What size stands for.
    public var size: String
    /// Name of a fall.
    public var falls: String
    /// Name of a rise.
    public var rises: String
    /// Name of neither.
    public var same: String
    /// Name of a mark that is divided by the shares of its siblings.
    public var mixed: String

    /// Makes names.
    public init(
      size: String = "", falls: String = "", rises: String = "", same: String = "", mixed: String = ""
    ) {
      self.size = size
      self.falls = falls
      self.rises = rises
      self.same = same
      self.mixed = mixed
    }
  }

  /// Title, subtitle, source.
  public var heading: ChartHeading
  /// Names of the layers, in the direction of flow.
  public var layers: [String]
  /// The nodes, in any order; where nothing else decides, they keep it.
  public var nodes: [Node]
  /// The lanes.
  public var lanes: [Lane]
  /// The words of the key.
  public var names: Names
  /// Heads of the columns in which figures of nodes stand.
  public var figureNames: [String]
  /// The largest number of nodes that are all shown.
  public var limit: Int
  /// Puts siblings that became one row into words.
  public var caption: @Sendable (Siblings) -> Caption
  /// Puts lanes that became one into words, given by their indices; nil = one or two different labels as they are.
  public var joinedLanes: (@Sendable ([Int]) -> String)?

  /// Makes a diagram.
  public init(
    heading: ChartHeading, layers: [String], nodes: [Node], lanes: [Lane], names: Names = Names(),
    figureNames: [String] = [], limit: Int = 60, joinedLanes: (@Sendable ([Int]) -> String)? = nil,
    caption: @escaping @Sendable (Siblings) -> Caption
  ) {
    self.heading = heading
    self.layers = layers
    self.nodes = nodes
    self.lanes = lanes
    self.names = names
    self.figureNames = figureNames
    self.limit = limit
    self.joinedLanes = joinedLanes
    self.caption = caption
  }

  /// Whether there is no node.
  public var isEmpty: Bool { nodes.isEmpty }

  /// Refuses values that are not finite, and layers and lanes that lead nowhere.
  public func validate() throws(ChartError) {
    for node in nodes {
      try requireFinite([node.value], series: node.name)
      if !node.figures.isEmpty { try requireCount(node.figures.count, figureNames.count, series: node.name) }
      try requireIndex(node.layer, below: layers.count, series: node.name)
    }
    for lane in lanes {
      try requireIndex(lane.from, below: nodes.count, series: lane.label)
      try requireIndex(lane.to, below: nodes.count, series: lane.label)
    }
  }

  private func requireIndex(_ index: Int, below count: Int, series: String) throws(ChartError) {
    guard (0..<count).contains(index) else {
      throw ChartError(chart: heading.title, series: series, reason: .unknownIndex(index))
    }
  }

  /// Draws the layers.
  public func plot<Text>(with pen: Pen<Text>, at origin: Point, width: Double) -> Plot {
    let condensed = CondensedNetwork(self)
    let order = LayerOrder(condensed)
    var plot = pen.key(keyEntries(condensed), left: origin.x, top: origin.y, width: width)
    let columns = NetworkColumns(
      condensed, order, layers, figureNames: figureNames, pen, left: origin.x, width: width)
    let headings = columns.headings(pen, top: origin.y + plot.height)
    plot.add(headings.elements)
    plot.height += headings.height
    let rows = NetworkRows(condensed, order, columns, pen, top: origin.y + plot.height)
    let drawing = NetworkDrawing(network: condensed, order: order, columns: columns, rows: rows)
    plot.add(drawing.lanes(pen))
    for vertex in condensed.vertices.indices {
      let parts = drawing.node(vertex, pen)
      plot.addGroup("node", tooltip: drawing.tooltip(vertex), parts)
    }
    plot.height += rows.height
    return plot
  }

  private func keyEntries(_ network: CondensedNetwork) -> [KeyEntry] {
    let trends = [(Trend.falls, names.falls), (.rises, names.rises), (.same, names.same)]
      .filter { trend, _ in network.vertices.contains { $0.trends[trend] > 0 } }
      .map { KeyEntry(.trend($0.0), $0.1) }
    let mixed = network.vertices.contains { $0.trends.only == nil } ? [KeyEntry(.shares, names.mixed)] : []
    return [KeyEntry(.sizes(.circle, .baseline), names.size)] + trends + mixed
  }
}
