#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Where the external demand of a simulation comes from.
public enum DemandSource: Sendable, Equatable {
  /// Drawn from the distributions of the stages.
  case drawn
  /// As it was recorded, from the first period on. What comes after the record is zero.
  case recorded(RecordedDemand)
  /// The record resampled in blocks of random length, with this mean in periods, by the stationary bootstrap (Politis &
  /// Romano 1994, doi:10.1080/01621459.1994.10476870).
  ///
  /// All stages, and all networks with records of one length, play the same blocks in a replication, so that what
  /// happened together happens together. Blocks run on from the end of the record to its beginning.
  case resampled(RecordedDemand, blockPeriods: Double)

  /// The record, where there is one.
  public var record: RecordedDemand? {
    switch self {
    case .drawn: nil
    case .recorded(let record), .resampled(let record, _): record
    }
  }
}

/// What was demanded at the stages of a network, period by period.
public struct RecordedDemand: Sendable, Equatable {
  /// Periods recorded.
  public let periodCount: Int
  /// Units by stage, then period: what is missing or negative counts as zero. `nil` = not recorded, so that demand is
  /// drawn.
  public let quantities: [[Double]?]

  /// Makes a record.
  ///
  /// - Parameter periodCount: periods recorded. `nil` = those of the longest series.
  public init(quantities: [[Double]?], periodCount: Int? = nil) {
    self.quantities = quantities
    self.periodCount = periodCount ?? quantities.map { $0?.count ?? 0 }.max() ?? 0
  }

  /// Mean block length of a bootstrap where none is stated, in whole periods: n^(1/3), the order of what is best for the
  /// variance of a mean (Politis & White 2004, doi:10.1081/ETC-120028836).
  public static func standardBlock(periodCount: Int) -> Double {
    max(1, cbrt(Double(periodCount)).rounded())
  }
}
