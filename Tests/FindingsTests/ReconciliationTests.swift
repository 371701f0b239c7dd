import Findings
import Probability
import Testing

/// Parts that add up to what readers see.
struct ReconciliationTests {
  @Test("Parts move by less than a unit and add up to the rounded total", arguments: 0..<200)
  func property(seed: Int) {
    var stream = RandomStream(seed: UInt64(seed), path: [])
    let unit = [1.0, 100, 1_000, 0.01][Int(stream.uniform() * 4)]
    let parts = (0..<1 + Int(stream.uniform() * 20)).map { _ in (stream.uniform() - 0.4) * 5_000 * unit }
    let total = parts.reduce(0, +)
    let shown = reconciled(parts, total: total, unit: unit)
    #expect(abs(shown.reduce(0, +) / unit - (total / unit).rounded()) < 1e-6)
    for (part, figure) in zip(parts, shown) {
      #expect(abs(part - figure) < unit * (1 + 1e-9))
      #expect(abs(figure / unit - (figure / unit).rounded()) < 1e-6)
    }
  }

  @Test("A total that is itself the difference of rounded figures is met", arguments: -3...3)
  func foreignTotal(offset: Int) {
    let parts = [1.2, -0.7, 3.4, 0.1]
    let shown = reconciled(parts, total: 4 + Double(offset))
    #expect(shown.reduce(0, +) == 4 + Double(offset))
    for (part, figure) in zip(parts, shown) { #expect(abs(part - figure) <= 2) }
  }

  @Test("Whole parts stay; nothing and no numbers are harmless")
  func edges() {
    #expect(reconciled([3, 4, 5], total: 12) == [3, 4, 5])
    #expect(reconciled([], total: 7).isEmpty)
    #expect(reconciled([1.5], total: .nan) == [1.5])
    #expect(reconciled([.infinity], total: 1) == [.infinity])
  }
}
