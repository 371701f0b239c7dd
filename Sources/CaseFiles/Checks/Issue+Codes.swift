public import SupplyNetwork

extension Issue {
  /// Code of the warning that nothing looks yet at what a key of `case.yaml` sets.
  public static let unusedSetting = "unused-setting"
  /// Code of the warning that nobody draws anything from the network, so that its plan is empty.
  public static let noDemand = "no-demand"
}
