/// Student's t distribution.
public enum StudentT {
  /// t such that a variable with that many degrees of freedom lies within ±t with the given probability in (0, 1).
  ///
  /// From P(|T| > t) = I_x(ν/2, ½) with x = ν/(ν + t²) (Abramowitz & Stegun 26.5.27).
  public static func twoSidedQuantile(_ probability: Double, degreesOfFreedom: Int) -> Double {
    guard degreesOfFreedom > 0, probability > 0 else { return probability > 0 ? .infinity : 0 }
    let freedom = Double(degreesOfFreedom)
    // The small parameter first: solving for y = 1 − x keeps the accuracy of many degrees of freedom.
    let y = RegularizedBeta.inverse(0.5, freedom / 2, probability)
    return (freedom * y / (1 - y)).squareRoot()
  }
}
