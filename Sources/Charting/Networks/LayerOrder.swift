/// The order of vertices within each layer, with bends where a link passes a layer without stopping.
///
/// Layers as in Sugiyama, Tagawa & Toda 1981 (doi 10.1109/TSMC.1981.4308636): repeated sweeps sort each layer by the mean
/// position of neighbours; the order with the fewest crossings is kept.
struct LayerOrder {
  /// A vertex of the network, or the bend of a link.
  enum Element: Equatable {
    case vertex(Int)
    case bend
  }

  /// All elements: the vertices first, then the bends.
  let elements: [Element]
  /// Layer of each element.
  let layer: [Int]
  /// Elements of each layer, top to bottom.
  private(set) var layers: [[Int]]
  /// Elements each link runs through, from start to end.
  let routes: [[Int]]

  private let before: [[Int]]
  private let after: [[Int]]
  private static let sweeps = 12

  /// Orders a network.
  init(_ network: CondensedNetwork) {
    var elements = network.vertices.indices.map { Element.vertex($0) }
    var layer = network.vertices.map(\.layer)
    var routes: [[Int]] = []
    for link in network.links {
      var route = [link.from]
      for passed in (layer[link.from] + 1)..<max(layer[link.to], layer[link.from] + 1) {
        route.append(elements.count)
        elements.append(.bend)
        layer.append(passed)
      }
      routes.append(route + [link.to])
    }
    var before = [[Int]](repeating: [], count: elements.count)
    var after = before
    for route in routes {
      for (from, to) in zip(route, route.dropFirst()) {
        after[from].append(to)
        before[to].append(from)
      }
    }
    var layers = [[Int]](repeating: [], count: network.layers.count)
    for element in elements.indices { layers[layer[element]].append(element) }
    self.elements = elements
    self.layer = layer
    self.routes = routes
    self.before = before
    self.after = after
    self.layers = layers
    sweep()
  }

  /// Neighbours of an element in the layers beside its own.
  func neighbours(_ element: Int) -> [Int] { before[element] + after[element] }

  /// Whether two elements hang on the same elements of the layer before.
  func haveSameOrigin(_ first: Int, _ second: Int) -> Bool { before[first] == before[second] }

  private mutating func sweep() {
    var best = (crossings: crossings(), layers: layers)
    for round in 0..<Self.sweeps where best.crossings > 0 || round < 2 {
      let forwards = round % 2 == 0
      for index in forwards ? Array(layers.indices) : layers.indices.reversed() {
        sort(index, by: forwards ? before : after)
      }
      let crossings = crossings()
      if crossings < best.crossings || round == 0 && crossings == best.crossings { best = (crossings, layers) }
    }
    layers = best.layers
  }

  /// Sorts a layer by the mean place of neighbours; elements without any keep their place as far as they can.
  private mutating func sort(_ index: Int, by neighbours: [[Int]]) {
    let places = places()
    let keys = layers[index].map { element -> Double in
      let others = neighbours[element]
      return others.isEmpty
        ? places[element] : others.reduce(0) { $0 + places[$1] } / Double(others.count)
    }
    layers[index] = layers[index].indices.sorted { keys[$0] != keys[$1] ? keys[$0] < keys[$1] : $0 < $1 }
      .map { layers[index][$0] }
  }

  /// Place of each element in its layer, 0 to 1.
  private func places() -> [Double] {
    var result = [Double](repeating: 0, count: elements.count)
    for layer in layers {
      for (place, element) in layer.enumerated() { result[element] = (Double(place) + 0.5) / Double(layer.count) }
    }
    return result
  }

  /// Pairs of links that cross; quadratic in the links between two layers, which condensing keeps few.
  private func crossings() -> Int {
    let places = places()
    var count = 0
    for layer in layers {
      let pairs = layer.flatMap { from in after[from].map { (places[from], places[$0]) } }
      for (index, pair) in pairs.enumerated() {
        for other in pairs[(index + 1)...] where pair.0 < other.0 && pair.1 > other.1 { count += 1 }
      }
    }
    return count
  }
}
