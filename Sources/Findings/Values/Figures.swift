/// What every figure has around its marks.
public struct FigureHeading: Sendable, Codable, Equatable {
  /// File name without its ending; also the anchor in the report.
  public var id: String
  /// The finding, with its number.
  public var title: String
  /// Measure, unit, scope, period.
  public var subtitle: String
  /// Where the figures come from.
  public var source: String
  /// What the figure shows, for readers who cannot see it.
  public var alternativeText: String
}

/// Two values per category, today against optimised.
public struct ComparisonFigure: Sendable, Codable, Equatable {
  /// One category.
  public struct Category: Sendable, Codable, Equatable {
    /// Name.
    public var name: String
    /// Today.
    public var current: Double
    /// Optimised.
    public var optimised: Double
    /// Half of the 95 % interval of the value today; 0 where it has none.
    public var currentHalfWidth = 0.0
    /// Half of the 95 % interval of the optimised value.
    public var optimisedHalfWidth: Double
    /// Today, as text.
    public var currentText: String
    /// Optimised, as text.
    public var optimisedText: String
    /// The change, as text with sign.
    public var changeText: String
    /// Whether the change helps.
    public var direction: KeyFigure.Direction
  }
  /// Title and texts around the marks.
  public var heading: FigureHeading
  /// Name of the state before the change.
  public var currentName: String
  /// Name of the state proposed.
  public var proposedName = "Optimised"
  /// Head of the column of changes; empty where none are shown.
  public var changeName = "Change"
  /// Top to bottom.
  public var categories: [Category]
}

/// Values by category, split into parts, today and optimised.
public struct CompositionFigure: Sendable, Codable, Equatable {
  /// One bar.
  public struct Bar: Sendable, Codable, Equatable {
    /// Category ("Stores").
    public var category: String
    /// Which state ("today", "optimised").
    public var state: String
    /// Whether the state is proposed and not yet real.
    public var isPlanned: Bool
    /// One value per part.
    public var values: [Double]
    /// The values as text.
    public var texts: [String]
    /// Sum, as text.
    public var totalText: String
  }
  /// Title and texts around the marks.
  public var heading: FigureHeading
  /// Names of the parts, bottom of the stack first.
  public var parts: [String]
  /// Top to bottom.
  public var bars: [Bar]
}

/// A start, signed steps, an end.
public struct WaterfallFigure: Sendable, Codable, Equatable {
  /// One step.
  public struct Step: Sendable, Codable, Equatable {
    /// Name.
    public var name: String
    /// Signed change.
    public var change: Double
    /// The change, as text with sign.
    public var text: String
    /// Whether the change helps.
    public var direction: KeyFigure.Direction
  }
  /// Title and texts around the marks.
  public var heading: FigureHeading
  /// Name of the start.
  public var startName: String
  /// Value of the start.
  public var start: Double
  /// The start, as text.
  public var startText: String
  /// Between start and end.
  public var steps: [Step]
  /// Name of the end.
  public var endName: String
  /// Value of the end: the start plus all steps.
  public var end: Double
  /// The end, as text.
  public var endText: String
}

/// Lines over one variable.
public struct CurveFigure: Sendable, Codable, Equatable {
  /// One line.
  public struct Curve: Sendable, Codable, Equatable {
    /// Name, set at the end of the line.
    public var name: String
    /// What the line stands for: `optimised` (the proposal), `current`, or of neither `focus`, `reference` and any other.
    public var role: String
    /// Abscissae.
    public var x: [Double]
    /// Ordinates.
    public var y: [Double]
    /// Half of the 95 % interval of each ordinate, where they have one.
    public var halfWidth: [Double]?
  }
  /// A stretch of the abscissa that is shaded.
  public struct Span: Sendable, Codable, Equatable {
    /// Name, above it where there is room.
    public var name: String
    /// Where it begins.
    public var from: Double
    /// Where it ends.
    public var to: Double
  }
  /// Title and texts around the marks.
  public var heading: FigureHeading
  /// Name and unit of the abscissa.
  public var xTitle: String
  /// Name and unit of the ordinate.
  public var yTitle: String
  /// How ordinates are written: `percent`, `units` or `money`.
  public var yUnit: String
  /// Ticks of the abscissa, where it is time and its dates are known.
  public var ticks: [AxisTick]?
  /// What is shaded, where anything is.
  public var spans: [Span]?
  /// The lines.
  public var curves: [Curve]
}

