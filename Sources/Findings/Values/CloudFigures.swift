/// Items by value: what share of demand and of stock the first of them have.
public struct ParetoFigure: Sendable, Codable, Equatable {
  /// A place in the order of items.
  public struct Step: Sendable, Codable, Equatable {
    /// Items so far.
    public var items: Int
    /// Their share of the value of demand, a fraction.
    public var demand: Double
    /// Their share of the value of stock, a fraction.
    public var stock: Double
  }
  /// A class of items.
  public struct Section: Sendable, Codable, Equatable {
    /// "A", "B" or "C".
    public var name: String
    /// Items before it.
    public var start: Int
    /// Items up to its end.
    public var end: Int
    /// "9 items", "78% of demand", "52% of stock".
    public var notes: [String]
  }
  /// Title and texts around the marks.
  public var heading: FigureHeading
  /// From no item to all of them; of many items, some hundred places.
  public var steps: [Step]
  /// The classes, side by side.
  public var sections: [Section]
  /// The end of the first class: where the two lines are told apart.
  public var marked: Step
  /// The words beside the line of demand there.
  public var demandText: String
  /// The words beside the line of stock there.
  public var stockText: String
}

/// Days of supply against service, place by place.
public struct CoverServiceFigure: Sendable, Codable, Equatable {
  /// A place: an item at a location, or at a group of them.
  public struct Place: Sendable, Equatable {
    /// Name of the item.
    public var item: String
    /// Name of the location or group; empty where the item stands for all.
    public var location: String
    /// Days of supply today.
    public var daysNow: Double
    /// Fill rate today, a fraction.
    public var fillNow: Double
    /// Days of supply as proposed.
    public var daysThen: Double
    /// Fill rate as proposed, a fraction.
    public var fillThen: Double
  }
  /// Title and texts around the marks.
  public var heading: FigureHeading
  /// Name of the state before the change.
  public var currentName: String
  /// What marks stand for where they stand for several places ("items at stores").
  public var placeName: String
  /// Names of items and of locations, each once.
  public var names: [String]
  /// By place: which of the names its item has. Places are kept in columns, as thousands of them are read and written.
  public var item: [Int]
  /// By place: which of the names its location has.
  public var location: [Int]
  /// By place: days of supply today.
  public var daysNow: [Double]
  /// By place: fill rate today, a fraction.
  public var fillNow: [Double]
  /// By place: days of supply as proposed.
  public var daysThen: [Double]
  /// By place: fill rate as proposed, a fraction.
  public var fillThen: [Double]
  /// Which of them are worth naming, the most important first.
  public var named: [Int]
  /// Where too much cover begins, in days.
  public var daysLimit: Double
  /// Where too little service ends, a fraction.
  public var fillLimit: Double
  /// Lowest and highest days of the axis: what is beyond stands at its edge.
  public var daysRange: [Double]
  /// Lowest fill rate of the axis: what is below stands at its edge.
  public var lowestFill: Double
  /// Whether days differ so much that their ratios are shown.
  public var isLogarithmic: Bool

  /// The places.
  public var places: [Place] {
    item.indices.map { index in
      Place(
        item: names[item[index]], location: names[location[index]], daysNow: daysNow[index], fillNow: fillNow[index],
        daysThen: daysThen[index], fillThen: fillThen[index])
    }
  }
}

/// Stock above and below what the plan expects, by item and location.
public struct ImbalanceMapFigure: Sendable, Codable, Equatable {
  /// Title and texts around the marks.
  public var heading: FigureHeading
  /// Names of the rows; the last may stand for the rest.
  public var rows: [String]
  /// Names of the columns; the last may stand for the rest.
  public var columns: [String]
  /// Row by row: stock less what the plan expects.
  public var values: [[Double]]
  /// How many items the last row stands for; 0 = none.
  public var restRows: Int
  /// How many locations the last column stands for; 0 = none.
  public var restColumns: Int
  /// Whether values are money.
  public var isMoney: Bool
}
