import Testing

@testable import Charting

@Suite struct TickSearchTests {
  @Test(arguments: [
    (0.0...100.0, 5, [0.0, 25, 50, 75, 100]),
    (0.0...1.0, 6, [0, 0.2, 0.4, 0.6, 0.8, 1]),
    (-1.0...1.0, 5, [-1, -0.5, 0, 0.5, 1]),
    (98.0...100.0, 5, [98, 98.5, 99, 99.5, 100]),
  ])
  func givesTheTicksAReaderExpects(range: ClosedRange<Double>, target: Int, expected: [Double]) {
    #expect(TickSearch.ticks(for: range, target: target) == expected)
  }

  @Test(arguments: [
    1e-300...3e-300, 1e-9...1.7e-9, 1e12...1.1e12, -4e9 ... -1e3, 7.0...7.0, -3.0 ... -3.0, 0.0...0.0,
    1e300...8e300, 123_456_789.0...123_456_790.0, -1e-5...1e5,
  ])
  func isRegularAndFillsAwkwardRanges(range: ClosedRange<Double>) throws {
    let ticks = TickSearch.ticks(for: range, target: 5)
    try #require((2...10).contains(ticks.count))
    let data = LinearScale.widened(range)
    let span = data.upperBound - data.lowerBound
    let step = ticks[1] - ticks[0]
    #expect(step > 0)
    for (low, high) in zip(ticks, ticks.dropFirst()) { #expect(abs(high - low - step) <= 1e-6 * step) }
    #expect(ticks[ticks.count - 1] - ticks[0] >= 0.5 * span)
    #expect(ticks[0] > data.lowerBound - span && ticks[ticks.count - 1] < data.upperBound + span)
  }

  @Test func refusesWhatIsNotFinite() {
    #expect(TickSearch.ticks(for: -Double.infinity...Double.infinity, target: 5).isEmpty)
    #expect(TickSearch.ticks(for: -1e308...1.7e308, target: 5).isEmpty)
  }

  @Test func givesUpWhereNoLabelsFit() {
    #expect(TickSearch.ticks(for: 0...1, target: 5) { _ in -.infinity }.isEmpty)
  }
}
