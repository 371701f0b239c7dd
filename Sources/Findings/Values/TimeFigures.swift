/// Cash by month, and in all.
public struct CashReleaseFigure: Sendable, Codable, Equatable {
  /// A month of the plan.
  public struct Month: Sendable, Codable, Equatable {
    /// "Jan", or its number where the plan has no date.
    public var name: String
    /// "2027"; empty where the plan has no date.
    public var year: String
    /// For files of data: "2027-01", its number where the plan has no date, or "later".
    public var key: String
    /// Money released in it, negative where more is bought.
    public var cash: Double
    /// Money released up to its end.
    public var total: Double
    /// ``cash`` as text.
    public var cashText: String
    /// ``total`` as text.
    public var totalText: String
  }
  /// Title and texts around the marks.
  public var heading: FigureHeading
  /// Currency of the axis.
  public var unit: String
  /// Left to right; the last may stand for all time after the horizon.
  public var months: [Month]
}

/// What the next tenth of a point of service costs along the efficient frontiers.
public struct MarginalCostFigure: Sendable, Codable, Equatable {
  /// A frontier.
  public struct Line: Sendable, Codable, Equatable {
    /// Name, set at the end of the line.
    public var name: String
    /// Whether every service target is kept along it.
    public var keepsTargets: Bool
    /// Service, fractions, ascending.
    public var service: [Double]
    /// Stock that the next 0.1 point takes from there.
    public var cost: [Double]
  }
  /// Title and texts around the marks.
  public var heading: FigureHeading
  /// Name of the service.
  public var serviceTitle: String
  /// Name and unit of the cost.
  public var costTitle: String
  /// Whether costs differ so much that only their ratios can be told.
  public var isLogarithmic: Bool
  /// The frontiers.
  public var lines: [Line]
  /// Service of the proposal, a fraction.
  public var proposalService: Double
  /// Cost of the next 0.1 point from there.
  public var proposalCost: Double
  /// The words beside it.
  public var proposalText: String
}

/// How a simulated measure spreads over replications, period by period, under both policies.
public struct ServiceFanFigure: Sendable, Codable, Equatable {
  /// One policy.
  public struct Panel: Sendable, Codable, Equatable {
    /// Name.
    public var name: String
    /// Whether the policy is proposed and not yet real.
    public var isPlanned: Bool
    /// The middle of the replications, a fraction for each abscissa.
    public var median: [Double]
    /// By band, the widest first: its lower end for each abscissa.
    public var low: [[Double]]
    /// Its upper end.
    public var high: [[Double]]
  }
  /// Title and texts around the marks.
  public var heading: FigureHeading
  /// Ends of the weeks, in periods from the start of the run.
  public var x: [Double]
  /// Names of the bands, the widest first ("95% of runs").
  public var bandNames: [String]
  /// Months as ticks of the abscissa; empty where there is no date to count from.
  public var ticks: [AxisTick]
  /// Name and unit of the abscissa.
  public var xTitle: String
  /// Name of the ordinate.
  public var yTitle: String
  /// What is shaded, where anything is.
  public var spans: [CurveFigure.Span]?
  /// Today, then as proposed.
  public var panels: [Panel]
}

/// A tick of an axis of dates.
public struct AxisTick: Sendable, Codable, Equatable {
  /// Where it stands.
  public var x: Double
  /// Its text ("Feb 2027").
  public var text: String
}
