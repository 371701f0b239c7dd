public import Drawing

/// A picture with its caption.
public struct Figure: Sendable, Equatable {
  /// The picture, at the size it was drawn for; scaled down where it does not fit, never up.
  public var scene: Scene
  /// What stands below it.
  public var caption: [Inline]
  /// What it shows, for readers who cannot see it.
  public var alternativeText: String
  /// The name that links use.
  public var anchor: String?
  /// Whether it may be left out where it would cost a page.
  public var isOptional = false

  /// Makes a figure; without an alternative text the summary of the scene serves.
  public init(_ scene: Scene, caption: [Inline] = [], alternativeText: String? = nil, anchor: String? = nil) {
    self.scene = scene
    self.caption = caption
    self.alternativeText = alternativeText ?? scene.summary
    self.anchor = anchor
  }
}
