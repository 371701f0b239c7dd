/// The first thing that went wrong while drawing, kept until the picture is finished.
final class DrawingProblems {
  /// The first problem.
  private(set) var first: DrawingError?

  /// Coordinates beyond this many points are taken for mistakes; Cairo's own numbers end a little above.
  private static let farthest = 1_000_000.0

  /// Remembers a problem unless there is one.
  func note(_ problem: DrawingError) {
    if first == nil { first = problem }
  }

  /// Whether a point can be drawn.
  func accepts(_ point: Point) -> Bool { abs(point.x) <= Self.farthest && abs(point.y) <= Self.farthest }

  /// Whether all lengths can be drawn; notes a problem if not.
  func accept(_ lengths: [Double], of what: @autoclosure () -> String) -> Bool {
    if lengths.allSatisfy({ abs($0) <= Self.farthest }) { return true }
    note(.invalidCoordinate(what()))
    return false
  }
}
