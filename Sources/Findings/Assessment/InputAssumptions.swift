import SupplyNetwork

/// What a study of the input would take for granted.
struct InputAssumptions {
  /// One point per assumption.
  let points: [String]

  init(_ context: AssessmentContext) {
    let settings = context.settings
    let format = context.format
    var points: [String] = []
    if let planningCase = context.planningCase {
      let classes = settings.service.byClass.sorted { $0.key < $1.key }
        .map { "\($0.key.rawValue) \(format.percent($0.value))" }.joined(separator: ", ")
      points.append("Service targets of case.yaml (\(classes)) are what customers were promised.")
      points.append(
        "Carrying stock costs \(format.percent(settings.carryingRate, decimals: 0)) of its value a year: confirm it with "
          + "finance, since every saving scales with it.")
      if let budget = settings.optimization.budget {
        points.append(
          "Stock may be worth \(format.money(budget)) (safety and cycle stock by the model): what the service targets "
            + "leave of it is spent where it adds most to customers' service.")
      }
      if planningCase.locations.contains(where: { $0.storageCapacity != nil }) {
        points.append(AssumptionFindings.storageCapacity)
      }
      points += Self.unused(planningCase, format)
    }
    self.points =
      points
      + AssumptionFindings.modelAssumptions(
        period: context.period, leadTimesVary: context.planningCase?.leadTimesVary ?? false,
        expedites: !(context.planningCase?.settings.simulation.expediting.isEmpty ?? true))
  }

  /// Data that are given and not used yet: silence would let readers think that they count.
  private static func unused(_ planningCase: Case, _ format: NumberFormat) -> [String] {
    func lanes(_ name: String, _ isGiven: (Lane) -> Bool) -> (String, Int, String) {
      (name, planningCase.lanes.count(where: isGiven), "lane")
    }
    let given = [
      lanes("fixed_order_cost") { $0.fixedOrderCost > 0 }, lanes("unit_transport_cost") { $0.unitTransportCost > 0 },
    ]
    return given.filter { $0.1 > 0 }.map { name, count, noun in
      "\(name) (\(format.count(count, noun))) does not enter the plan yet."
    }
  }
}
