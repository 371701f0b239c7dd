/// Whether two numbers agree to a relative error (of the second).
func agree(_ value: Double, _ reference: Double, within relative: Double) -> Bool {
  value == reference || abs(value - reference) <= relative * abs(reference)
}

/// Mean and standard deviation of values.
func moments(_ values: [Double]) -> (mean: Double, sd: Double) {
  let count = Double(values.count)
  let mean = values.reduce(0, +) / count
  let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (mean, (squares / (count - 1)).squareRoot())
}

/// Sample correlation of two series.
func correlation(_ left: [Double], _ right: [Double]) -> Double {
  let (a, b) = (moments(left), moments(right))
  var sum = 0.0
  for (x, y) in zip(left, right) { sum += (x - a.mean) * (y - b.mean) }
  return sum / (Double(left.count - 1) * a.sd * b.sd)
}
