internal import Drawing

/// Draws figures side by side; each task sets text with an engine of its own.
enum FigureDrawing {
  /// What a closure makes of each figure, in order; the result does not depend on the number of threads.
  static func map<Drawn: Sendable>(
    _ figures: [ReportFigure], threads: Int,
    _ draw: @escaping @Sendable (ReportFigure, TextEngine) -> Result<Drawn, ReportError>
  ) async throws(ReportError) -> [Drawn] {
    var results = [Result<Drawn, ReportError>?](repeating: nil, count: figures.count)
    let workers = max(1, min(threads, figures.count))
    await withTaskGroup(of: [(Int, Result<Drawn, ReportError>)].self) { group in
      for worker in 0..<workers {
        group.addTask {
          let text = TextEngine()
          return stride(from: worker, to: figures.count, by: workers).map { ($0, draw(figures[$0], text)) }
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
