extension NetworkModel {
  /// Where the demand of a network comes from in simulations: what the settings ask for, as far as there is a history.
  ///
  /// Stages that the history does not know are drawn. Complexity: O(stages × log series), and O(stages × periods) where
  /// buckets of the history are longer than periods.
  public func demandSource(of index: Int) -> DemandSource {
    guard settings.simulation.demand != .model, let history else { return .drawn }
    let record = history.record(of: networks[index], period: settings.period)
    guard settings.simulation.demand == .bootstrap else { return .recorded(record) }
    return .resampled(record, blockPeriods: blockPeriods(periodCount: record.periodCount))
  }

  /// Mean length of a block of resampled history, in periods. `nil` where none is played.
  public var blockPeriods: Double? {
    guard settings.simulation.demand == .bootstrap, let history else { return nil }
    return blockPeriods(periodCount: history.periodCount(settings.period))
  }

  private func blockPeriods(periodCount: Int) -> Double {
    settings.simulation.blockPeriods ?? RecordedDemand.standardBlock(periodCount: periodCount)
  }

  /// Stages with demand that the history does not know.
  public var unrecordedDemands: Int {
    guard let history else { return networks.reduce(0) { $0 + $1.stages.count { $0.demand != nil } } }
    return networks.reduce(0) { count, network in
      count + network.stages.count { $0.demand != nil && history.series(item: $0.item, location: $0.location) == nil }
    }
  }

  /// Makes the settings those of the history where it is played as it was: once, over its own periods, of which at most a
  /// quarter are warm-up. Without a history, demand is drawn.
  public mutating func fitSimulationToHistory() {
    guard settings.simulation.demand != .model else { return }
    guard let history, history.periodCount(settings.period) > 0 else {
      settings.simulation.demand = .model
      return
    }
    guard settings.simulation.demand == .history else { return }
    let count = history.periodCount(settings.period)
    if settings.simulation.warmUp > count / 4 {
      (settings.simulation.warmUp, settings.simulation.isWarmUpByRule) = (count / 4, false)
    }
    settings.simulation.periods = count - settings.simulation.warmUp
    settings.simulation.replications = 1
  }
}
