internal import Drawing
internal import Findings

/// Draws figures side by side; each task sets text with an engine of its own.
enum FigureDrawing {
  /// What a closure makes of each figure, in order; the result does not depend on the number of threads.
  static func map<Figure: Sendable, Drawn: Sendable>(
    _ figures: [Figure], threads: Int,
    _ draw: @escaping @Sendable (Figure, TextEngine) -> Result<Drawn, ReportError>
  ) async throws(ReportError) -> [Drawn] {
    var results = [Result<Drawn, ReportError>?](repeating: nil, count: figures.count)
    let turns = Turns()
    await withTaskGroup(of: [(Int, Result<Drawn, ReportError>)].self) { group in
      for _ in 0..<max(1, min(threads, figures.count)) {
        group.addTask {
          let text = TextEngine()
          var own: [(Int, Result<Drawn, ReportError>)] = []
          while case let turn = turns.next(), turn < figures.count { own.append((turn, draw(figures[turn], text))) }
          return own
        }
      }
      for await own in group {
        for (index, result) in own { results[index] = result }
      }
    }
    var drawn: [Drawn] = []
    for case let result? in results {
      switch result {
      case .success(let figure): drawn.append(figure)
      case .failure(let error): throw error
      }
    }
    return drawn
  }
}
