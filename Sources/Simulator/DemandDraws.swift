import Probability
import SupplyNetwork

/// Draws the external demand of a network for a group of replications, one per lane.
///
/// Demand of one period is correlated by a one-factor Gaussian copula: the score of stage d is √r Z + √(1 − r) e_d,
/// with Z common to all stages, and the demand is the quantile at that score (Nelsen 2006, An Introduction to Copulas,
/// doi:10.1007/0-387-28678-0). r is chosen so that total demand has the variance that the network's correlation gives.
///
/// Z and each e_d have streams of their own, named by replication, network, location and item: what a stage draws does
/// not depend on policies or on which other stages there are. (r depends on the demands, where they are correlated: on
/// the stages' own distributions, without their courses.) Every period takes one score, whatever its mean.
struct DemandDraws<Scalar: LaneScalar> {
  /// Ends the path of the common factor, where the others have a location.
  private static var commonFactor: UInt64 { .max }

  private var samplers: [RowSampler]
  /// The demand rows that are drawn.
  private let rows: [Int]
  /// The end of each row's path: location, item, and a number where several rows share both.
  private let paths: [[UInt64]]
  private let seed: UInt64
  private let streamIndex: UInt64
  private let commonWeight: Double
  private let ownWeight: Double
  /// By row, then lane.
  private var streams: [RandomStream] = []
  /// By lane. Empty where demands are independent.
  private var commonStreams: [RandomStream] = []
  private var activeLanes = 0
  /// Scores of one chunk: by period, then lane.
  private var commonScores: [Double] = []
  /// The next period.
  private var period = 0

  /// Prepares the demand of a network.
  ///
  /// - Parameters:
  ///   - rows: The stages of the demand rows.
  ///   - drawn: The rows that are drawn. `nil` = all.
  init(network: StageNetwork, rows: [Int], drawn: [Int]? = nil, seed: UInt64, streamIndex: UInt64) {
    let demands = rows.compactMap { network.stages[$0].demand }
    let chosen = drawn ?? Array(rows.indices)
    samplers = chosen.map { RowSampler(demands[$0], course: network.stages[rows[$0]].demandCourse) }
    self.rows = chosen
    let all = network.streamPaths(rows)
    paths = chosen.map { all[$0] }
    self.seed = seed
    self.streamIndex = streamIndex
    let isCorrelated = network.correlation > 0 && demands.count > 1 && !chosen.isEmpty
    let correlation =
      isCorrelated
      ? ScoreCorrelation.calibrated(demands, to: network.correlation) { [samplers] row in
        chosen.count == demands.count ? samplers[row].common : nil
      } : 0
    let common = min(1, max(0, correlation))
    commonWeight = common.squareRoot()
    ownWeight = (1 - common).squareRoot()
  }

  /// Turns to a group of replications, at period 0.
  mutating func begin(replications: Range<Int>) {
    activeLanes = replications.count
    period = 0
    streams = paths.flatMap { path in
      replications.map { RandomStream(seed: seed, path: [UInt64($0), streamIndex] + path) }
    }
    commonStreams =
      commonWeight > 0
      ? replications.map { RandomStream(seed: seed, path: [UInt64($0), streamIndex, Self.commonFactor]) } : []
  }

  /// Draws the next periods: by period, then row. Lanes without a replication are left as they are.
  ///
  /// - Parameter firstLane: That of the first replication.
  mutating func draw(periods: Int, into demand: borrowing DemandBuffer<Lanes<Scalar>>, firstLane: Int = 0) {
    let width = Lanes<Scalar>.count
    let stride = demand.rows * width
    drawCommonScores(periods: periods)
    demand.quantities.withMemoryRebound(to: Scalar.self, capacity: periods * stride) { quantities in
      for row in rows.indices {
        guard let sampler = samplers[row].common else {
          drawChanging(row, periods: periods, to: quantities, stride: stride, firstLane: firstLane)
          continue
        }
        for lane in 0..<activeLanes {
          var stream = streams[row * activeLanes + lane]
          var slot = rows[row] * width + firstLane + lane
          if commonStreams.isEmpty {
            for _ in 0..<periods {
              quantities[slot] = Scalar(sampler.quantity(score: stream.normal()))
              slot += stride
            }
          } else {
            for period in 0..<periods {
              let score = commonScores[period * activeLanes + lane] + ownWeight * stream.normal()
              quantities[slot] = Scalar(sampler.quantity(score: score))
              slot += stride
            }
          }
          streams[row * activeLanes + lane] = stream
        }
      }
    }
    period += periods
  }

  /// Draws the next periods of a row whose mean changes.
  @inline(never)
  private mutating func drawChanging(
    _ row: Int, periods: Int, to quantities: UnsafeMutablePointer<Scalar>, stride: Int, firstLane: Int
  ) {
    let tables = samplers[row].turn(to: period..<period + periods)
    let samplers = samplers[row].tables
    for lane in 0..<activeLanes {
      var stream = streams[row * activeLanes + lane]
      var slot = rows[row] * Lanes<Scalar>.count + firstLane + lane
      for period in 0..<periods {
        var score = stream.normal()
        if !commonStreams.isEmpty { score = commonScores[period * activeLanes + lane] + ownWeight * score }
        quantities[slot] = Scalar(samplers[tables[period]].quantity(score: score))
        slot += stride
      }
      streams[row * activeLanes + lane] = stream
    }
  }

  /// √r Z of the next periods.
  private mutating func drawCommonScores(periods: Int) {
    guard !commonStreams.isEmpty else { return }
    commonScores = [Double](repeating: 0, count: periods * activeLanes)
    for lane in 0..<activeLanes {
      for period in 0..<periods {
        commonScores[period * activeLanes + lane] = commonWeight * commonStreams[lane].normal()
      }
    }
  }
}

extension StageNetwork {
  /// The end of the path of a random stream of each of some stages: location, item, and a number where several share both.
  func streamPaths(_ chosen: [Int]) -> [[UInt64]] {
    var seen: [SIMD2<Int>: UInt64] = [:]
    return chosen.map { stage in
      let place = SIMD2(stages[stage].location, stages[stage].item)
      let number = seen[place, default: 0]
      seen[place] = number + 1
      return [UInt64(bitPattern: Int64(place.x)), UInt64(bitPattern: Int64(place.y)), number]
    }
  }
}
