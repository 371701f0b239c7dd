/// How far a search may go before it returns the best plan it has, with what it could prove of it.
public struct SearchLimits: Sendable, Equatable {
  /// Most elementary steps (an addition and a comparison each). The same on every machine, so that results are, too.
  public var effort: Int
  /// Most seconds. `nil` = no limit. Where it strikes, results depend on the machine.
  public var seconds: Double?

  /// Limits of a search; some 10⁹ steps take a second.
  public init(effort: Int = 60_000_000_000, seconds: Double? = nil) {
    self.effort = effort
    self.seconds = seconds
  }
}
