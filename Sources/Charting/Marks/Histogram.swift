import Drawing

extension Pen {
  /// Small columns of counts that fill an area, the tallest as high as the area.
  func histogram(_ counts: [Int], in area: Rectangle, _ color: Color) -> SceneElement {
    let tallest = Double(counts.max() ?? 0)
    let step = area.width / Double(max(counts.count, 1))
    var steps: [Path.Step] = []
    for (index, count) in counts.enumerated() where count > 0 {
      let height = max(Double(count) / tallest * area.height, 0.75)
      let column = Rectangle(
        x: area.left + Double(index) * step, y: area.bottom - height, width: step * 0.8, height: height)
      steps += Path.rectangle(column).steps
    }
    return .shape(SceneShape(Path(steps), fill: .solid(color)))
  }

  /// Counts of values in equal classes from the lowest to the highest.
  static func counts(_ values: [Double], classes: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: classes)
    guard let (low, high) = LinearScale.extremes(values) else { return counts }
    for value in values {
      let share = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0.5
      counts[min(Int(share * Double(classes)), classes - 1)] += 1
    }
    return counts
  }
}
