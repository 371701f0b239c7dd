import SupplyNetwork

/// Reads and checks a case folder: the entry of this module.
public enum CaseReader {
  /// Reads every file of a folder and reports all problems of all files together.
  ///
  /// Structural files are strict: one unusable row is an error. In `demand.csv` unusable rows are warnings and left
  /// out while they are fewer than one in a hundred.
  public static func read(folder: String) -> LoadedCase {
    var log = IssueLog()
    guard let files = CaseFolder(path: folder, &log) else {
      return LoadedCase(case: nil, issues: log.sorted(), inputs: [])
    }
    var reading = CaseReading(files: files, log: log)
    let planningCase = reading.read()
    var loaded = LoadedCase(
      case: reading.log.hasErrors ? nil : planningCase, issues: reading.log.sorted(),
      inputs: reading.files.inputs.sorted { $0.name < $1.name })
    loaded.logo = reading.logo
    loaded.colorPlaces = reading.colorPlaces
    return loaded
  }
}

/// One pass over a case folder: the tables in the order in which they refer to each other, then the whole.
struct CaseReading {
  /// The folder and what has been read of it.
  private(set) var files: CaseFolder
  /// What was found so far.
  private(set) var log: IssueLog
  /// The logo of the report.
  private(set) var logo: [UInt8]?
  /// Where case.yaml names the colours of the brand, by role.
  private(set) var colorPlaces: [String: Issue.Place] = [:]

  init(files: CaseFolder, log: IssueLog) {
    self.files = files
    self.log = log
  }

  mutating func read() -> Case? {
    let file = files.required("case.yaml", &log).map { SettingsFile($0, &log) }
    var settings = file?.settings ?? CaseSettings()
    colorPlaces = file?.colorPlaces ?? [:]
    if let file, let name = settings.report.brand.logo { logo = files.logo(name, at: file.logoPlace, &log) }

    let locations = LocationTable(files.required("locations.csv", &log), &log)
    var items = ItemTable(files.required("items.csv", &log), &log)
    var lanes = LaneTable(
      files.required("lanes.csv", &log), locations: locations.index, items: items.index, &log)
    if lanes.isComplete { lanes.resolveShares(locations: locations.index.names, items: items.index.names, &log) }

    let demand = readDemand(settings, locations, items)
    let inventory =
      files.optional("inventory.csv", &log)
      .map { InventoryTable.read($0, locations: locations.index, items: items.index, &log) } ?? []
    let scheduled = files.optional("scheduled_receipts.csv", &log).map {
      ScheduledReceiptTable($0, locations: locations.index, items: items.index, &log)
    }
    let forecast =
      files.optional("forecast.csv", &log).map {
        ForecastTable.read(
          $0, locations: locations.index, items: items.index, period: settings.period, &log)
      } ?? []
    checkDates(of: scheduled, forecast, inventory, today: settings.asOf ?? demand.history?.lastDate, locations, items)
    let components =
      files.optional("bom.csv", &log)
      .map { ComponentTable.read($0, locations: locations.index, items: items.index, &log) } ?? []
    let overrides =
      files.optional("overrides.csv", &log)
      .map { OverrideTable.read($0, locations: locations.index, items: items.index, &log) } ?? []
    let rules =
      files.optional("service.csv", &log).map {
        ServiceTable.read(
          $0, locations: locations.index, items: items.index, standard: settings.service.measure, &log)
      } ?? []
    let limits =
      files.optional("stock_limits.csv", &log)
      .map { StockLimitTable($0, locations: locations.index, items: items.index, &log) }
    if isDemandKnown { limits?.checkDemand(demand.profiles, locations: locations.index, items: items.index, &log) }
    if let file {
      checkPilot(file, locations)
      DisruptionCheck(file, locations: locations.index, lanes: lanes).report(&log)
    }
    settings.currentPolicy = comparison(settings, file?.hasChosenPolicy ?? false, inventory)

    let placed = placed(locations, lanes.lanes, demand.profiles)
    if let file, locations.index.isComplete { ReplenishmentCheck(file, tiers: placed.tiers).report(&log) }
    if let file {
      ExpeditingCheck(
        file, locations: placed.locations, index: locations.index, tiers: placed.tiers, lanes: lanes
      ).report(&log)
      TransshipmentCheck(file, locations: locations.index, tiers: placed.tiers).report(&log)
      UnfilledOrdersCheck(file, tiers: placed.tiers, locations: placed.locations, lanes: lanes).report(&log)
      ScenarioCheck(
        file.scenarios, locations: locations.index, regions: placed.locations.compactMap(\.region), items: items.index,
        tiers: placed.tiers, lanes: lanes, inventory: inventory
      ).report(&log)
    }
    let positions = demand.profiles.map { Position(item: $0.item, location: $0.location) }
    if lanes.isComplete, hasAllNames(locations, items), !log.hasErrors(in: "bom.csv") {
      NetworkCheck(
        lanes: lanes.lanes, lines: lanes.lines, locations: placed.locations, locationLines: locations.lines,
        items: items.items, components: components, demand: positions, hasAllDemand: isDemandKnown
      ).report(&log)
    }
    reportLackOfDemand(demand.profiles)
    items.classify(annualValueClasses(items.items, demand.profiles, settings))
    let planningCase = Case(
      settings: settings, tiers: placed.tiers, locations: placed.locations, items: items.items, lanes: lanes.lanes,
      history: demand.history, demand: demand.profiles, correlation: demand.correlation, inventory: inventory,
      scheduledReceipts: scheduled?.receipts ?? [], forecast: forecast, components: components, overrides: overrides,
      serviceRules: rules, stockLimits: limits?.limits ?? [])
    if let file {
      PlayedDemandCheck(planningCase, file).report(
        locations: locations.index, items: items.index, isDemandKnown: isDemandKnown, &log)
    }
    if !log.hasErrors {
      limits?.checkContradictions(in: planningCase, &log)
      if planningCase.lanes.contains(where: { $0.maximumOrder != nil }), let model = try? NetworkModel(planningCase) {
        OrderSizeCheck.reportOverload(of: model.networks, at: .init(file: "lanes.csv", column: "max_order"), &log)
      }
    }
    return planningCase
  }

