/// The first thing that went wrong while drawing, kept until the picture is finished.
final class DrawingProblems {
  /// The first problem.
  private(set) var first: DrawingError?

  /// Remembers a problem unless there is one.
  func note(_ problem: DrawingError) {
    if first == nil { first = problem }
  }

  /// Whether all lengths can be drawn; notes a problem if not.
  func accept(_ lengths: [Double], of what: @autoclosure () -> String) -> Bool {
    if lengths.allSatisfy(\.isDrawable) { return true }
    note(.invalidCoordinate(what()))
    return false
  }
}

extension Double {
  /// Whether the number can be a coordinate; beyond a million points it is taken for a mistake, and Cairo's own numbers
  /// end a little above.
  var isDrawable: Bool { abs(self) <= 1_000_000 }
}

extension Point {
  /// Whether both coordinates can be drawn.
  var isDrawable: Bool { x.isDrawable && y.isDrawable }
}

extension SceneShape {
  /// Whether all its lengths can be drawn.
  var isDrawable: Bool {
    path.steps.allSatisfy { $0.points.allSatisfy(\.isDrawable) }
      && stroke.map { ([$0.width] + $0.dash).allSatisfy(\.isDrawable) } ?? true
  }
}
