extension CaseSettings {
  /// What demand simulations play.
  public enum PlayedDemand: String, Sendable, Codable, CaseIterable {
    /// Drawn from the distributions that plans are made for.
    case model
    /// The case's own history, resampled in blocks of random length (``DemandSource/resampled(_:blockPeriods:)``).
    case bootstrap
    /// The case's own history once, as it was.
    case history
  }

  /// Whose season the demand drawn by a simulation has.
  public enum Season: String, Sendable, Codable, CaseIterable {
    /// None: every period is like any other.
    case none
    /// That of the days of a week.
    case weekday
    /// That of the months of a year.
    case month
  }

  /// A time in which consumers ask for more, or less.
  public struct Promotion: Sendable, Codable, Equatable {
    /// When it begins.
    public enum Beginning: Sendable, Codable, Equatable {
      /// In a period counted from the start of a run, warm-up included.
      case period(Int)
      /// On a day: period 0 is the day after the data cut-off, or the week that begins on it.
      case date(CalendarDate)
    }

    /// Identifier of the item. `nil` = every one.
    public var item: String?
    /// Identifier of the location. `nil` = every one.
    public var location: String?
    /// When it begins.
    public var beginning: Beginning
    /// How long it lasts, in periods.
    public var periods: Int
    /// What mean demand is multiplied by.
    public var factor: Double

    /// Makes a promotion.
    public init(item: String? = nil, location: String? = nil, _ beginning: Beginning, periods: Int, factor: Double) {
      self.item = item
      self.location = location
      self.beginning = beginning
      self.periods = periods
      self.factor = factor
    }
  }
}
