/// Finds a circle in a directed graph.
enum Circle {
  /// Indices of the edges of one circle, in walking order from the lowest edge, or `nil` where the graph is acyclic.
  ///
  /// Depth-first search without recursion, nodes in ascending order. Complexity: O(nodes + edges).
  static func find(count: Int, edges: [(from: Int, to: Int)]) -> [Int]? {
    var leaving = [[Int]](repeating: [], count: count)
    for (edge, ends) in edges.enumerated() { leaving[ends.from].append(edge) }
    enum State { case new, open, done }
    var state = [State](repeating: .new, count: count)
    var next = [Int](repeating: 0, count: count)
    for root in 0..<count where state[root] == .new {
      // Edges walked from the root to where we stand.
      var walk: [Int] = []
      var node = root
      state[root] = .open
      while true {
        if next[node] < leaving[node].count {
          let edge = leaving[node][next[node]]
          next[node] += 1
          let target = edges[edge].to
          if state[target] == .open {
            walk.append(edge)
            let start = walk.firstIndex { edges[$0].from == target } ?? 0
            return turned(Array(walk[start...]))
          }
          if state[target] == .new {
            state[target] = .open
            walk.append(edge)
            node = target
          }
        } else {
          state[node] = .done
          guard let last = walk.popLast() else { break }
          node = edges[last].from
        }
      }
    }
    return nil
  }

  private static func turned(_ circle: [Int]) -> [Int] {
    let lowest = circle.indices.min { circle[$0] < circle[$1] } ?? 0
    return Array(circle[lowest...] + circle[..<lowest])
  }
}
