import Testing

@testable import Probability

struct RandomStreamTests {
  @Test func samePathSameStream() {
    var one = RandomStream(seed: 7, path: [3, 1, 4])
    var other = RandomStream(seed: 7, path: [3, 1, 4])
    for _ in 0..<1000 {
      #expect(one.next() == other.next())
      #expect(one.normal() == other.normal())
      #expect(one.uniform() == other.uniform())
    }
  }

  @Test func everyPathItsOwnStream() {
    let paths: [[UInt64]] = [[], [0], [0, 0], [0, 0, 0], [1], [0, 1], [1, 0], [1, 2], [2, 1], [3]]
    var first: Set<UInt64> = []
    for seed in [UInt64(0), 1, 2, .max] {
      for path in paths {
        var stream = RandomStream(seed: seed, path: path)
        first.insert(stream.next())
      }
    }
    #expect(first.count == 4 * paths.count)
  }

  @Test func neighbouringStreamsAreUncorrelated() {
    let count = 20_000
    func scores(_ path: [UInt64]) -> [Double] {
      var stream = RandomStream(seed: 1, path: path)
      return (0..<count).map { _ in stream.normal() }
    }
    let base = scores([0, 0, 0])
    // Four standard errors.
    let limit = 4 / Double(count).squareRoot()
    for path in [[0, 0, 1], [0, 1, 0], [1, 0, 0], [0, 0]] as [[UInt64]] {
      #expect(abs(correlation(base, scores(path))) < limit)
    }
    #expect(abs(correlation(Array(base.dropLast()), Array(base.dropFirst()))) < limit)
  }

  @Test func uniformFillsTheOpenUnitInterval() {
    var stream = RandomStream(seed: 5, path: [])
    let values = (0..<50_000).map { _ in stream.uniform() }
    #expect(values.allSatisfy { $0 > 0 && $0 < 1 })
    let (mean, sd) = moments(values)
    #expect(abs(mean - 0.5) < 4 * 0.2887 / 223.6)
    #expect(abs(sd - (1.0 / 12).squareRoot()) < 0.003)
  }

  /// Cell counts of the scores against Φ, tails beyond the ziggurat's base included.
  @Test func normalScoresFollowTheDistribution() {
    var stream = RandomStream(seed: 11, path: [2])
    let count = 400_000
    let edges = [-3.9, -3.6542, -3, -2, -1, -0.4, 0, 0.2, 0.7, 1.5, 2.5, 3.3, 3.6542, 3.9]
    var cells = [Double](repeating: 0, count: edges.count + 1)
    var values: [Double] = []
    for _ in 0..<count {
      let score = stream.normal()
      values.append(score)
      cells[edges.firstIndex { score < $0 } ?? edges.count] += 1
    }
    var chiSquared = 0.0
    for cell in cells.indices {
      let lower = cell == 0 ? 0 : StandardNormal.cumulative(edges[cell - 1])
      let upper = cell == edges.count ? 1 : StandardNormal.cumulative(edges[cell])
      let expected = Double(count) * (upper - lower)
      chiSquared += (cells[cell] - expected) * (cells[cell] - expected) / expected
    }
    // 99.9 % quantile with 14 degrees of freedom.
    #expect(chiSquared < 2 * RegularizedGamma.inverse(7, 0.999))
    let (mean, sd) = moments(values)
    #expect(abs(mean) < 4 / Double(count).squareRoot())
    #expect(abs(sd - 1) < 4 / Double(2 * count).squareRoot())
  }

  @Test func zigguratLayersHaveEqualAreas() {
    #expect(abs(Ziggurat.tailStart - 3.6541528853610088) < 1e-9)
    let layers = Ziggurat.layers
    #expect(layers.count == 256)
    let area = 0.00492867323399
    for index in 1..<256 {
      let width = layers[index].scale * 0x1p52
      #expect(agree(width * (layers[index].upperHeight - layers[index].lowerHeight), area, within: 1e-8))
    }
    #expect(layers[255].inner == 0 && layers[255].upperHeight == 1)
  }
}
