extension Case {
  /// The service targets of an item at all locations: ``serviceTarget(item:location:)`` of each, in one pass over the
  /// rules. Complexity: O(locations + rules).
  func serviceTargets(item: Int) -> [ServiceTarget] {
    let valueClass = items[item].valueClass
    var common: ServiceRule?
    for rule in serviceRules where rule.location == nil && rule.applies(item: item, valueClass: valueClass) {
      if rule.specificity >= common?.specificity ?? 0 { common = rule }
    }
    let start = common?.target ?? standardTarget(item: item)
    var targets = [ServiceTarget](repeating: start, count: locations.count)
    var specificity = [Int](repeating: common?.specificity ?? 0, count: locations.count)
    for rule in serviceRules where rule.applies(item: item, valueClass: valueClass) {
      guard let location = rule.location, rule.specificity >= specificity[location] else { continue }
      targets[location] = rule.target
      specificity[location] = rule.specificity
    }
    return targets
  }

  /// The target of an item where no rule applies: that of its class.
  func standardTarget(item: Int) -> ServiceTarget {
    let service = settings.service
    return ServiceTarget(service.measure, service.byClass[items[item].valueClass] ?? service.standard)
  }
}

extension ServiceRule {
  /// The more specific rule wins: the item weighs most, then the location, then the class.
  var specificity: Int { (item == nil ? 0 : 4) + (location == nil ? 0 : 2) + (valueClass == nil ? 0 : 1) }

  /// Whether the rule speaks of an item, at some location.
  func applies(item: Int, valueClass: Item.ValueClass) -> Bool {
    (self.item ?? item) == item && (self.valueClass ?? valueClass) == valueClass
  }
}