/// Service against stock: the efficient frontiers, and where plans stand beside them.
public struct FrontierFigure: Sendable, Codable, Equatable {
  /// A frontier.
  public struct Line: Sendable, Codable, Equatable {
    /// Name, set at the end of the line.
    public var name: String
    /// Whether every service target is kept along it.
    public var keepsTargets: Bool
    /// Stock, ascending.
    public var stock: [Double]
    /// Service, fractions.
    public var service: [Double]
  }
  /// A plan.
  public struct Mark: Sendable, Codable, Equatable {
    /// What a plan is.
    public enum Kind: String, Sendable, Codable {
      case current, proposal
      case sameService = "same_service"
      case sameStock = "same_stock"
    }
    /// What it is.
    public var kind: Kind
    /// The words beside it.
    public var text: String
    /// Its stock.
    public var stock: Double
    /// Its service, a fraction.
    public var service: Double
  }
  /// Title and texts around the marks.
  public var heading: FigureHeading
  /// Name and unit of the stock.
  public var stockTitle: String
  /// Name of the service.
  public var serviceTitle: String
  /// The frontiers.
  public var lines: [Line]
  /// The plans.
  public var marks: [Mark]
}

/// A promise against a simulated value with its interval, per category.
public struct PromiseFigure: Sendable, Codable, Equatable {
  /// One category.
  public struct Category: Sendable, Codable, Equatable {
    /// Name.
    public var name: String
    /// What was promised, a fraction.
    public var promise: Double
    /// What the simulation gave, a fraction.
    public var simulated: Double
    /// Half of its 95 % interval.
    public var halfWidth: Double
    /// The simulated value and interval, as text.
    public var text: String
    /// Whether the simulated value keeps the promise, within its interval.
    public var isKept: Bool
  }
  /// Title and texts around the marks.
  public var heading: FigureHeading
  /// Top to bottom.
  public var categories: [Category]
}

/// The network: locations in tiers and the lanes between them.
public struct NetworkFigure: Sendable, Codable, Equatable {
  /// One location.
  public struct Node: Sendable, Codable, Equatable {
    /// Name.
    public var name: String
    /// Layer, 0 furthest upstream.
    public var tier: Int
    /// Region or the supplier's name: siblings that may be drawn as one.
    public var group: String
    /// Size of the mark: optimised stock.
    public var size: Double
    /// Optimised stock less today's, as a fraction of today's.
    public var change: Double
    /// Lines of text beside the mark, the most important first: stock, safety stock, base stock.
    public var lines: [String]
    /// The same without their names, for columns.
    public var figures: [String]
  }
  /// One lane.
  public struct Edge: Sendable, Codable, Equatable {
    /// Index of the supplier's node.
    public var from: Int
    /// Index of the customer's node.
    public var to: Int
    /// Its shortest lead time, in periods.
    public var shortest: Int
    /// Its longest lead time, in periods.
    public var longest: Int
    /// Lead time, as text.
    public var text: String
  }
  /// Title and texts around the marks.
  public var heading: FigureHeading
  /// Names of the layers.
  public var tiers: [String]
  /// Heads of the columns of figures.
  public var figureNames: [String]
  /// What lead times are counted in ("day").
  public var period: String
  /// The locations.
  public var nodes: [Node]
  /// The lanes.
  public var edges: [Edge]
}

/// Phases over months.
public struct ScheduleFigure: Sendable, Codable, Equatable {
  /// One phase.
  public struct Phase: Sendable, Codable, Equatable {
    /// Name.
    public var name: String
    /// First month, 0 = the first of the plan.
    public var startMonth: Double
    /// Months.
    public var months: Double
    /// Note at the right.
    public var note: String
  }
  /// Title and texts around the marks.
  public var heading: FigureHeading
  /// A month of the plan.
  public struct Month: Sendable, Codable, Equatable {
    /// "Jan", or its number where the plan has no date.
    public var name: String
    /// "2027", or "Month" where the plan has no date.
    public var year: String
  }
  /// The months of the plan.
  public var months: [Month]
  /// Top to bottom.
  public var phases: [Phase]
  /// What the notes at the right are; empty where there are none.
  public var noteName: String
}

/// What a lower and a higher parameter do to a result.
public struct SensitivityFigure: Sendable, Codable, Equatable {
  /// One parameter.
  public struct Parameter: Sendable, Codable, Equatable {
    /// Name with the two values tried.
    public var name: String
    /// Result at the lower value.
    public var low: Double
    /// Result at the higher value.
    public var high: Double
    /// The lower value, as text.
    public var lowText: String
    /// The higher value, as text.
    public var highText: String
  }
  /// Title and texts around the marks.
  public var heading: FigureHeading
  /// The result without a change.
  public var base: Double
  /// The base, as text.
  public var baseText: String
  /// Largest swing first.
  public var parameters: [Parameter]
}
