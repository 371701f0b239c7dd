/// The pattern of a demand history, by how often demand occurs and how much its size varies.
public enum DemandPattern: String, Sendable, Codable, CaseIterable {
  /// Frequent demand of even size.
  case smooth
  /// Frequent demand of uneven size.
  case erratic
  /// Rare demand of even size.
  case intermittent
  /// Rare demand of uneven size.
  case lumpy
  /// No demand recorded.
  case none
}
