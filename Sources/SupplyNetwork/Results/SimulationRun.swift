public import Probability

/// What a simulation measured: per measure, replication and stage, the average over the measured periods.
public struct SimulationRun: Sendable, Equatable {
  /// A quantity averaged over the measured periods of one replication.
  public enum Measure: Int, Sendable, CaseIterable {
    /// Units on hand at the end of a period.
    case onHand
    /// Units on their way to the stage, or being processed there, at the end of a period.
    case inTransit
    /// Units due and not delivered at the end of a period.
    case backorders
    /// Units ordered by the stage, per period.
    case ordered
    /// Units that fell due at the stage, per period (external demand and customers' orders).
    case due
    /// Of these, units delivered in the period in which they fell due.
    case deliveredOnTime
    /// Units of external demand that fell due, per period.
    case externalDue
    /// Of these, units delivered on time.
    case externalDeliveredOnTime
    /// Share of periods in which everything that fell due was delivered and no backorder stood.
    case periodsWithoutStockout
    /// Stockout events per period: periods without a stockout followed by one with.
    case stockoutEvents
    /// Units of external demand lost, per period.
    case lost
    /// Holding cost of stock on hand plus cost of backorders, in money per period. A total is the sum of this,
    /// ``orderCost``, ``transshipmentCost`` and ``expeditingCost``.
    case cost
    /// Ready rate: share of periods that end with stock on hand (Axsäter 2015, Inventory Control,
    /// doi:10.1007/978-3-319-15729-0). Under continuous review of demand in single units, that is the fill rate.
    case readyPeriods
    /// Orders placed by the stage, per period: periods in which it orders anything, however many suppliers share it.
    case ordersPlaced
    /// Fixed cost of these orders, in money per period.
    case orderCost
    /// Units that peers send to the stage (``Transshipment``), per period.
    case transshippedIn
    /// Units that the stage sends to peers, per period.
    case transshippedOut
    /// Cost of the units that peers send to the stage, in money per period.
    case transshipmentCost
    /// Units ordered by the fast way, per period.
    case expedited
    /// Their extra cost, in money per period.
    case expeditingCost
  }

  /// Stages in the network.
  public let stageCount: Int
  /// Independent repetitions.
  public let replications: Int
  /// Measured periods of each replication.
  public let periods: Int
  /// Periods played before measuring started.
  public let warmUp: Int
  /// Seed of the random streams.
  public let seed: UInt64
  /// Averages: measure, then replication, then stage.
  public private(set) var values: [Double]
  /// External service over time, all stages together.
  public var serviceCourse: ServiceCourse

  /// Makes a run of zeros, to be filled by ``set(_:replication:stage:to:)``.
  public init(stageCount: Int, replications: Int, periods: Int, warmUp: Int, seed: UInt64) {
    self.stageCount = stageCount
    self.replications = replications
    self.periods = periods
    self.warmUp = warmUp
    self.seed = seed
    serviceCourse = ServiceCourse(replications: replications, periods: periods)
    values = [Double](repeating: 0, count: Measure.allCases.count * replications * stageCount)
  }

  private func position(_ measure: Measure, _ replication: Int, _ stage: Int) -> Int {
    (measure.rawValue * replications + replication) * stageCount + stage
  }

  /// The average of one replication at one stage.
  public func value(_ measure: Measure, replication: Int, stage: Int) -> Double {
    values[position(measure, replication, stage)]
  }

  /// Stores the averages of neighbouring replications at one stage: the first lanes of a vector.
  public mutating func set(_ measure: Measure, replications: Range<Int>, stage: Int, to averages: SIMD8<Double>) {
    for (lane, replication) in replications.enumerated() {
      values[position(measure, replication, stage)] = averages[lane]
    }
  }

  /// The mean over replications at one stage, with its 95 % interval.
  public func estimate(_ measure: Measure, stage: Int) -> Estimate {
    Estimate((0..<replications).map { value(measure, replication: $0, stage: stage) })
  }

  /// Fill rate of one stage: units delivered on time ÷ units due, per replication.
  public func fillRate(stage: Int) -> Estimate {
    Estimate(
      (0..<replications).map { replication in
        let due = value(.due, replication: replication, stage: stage)
        return due > 0 ? value(.deliveredOnTime, replication: replication, stage: stage) / due : 1
      })
  }
}
