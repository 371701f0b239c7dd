/// A finished picture: marks and texts in place, ready for any renderer (`Canvas.draw`, `SVGWriter`, `SceneDump`).
public struct Scene: Sendable, Equatable {
  /// Size, in points.
  public var size: Size
  /// What the picture is called (SVG `<title>`).
  public var title: String
  /// What it shows, for readers who cannot see it (SVG `<desc>`, alternative text).
  public var summary: String
  /// Drawn first to last.
  public var elements: [SceneElement]

  /// Makes a scene.
  public init(size: Size, title: String, summary: String, elements: [SceneElement] = []) {
    self.size = size
    self.title = title
    self.summary = summary
    self.elements = elements
  }
}

/// One thing in a scene.
public enum SceneElement: Sendable, Equatable {
  case shape(SceneShape)
  case text(SceneText)
  case group(SceneGroup)
}

/// Elements that belong together: a mark with its label, a series. The tooltip becomes an SVG `<title>`.
public struct SceneGroup: Sendable, Equatable {
  /// Explanation shown where a reader points at the group.
  public var tooltip: String?
  /// Short role for style and tests ("axis", "bar").
  public var role: String?
  /// Its parts, drawn first to last.
  public var elements: [SceneElement]

  /// Makes a group.
  public init(role: String? = nil, tooltip: String? = nil, elements: [SceneElement]) {
    self.role = role
    self.tooltip = tooltip
    self.elements = elements
  }
}

/// An outline with its paint.
public struct SceneShape: Sendable, Equatable {
  /// The outline.
  public var path: Path
  /// Paint inside, if any.
  public var fill: Fill?
  /// Paint along the outline, if any.
  public var stroke: Stroke?

  /// Makes a shape.
  public init(_ path: Path, fill: Fill? = nil, stroke: Stroke? = nil) {
    self.path = path
    self.fill = fill
    self.stroke = stroke
  }
}

/// What fills an outline.
public enum Fill: Sendable, Equatable {
  case solid(Color)
  /// Slanted lines on a lighter ground: something planned, not yet real.
  case hatched(line: Color, ground: Color)
}

/// How an outline is drawn.
public struct Stroke: Sendable, Equatable {
  /// Its colour.
  public var color: Color
  /// Width, in points.
  public var width: Double
  /// Lengths of dashes and gaps, in points; empty = solid.
  public var dash: [Double]
  /// Whether ends and corners are round.
  public var round: Bool

  /// Makes a stroke.
  public init(_ color: Color, width: Double = 1, dash: [Double] = [], round: Bool = false) {
    self.color = color
    self.width = width
    self.dash = dash
    self.round = round
  }
}

/// An outline of lines, curves and closed figures.
public struct Path: Sendable, Equatable {
  /// One step of an outline.
  public enum Step: Sendable, Equatable {
    case move(Point)
    case line(Point)
    case curve(Point, Point, Point)
    case close
  }

  /// The outline, step by step.
  public var steps: [Step]

  /// Makes a path.
  public init(_ steps: [Step] = []) { self.steps = steps }

  /// Straight lines through the points, closed or not.
  public static func polyline(_ points: [Point], closed: Bool = false) -> Path {
    guard let first = points.first else { return Path() }
    return Path([.move(first)] + points.dropFirst().map { .line($0) } + (closed ? [.close] : []))
  }

  /// A rectangle, its corners rounded by the radius.
  public static func rectangle(_ area: Rectangle, radius: Double = 0) -> Path {
    guard radius > 0 else {
      return polyline(
        [
          Point(area.left, area.top), Point(area.right, area.top), Point(area.right, area.bottom),
          Point(area.left, area.bottom),
        ], closed: true)
    }
    let r = min(radius, area.width / 2, area.height / 2)
    let k = r * (1 - Self.circleHandle)
    return Path([
      .move(Point(area.left + r, area.top)), .line(Point(area.right - r, area.top)),
      .curve(Point(area.right - k, area.top), Point(area.right, area.top + k), Point(area.right, area.top + r)),
      .line(Point(area.right, area.bottom - r)),
      .curve(
        Point(area.right, area.bottom - k), Point(area.right - k, area.bottom), Point(area.right - r, area.bottom)),
      .line(Point(area.left + r, area.bottom)),
      .curve(Point(area.left + k, area.bottom), Point(area.left, area.bottom - k), Point(area.left, area.bottom - r)),
      .line(Point(area.left, area.top + r)),
      .curve(Point(area.left, area.top + k), Point(area.left + k, area.top), Point(area.left + r, area.top)),
      .close,
    ])
  }

  /// A circle.
  public static func circle(center: Point, radius: Double) -> Path {
    rectangle(
      Rectangle(x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius), radius: radius)
  }

  /// Length of the handles of a cubic that follows a quarter of a circle, as a share of the radius.
  static let circleHandle = 0.552_284_75
}

/// A line of text in place.
public struct SceneText: Sendable, Equatable {
  /// Which point of the text stands at the position.
  public enum Anchor: String, Sendable { case start, middle, end }

  /// The text.
  public var string: String
  /// How it looks.
  public var font: Font
  /// Its colour.
  public var color: Color
  /// A point on the baseline.
  public var position: Point
  /// Which point of the text stands at the position.
  public var anchor: Anchor

  /// Makes a text.
  public init(_ string: String, font: Font, color: Color, at position: Point, anchor: Anchor = .start) {
    self.string = string
    self.font = font
    self.color = color
    self.position = position
    self.anchor = anchor
  }
}
