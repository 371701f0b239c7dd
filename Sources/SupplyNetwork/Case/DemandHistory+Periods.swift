extension DemandHistory {
  /// Whole periods that the history covers.
  public func periodCount(_ period: CaseSettings.Period) -> Int { bucketCount * max(1, bucketDays) / period.days }

  /// Position of a series. Complexity: O(log series).
  public func series(item: Int, location: Int) -> Int? {
    var (low, high) = (0, series.count)
    while low < high {
      let middle = (low + high) / 2
      let key = series[middle]
      if (key.item, key.location) < (item, location) { low = middle + 1 } else { high = middle }
    }
    guard low < series.count, series[low] == Key(item: item, location: location) else { return nil }
    return low
  }

  /// What was demanded at the stages of a network, period by period.
  public func record(of network: StageNetwork, period: CaseSettings.Period) -> RecordedDemand {
    RecordedDemand(
      quantities: network.stages.map { stage in
        guard stage.demand != nil else { return [] }
        return series(item: stage.item, location: stage.location).map { periods(of: $0, period) }
      }, periodCount: periodCount(period))
  }

  /// The quantities of a series by period, oldest first.
  ///
  /// A bucket of several periods is spread evenly over them. Whole units stay whole: every period gets the whole part of
  /// an even share, and the rest goes to periods that are apart, others in every bucket and series, so that no weekday
  /// gets them all. Buckets shorter than a period are added up.
  public func periods(of index: Int, _ period: CaseSettings.Period) -> [Double] {
    let values = values(of: index)
    let days = max(1, bucketDays)
    if days == period.days { return Array(values) }
    if days < period.days {
      let each = period.days / days
      return (0..<periodCount(period)).map { place in
        values[values.startIndex + place * each..<values.startIndex + (place + 1) * each].reduce(0, +)
      }
    }
    let count = days / period.days
    let key = series[index]
    var result: [Double] = []
    result.reserveCapacity(values.count * count)
    for (bucket, quantity) in values.enumerated() {
      let offset = (3 * bucket + 5 * key.location + key.item) % count
      Self.spread(quantity, over: count, offset: offset, into: &result)
    }
    return result
  }

  /// Appends even parts of a quantity. Of whole units, `count` parts p have ⌊((p + 1) q + offset) ÷ count⌋ −
  /// ⌊(p q + offset) ÷ count⌋ units, which add up to q.
  private static func spread(_ quantity: Double, over count: Int, offset: Int, into result: inout [Double]) {
    guard quantity >= 0, quantity < 0x1p52, quantity == quantity.rounded() else {
      for _ in 0..<count { result.append(quantity / Double(count)) }
      return
    }
    let units = Int(quantity)
    var before = offset / count
    for part in 1...count {
      let now = (part * units + offset) / count
      result.append(Double(now - before))
      before = now
    }
  }
}
