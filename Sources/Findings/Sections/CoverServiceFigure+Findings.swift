import SupplyNetwork

extension CoverServiceFigure {
  /// Places at most: beyond them locations are joined by region, then all of them.
  private static let mostPlaces = 2000
  /// Days whose spread (95th against 5th percentile) is larger than this are told by their ratios.
  private static let widestLinearRatio = 12.0
  /// Share of the places that are beyond either limit in the plan itself.
  private static let accepted = 0.1

  /// Sums over the lines of a place.
  private struct Sums {
    var item: Int
    var name: String
    var lines = Ledger.Sums()
    /// Demand a year in money, or in units.
    var weight = 0.0
  }

  /// Names, each once, in the order in which they come.
  private struct Names {
    var all: [String] = []
    private var places: [String: Int] = [:]

    init(_ names: [String]) {
      for name in names where places[name] == nil {
        places[name] = all.count
        all.append(name)
      }
    }

    func place(_ name: String) -> Int { places[name] ?? 0 }
  }

  /// Every place that serves customers; `nil` where there are fewer than three.
  init?(_ context: FindingsContext) {
    let (sums, placeName) = Self.places(context)
    guard sums.count > 2 else { return nil }
    let format = context.format
    let days = Double(context.settings.period.days)
    let places = sums.map { sums in
      Place(
        item: context.model.items[sums.item].name, location: sums.name,
        daysNow: sums.lines.currentUnits / sums.lines.demand * days, fillNow: sums.lines.currentFillRate,
        daysThen: sums.lines.optimisedUnits / sums.lines.demand * days, fillThen: sums.lines.optimisedFillRate)
    }
    let daysLimit = Quantiles(places.map(\.daysThen)).value(at: 1 - Self.accepted)
    let fillLimit = Quantiles(places.map(\.fillThen)).value(at: Self.accepted)
    let cover = places.flatMap { [$0.daysNow, $0.daysThen] }
    let fills = places.flatMap { [$0.fillNow, $0.fillThen] }
    let spread = Quantiles(cover)
    let (low, high) = (spread.value(at: 0.05), spread.value(at: 0.95))
    let top = max(spread.value(at: 0.995) * 1.1, daysLimit * 1.2, 0.1)
    let least = min(max(low / 3, 0.05), max(daysLimit, top / 100) / 2)
    // A plan without stock has its limit where a logarithmic axis has no place for it.
    let isLogarithmic = high > Self.widestLinearRatio * max(low, 0.01) && daysLimit >= least
    let range = [isLogarithmic ? least : 0, top]
    let lowestFill = (min(Quantiles(fills).value(at: 0.01), fillLimit) * 20).rounded(.down) / 20
    func count(_ isIncluded: (Double, Double) -> Bool) -> (now: Int, then: Int) {
      (places.count { isIncluded($0.daysNow, $0.fillNow) }, places.count { isIncluded($0.daysThen, $0.fillThen) })
    }
    let much = count { $0 > daysLimit && $1 >= fillLimit }
    let little = count { $0 <= daysLimit && $1 < fillLimit }
    let both = count { $0 > daysLimit && $1 < fillLimit }
    let beyond = cover.count { $0 < range[0] || $0 > range[1] } + fills.count { $0 < lowestFill }
    let all = format.number(Double(places.count))
    let names = Names(places.flatMap { [$0.item, $0.location] })
    self.init(
      heading: FigureHeading(
        id: "cover-and-service",
        title:
          "Too little at \(format.units(little.now)) of \(all) \(placeName) \(context.currentPhrase) and "
          + "\(format.units(little.then)) in the plan, too much at \(format.units(much.now)) and \(format.units(much.then))",
        subtitle:
          "Days of supply against fill rate of \(placeName). Too much: more than \(format.short(daysLimit)) days; "
          + "too little: below \(format.percent(fillLimit)); in the plan each is one in ten",
        source:
          "Stock \(context.currentPhrase): \(context.stockSource); fill rate: \(context.serviceSource); optimised: "
          + "simulated" + (beyond == 0 ? "" : "; \(format.count(beyond, "value")) beyond an axis, at its edge"),
        alternativeText:
          "Days of supply against fill rate. \(context.currentLabel): too much at \(much.now), too little at "
          + "\(little.now), much and yet short at \(both.now) of \(all) \(placeName). Optimised: \(much.then), "
          + "\(little.then) and \(both.then)."),
      currentName: context.currentLabel, placeName: placeName, names: names.all,
      item: places.map { names.place($0.item) }, location: places.map { names.place($0.location) },
      daysNow: places.map(\.daysNow), fillNow: places.map(\.fillNow), daysThen: places.map(\.daysThen),
      fillThen: places.map(\.fillThen),
      named: Self.named(places, sums, daysLimit: daysLimit, fillLimit: fillLimit), daysLimit: daysLimit,
      fillLimit: fillLimit, daysRange: range, lowestFill: lowestFill, isLogarithmic: isLogarithmic)
  }

  /// Items at locations that serve customers; where they are too many, items by region, then items.
  private static func places(_ context: FindingsContext) -> (sums: [Sums], name: String) {
    let lines = context.ledger.lines.filter { $0.facesCustomers && $0.meanDemand > 0 }
    let locations = context.model.locations
    let hasRegions = locations.contains { $0.region != nil }
    func grouped(_ place: (Ledger.Line) -> (key: Int, name: String)) -> [Sums] {
      var index: [Int: Int] = [:]
      var found: [Sums] = []
      for line in lines {
        let (key, name) = place(line)
        let at = index[key] ?? found.count
        if at == found.count {
          index[key] = at
          found.append(Sums(item: line.item, name: name))
        }
        found[at].lines.add(line)
        found[at].weight += line.meanDemand * (context.ledger.hasValue ? line.unitCost : 1)
      }
      return found
    }
    if lines.count <= mostPlaces {
      return (
        grouped { ($0.item * locations.count + $0.location, locations[$0.location].name) },
        "items at locations"
      )
    }
    if hasRegions {
      let regions = Array(Set(locations.map { $0.region ?? "" })).sorted()
      let rank = Dictionary(uniqueKeysWithValues: regions.enumerated().map { ($1, $0) })
      let byRegion = grouped { line in
        let region = locations[line.location].region ?? ""
        return (line.item * regions.count + (rank[region] ?? 0), region)
      }
      if byRegion.count <= mostPlaces { return (byRegion, "items by region") }
    }
    return (grouped { ($0.item, "") }, "items")
  }

  /// Two of each kind: the most valuable surplus, the most demand not served, and both at once.
  private static func named(
    _ places: [Place], _ sums: [Sums], daysLimit: Double, fillLimit: Double
  ) -> [Int] {
    func largest(_ size: (Int) -> Double) -> [Int] {
      let found = places.indices.map { ($0, size($0)) }.filter { $0.1 > 0 }
      return found.sorted { ($0.1, $1.0) > ($1.1, $0.0) }.prefix(2).map(\.0)
    }
    func surplus(_ index: Int) -> Double { (places[index].daysNow - daysLimit) * sums[index].weight }
    func missing(_ index: Int) -> Double { (fillLimit - places[index].fillNow) * sums[index].weight }
    let much = largest { places[$0].fillNow >= fillLimit ? surplus($0) : 0 }
    let little = largest { places[$0].daysNow <= daysLimit ? missing($0) : 0 }
    let both = largest { places[$0].daysNow > daysLimit ? missing($0) : 0 }
    return little + much + both
  }
}
