public import Drawing

/// What parts of a document mean, for readers who do not see the page.
public struct Structure: Sendable, Equatable {
  /// A part with its place in the tree.
  public struct Node: Sendable, Equatable {
    /// What it means.
    public var role: StructureRole
    /// What a figure shows.
    public var alternativeText: String?
    /// The node it belongs to; `nil` at the top.
    public var parent: Int?
  }

  /// All nodes in reading order, parents before their parts.
  public private(set) var nodes: [Node] = []

  /// Adds a node behind all others; returns its index.
  mutating func add(_ role: StructureRole, alternativeText: String? = nil, in parent: Int?) -> Int {
    nodes.append(Node(role: role, alternativeText: alternativeText, parent: parent))
    return nodes.count - 1
  }

  /// The nodes from the top down to one.
  func path(to node: Int) -> [Int] {
    var path = [node]
    while let parent = nodes[path[path.count - 1]].parent { path.append(parent) }
    return path.reversed()
  }
}