  /// Judges dates where nothing that they are held against is missing for other reasons.
  private mutating func checkDates(
    of scheduled: ScheduledReceiptTable?, _ forecast: [ForecastRecord], _ inventory: [InventoryRecord],
    today: CalendarDate?, _ locations: LocationTable, _ items: ItemTable
  ) {
    guard today != nil || isDemandKnown else { return }
    scheduled?.check(
      against: inventory, today: today, locations: locations.index.names, items: items.index.names, &log)
    ForecastTable.check(forecast, file: "forecast.csv", today: today, &log)
  }

  private struct Demand {
    var history: DemandHistory?
    var profiles: [DemandProfile] = []
    var correlation: [Double] = []
  }

  private mutating func readDemand(
    _ settings: CaseSettings, _ locations: LocationTable, _ items: ItemTable
  ) -> Demand {
    var demand = Demand()
    guard files.has("demand.csv") || files.has("demand_rates.csv") else {
      log.report(
        .error, "missing-file", .init(file: "demand.csv"),
        "the case folder holds neither demand.csv nor demand_rates.csv; expected one of the two",
        hint: "give a history of date,location,item,quantity")
      return demand
    }
    if let input = files.optional("demand.csv", &log) {
      demand.history = history(input, settings, locations, items)
    }
    var rates: [DemandRate] = []
    if let input = files.optional("demand_rates.csv", &log) {
      rates = DemandRateTable.read(input, locations: locations.index, items: items.index, &log)
    }
    demand.profiles = profiles(demand.history, rates, settings)
    demand.correlation = correlation(demand.history, settings, itemCount: items.items.count)
    return demand
  }

  /// Whether what refers to a location or item can be judged.
  private func hasAllNames(_ locations: LocationTable, _ items: ItemTable) -> Bool {
    locations.index.isComplete && items.index.isComplete
  }

  /// Whether a lack of demand is more than a consequence of an error.
  private var isDemandKnown: Bool {
    !["locations.csv", "items.csv", "demand.csv", "demand_rates.csv"].contains { log.hasErrors(in: $0) }
  }

  private mutating func reportLackOfDemand(_ profiles: [DemandProfile]) {
    guard isDemandKnown, !profiles.contains(where: { $0.mean > 0 }) else { return }
    let file = ["demand.csv", "demand_rates.csv"].first { files.has($0) }
    log.report(
      .warning, Issue.noDemand, .init(file: file ?? "demand.csv"),
      "no location has any demand, so that the plan is empty",
      hint: "give what customers draw, by location and item, above 0")
  }

  private mutating func history(
    _ input: InputFile, _ settings: CaseSettings, _ locations: LocationTable, _ items: ItemTable
  ) -> DemandHistory? {
    let records = DemandTable.read(input, locations: locations.index, items: items.index, &log)
    // Without all names that rows refer to, rows that cannot be used say nothing.
    guard hasAllNames(locations, items) else { return nil }
    if records.rowCount == 0, files.has("demand_rates.csv") {
      log.report(.note, "no-rows", .init(file: input.name), "the file holds no row; demand_rates.csv stands alone")
      return nil
    }
    return HistoryBuilder(
      records, file: input.name, period: settings.period, locations: locations.index.names, items: items.index.names
    ).build(&log)
  }

