extension ReviewTexts {
  /// What changed in the data, a sentence for each kind; empty where nothing did.
  var changes: [String] {
    let changes = comparison.changes
    var list: [String] = []
    for (noun, membership) in [
      ("location", changes.locations), ("item", changes.items), ("lane", changes.lanes),
    ] {
      if let sentence = sentence(noun, membership) { list.append(sentence) }
    }
    if changes.stagesAdded + changes.stagesRemoved > 0 {
      let parts = [(changes.stagesAdded, "came"), (changes.stagesRemoved, "went")].filter { $0.0 > 0 }
      let counted = parts.enumerated().map { index, part in
        "\(index == 0 ? format.count(part.0, "stage") : number(part.0)) \(part.1)"
      }
      list.append(counted.joined(separator: ", ") + " (a stage is an item at a location).")
    }
    if let demand = demand { list.append(demand) }
    for (count, noun, what) in [
      (changes.correlation, "network", "The correlation of demand between locations differs"),
      (changes.leadTimes, "stage", "Lead times, their spread or review periods differ"),
      (changes.unitCosts, "item", "Unit costs differ"), (changes.carryingRates, "item", "Carrying rates differ"),
      (changes.targets, "stage", "Service targets differ"),
      (changes.limits, "stage", "Limits on stock, fixed levels or order sizes differ"),
    ] where count.changed > 0 {
      list.append("\(what) \(noun == "stage" ? "at" : "for") \(of(count, noun)).")
    }
    if changes.hasOtherSettings {
      list.append("The budget, the longest service time or the storage capacity of a location is another.")
    }
    if changes.stock.changed > 0 { list.append("Today's stock differs at \(of(changes.stock, "stage")).") }
    if let aside = labels.aside { list.append(aside) }
    return list
  }

  /// "Demand differs at 1,310 of 1,392 stages: by more than 5% in the mean at 214 and in its deviation at 80; in all it
  /// rose by 2.1%."
  private var demand: String? {
    let changes = comparison.changes
    guard changes.demand.changed > 0 else { return nil }
    let threshold = format.percent(DataChanges.threshold, decimals: 0)
    let total = format.change(from: changes.demandThen, to: changes.demandNow)
    let isStill = total == NumberFormat.none || !total.contains { $0 >= "1" && $0 <= "9" }
    return "Demand differs at \(of(changes.demand, "stage")) with demand: by more than \(threshold) in its mean at "
      + "\(number(changes.demandMean.changed)) and in its deviation at \(number(changes.demandSD.changed))"
      + (isStill
        ? "." : "; mean demand in all changed by \(total)\(comparison.then.model.hasValue ? " in value" : "").")
  }

  /// "2 locations came (“X”, “Y”), 1 went (“Z”)."
  private func sentence(_ noun: String, _ membership: DataChanges.Membership) -> String? {
    let (added, removed) = (membership.added, membership.removed)
    guard !added.isEmpty || !removed.isEmpty else { return nil }
    let came = added.isEmpty ? nil : "\(format.count(added.count, noun)) came (\(names(added)))"
    let went =
      removed.isEmpty
      ? nil : "\(added.isEmpty ? format.count(removed.count, noun) : number(removed.count)) went (\(names(removed)))"
    return [came, went].compactMap { $0 }.joined(separator: ", ") + "."
  }

  /// Three names, and how many more; in quotes, as names hold commas.
  private func names(_ names: [String]) -> String {
    names.prefix(3).map { "“\($0)”" }.joined(separator: ", ")
      + (names.count > 3 ? " and \(number(names.count - 3)) more" : "")
  }

  /// "214 of 1,392 stages".
  private func of(_ count: DataChanges.Count, _ noun: String) -> String {
    count.changed == count.total && count.total > 1
      ? "all \(format.count(count.total, noun))"
      : "\(number(count.changed)) of \(format.count(count.total, noun))"
  }

  private func number(_ value: Int) -> String { format.number(Double(value)) }
}
