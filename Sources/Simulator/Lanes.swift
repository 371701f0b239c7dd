/// One quantity of several replications of the same stage: what the engine computes with.
///
/// Replications share the network, the policies and so every branch that the engine takes; only the quantities differ.
/// Playing them side by side turns all arithmetic into vector instructions and pays each branch once for all.
typealias Lanes = SIMD8<Double>

extension SIMD8<Double> {
  /// The same value in every lane.
  init(every value: Double) { self.init(repeating: value) }

  /// The smaller of two values, lane by lane.
  @inline(__always)
  func lesser(_ other: Self) -> Self { replacing(with: other, where: other .< self) }

  /// Negative lanes become zero.
  @inline(__always)
  var positivePart: Self { replacing(with: Self(), where: self .< Self()) }
}