  /// Profiles from the history, and from the rates for what the history does not know; by item, then location.
  private mutating func profiles(
    _ history: DemandHistory?, _ rates: [DemandRate], _ settings: CaseSettings
  ) -> [DemandProfile] {
    var profiles =
      history.map {
        DemandEstimation.profiles(of: $0, period: settings.period, choice: settings.demand.distribution)
      } ?? []
    let known = Set(profiles.map { Position(item: $0.item, location: $0.location) })
    let added = rates.filter { !known.contains($0.position) }
    profiles += added.map { rate in
      DemandProfile(
        item: rate.position.item, location: rate.position.location, mean: rate.mean, sd: rate.sd, pattern: nil,
        distribution: DemandEstimation.distribution(
          mean: rate.mean, sd: rate.sd, pattern: nil, choice: rate.choice ?? settings.demand.distribution))
    }
    if history != nil, !rates.isEmpty, isDemandKnown {
      log.report(
        .note, "rates-fill-history", .init(file: "demand_rates.csv"),
        "\(added.count) of \(rates.count) rates are used; for the others demand.csv has a history, which comes first")
    }
    return profiles.sorted { ($0.item, $0.location) < ($1.item, $1.location) }
  }

  private mutating func correlation(
    _ history: DemandHistory?, _ settings: CaseSettings, itemCount: Int
  ) -> [Double] {
    switch settings.demand.correlation {
    case .fixed(let value): return [Double](repeating: value, count: itemCount)
    case .estimate:
      if let history { return CorrelationEstimate.byItem(history, itemCount: itemCount) }
      guard isDemandKnown else { return [Double](repeating: 0, count: itemCount) }
      log.report(
        .warning, "correlation-assumed", .init(file: "case.yaml", column: "demand.correlation"),
        "there is no history to estimate the correlation of demand from; 0 is assumed",
        hint: "0 makes pooling look its best; give demand.csv, or a number from 0 to 1")
      return [Double](repeating: 0, count: itemCount)
    }
  }

  private mutating func checkPilot(_ file: SettingsFile, _ locations: LocationTable) {
    guard let pilot = file.settings.plan.pilot, locations.index.isComplete, locations.index.position(of: pilot) == nil
    else { return }
    log.reportUnknownLocation(pilot, locations.index, at: file.pilotPlace)
  }

  /// What the plan is compared with: today's levels only where they are known.
  private mutating func comparison(
    _ settings: CaseSettings, _ hasChosenPolicy: Bool, _ inventory: [InventoryRecord]
  ) -> CaseSettings.CurrentPolicy {
    guard settings.currentPolicy == .fromInventory, !inventory.contains(where: { $0.orderUpTo != nil }) else {
      return settings.currentPolicy
    }
    guard !["locations.csv", "items.csv", "inventory.csv"].contains(where: { log.hasErrors(in: $0) }) else {
      return .independent
    }
    log.report(
      hasChosenPolicy ? .warning : .note, "no-current-policy", .init(file: "inventory.csv", column: "order_up_to"),
      "no order-up-to level is known; the plan is compared with every location hedging alone",
      hint: "give order_up_to in inventory.csv, or set current_policy: independent")
    return .independent
  }

  /// Locations with kinds and tiers in place.
  private func placed(
    _ table: LocationTable, _ lanes: [Lane], _ profiles: [DemandProfile]
  ) -> (locations: [Location], tiers: [Tier]) {
    var locations = table.locations
    var hasDemand = [Bool](repeating: false, count: locations.count)
    var sends = hasDemand
    for profile in profiles { hasDemand[profile.location] = true }
    for lane in lanes { if let from = lane.from { sends[from] = true } }
    for location in locations.indices {
      locations[location].kind = table.kinds[location] ?? (hasDemand[location] && !sends[location] ? .store : .dc)
    }
    let assignment = TierAssignment(locations: locations, givenNames: table.tierNames, lanes: lanes)
    for location in locations.indices { locations[location].tier = assignment.tierOfLocation[location] }
    return (locations, assignment.tiers)
  }

  /// Classes by mean demand × periods a year × unit cost.
  private func annualValueClasses(
    _ items: [Item], _ profiles: [DemandProfile], _ settings: CaseSettings
  ) -> [Item.ValueClass] {
    var values = [Double](repeating: 0, count: items.count)
    for profile in profiles {
      values[profile.item] += profile.mean * settings.period.perYear * (items[profile.item].unitCost ?? 0)
    }
    return ABCClassification.classes(annualValues: values)
  }
}
