public import Drawing

/// Something in its place on a page.
public struct Frame: Sendable, Equatable {
  /// What can stand on a page.
  public enum Content: Sendable, Equatable {
    case text(TextLine)
    /// A line or ground; its coordinates are those of the page.
    case shape(SceneShape)
    /// A picture, scaled to the area.
    case picture(Scene)
    /// A picture of pixels, scaled to the area.
    case image(PixelImage)
  }

  /// Where it stands on the page, in points.
  public var area: Rectangle
  /// What stands there.
  public var content: Content
  /// What it means: a node of the structure; `nil` for furniture and ornament.
  public var node: Int?
  /// The anchor whose page number this frame shows, until the pages are known.
  var pageReference: PageReference?

  /// A page number to come.
  struct PageReference: Equatable, Sendable {
    var anchor: String
    var style: TextStyle
  }

  /// Moves it.
  mutating func move(right: Double, down: Double) {
    area.x += right
    area.y += down
    if case .shape(var shape) = content {
      shape.path = shape.path.moved(right: right, down: down)
      content = .shape(shape)
    }
  }
}

extension Path {
  /// The same outline elsewhere.
  func moved(right: Double, down: Double) -> Path {
    func moved(_ point: Point) -> Point { Point(point.x + right, point.y + down) }
    return Path(
      steps.map { step in
        switch step {
        case .move(let point): .move(moved(point))
        case .line(let point): .line(moved(point))
        case .curve(let first, let second, let end): .curve(moved(first), moved(second), moved(end))
        case .close: .close
        }
      })
  }
}

/// A page with all that stands on it.
public struct Page: Sendable, Equatable {
  /// The sheet, in points.
  public var size: Size
  /// Where the blocks stand; head and foot are outside.
  public var contentArea: Rectangle
  /// Whether it is the cover, without head and foot.
  public var isCover: Bool
  /// What the blocks became, in reading order.
  public var frames: [Frame]
  /// Running head and foot.
  public var furniture: [Frame]
  /// The points links lead to, by anchor.
  public var destinations: [Destination]

  /// A point that links lead to.
  public struct Destination: Sendable, Equatable {
    /// Its name.
    public var anchor: String
    /// Distance from the top of the page, in points.
    public var y: Double
  }
}

/// Pages with what leads through them.
public struct PagedDocument: Sendable, Equatable {
  /// A heading in the outline.
  public struct OutlineEntry: Sendable, Equatable {
    /// Its text.
    public var title: String
    /// Its level, 1 the highest.
    public var level: Int
    /// Where it leads.
    public var anchor: String
    /// The page it is on, the first being 1.
    public var page: Int
  }

  /// The pages, in order.
  public var pages: [Page]
  /// What the frames mean.
  public var structure: Structure
  /// The headings, in order.
  public var outline: [OutlineEntry]
  /// What was amiss with the blocks: links that lead nowhere, anchors given twice.
  public var warnings: [String]
}
